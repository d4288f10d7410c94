import type { CheckDefinition } from '../core/check/definition';
import type { Reason } from '../core/check/verdict';
import { reasonAdvice } from './reasonText';
import { t } from './t';

/** What to do about a server: what its token may not read is for its own administrator, not for Grafana's. */
export function serverAdvice(reason: Reason): string {
  return reason.code === 'not-permitted'
    ? t('server.grant', 'Give the token that right on the server, or leave it unknown.')
    : reasonAdvice(reason);
}

/** What to do about a check that is unknown: some ask a server with a token of its own, some what people did or accepted. */
export function checkAdvice(
  { kind, remediation }: Pick<CheckDefinition, 'kind' | 'remediation'>,
  reason: Reason
): string {
  if (reason.code === 'no-data' && (kind === 'journal' || kind === 'calc')) {
    return remediation;
  }
  return kind === 'proxmox' || kind === 'argocd' ? serverAdvice(reason) : reasonAdvice(reason);
}
