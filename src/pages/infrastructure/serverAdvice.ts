import type { Reason } from '../../core/check/verdict';
import { reasonAdvice } from '../../ui/reasonText';
import { t } from '../../ui/t';

/** What to do about a server: what its token may not read is for its own administrator, not for Grafana's. */
export function serverAdvice(reason: Reason): string {
  return reason.code === 'not-permitted'
    ? t('server.grant', 'Give the token that right on the server, or leave it unknown.')
    : reasonAdvice(reason);
}
