import type { Standing } from '../../core/acceptance/fold';
import { t } from '../t';
import { sinceWhen } from '../when';

/** "ops1, 19 Nov: as built, until 3 Dec"; how it ended where it did. */
export function acceptedWords({ author, why, atMs, untilMs, ended }: Standing, nowMs: number, zone: string): string {
  const values = { who: whoText(author), when: sinceWhen(atMs, nowMs, zone), why };
  if (ended?.how === 'withdrawn') {
    return t('baseline.withdrawn', 'Accepted by {{who}}, {{when}}: {{why}}. Withdrawn by {{other}}, {{then}}.', {
      ...values,
      other: whoText(ended.author),
      then: sinceWhen(ended.atMs, nowMs, zone),
    });
  }
  if (ended !== null) {
    return t('baseline.expired', 'Accepted by {{who}}, {{when}}: {{why}}. Over since {{then}}.', {
      ...values,
      then: sinceWhen(ended.atMs, nowMs, zone),
    });
  }
  return untilMs === null
    ? t('baseline.said', 'Accepted by {{who}}, {{when}}: {{why}}.', values)
    : t('baseline.said-until', 'Accepted by {{who}}, {{when}}: {{why}}. Until {{until}}.', {
        ...values,
        // The day that it still holds.
        until: sinceWhen(untilMs - 1, nowMs, zone),
      });
}

function whoText(login: string): string {
  return login || t('decided.deleted-user', 'a deleted user');
}
