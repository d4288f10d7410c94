import { instantOf } from '../../core/time/zone';
import type { Difference } from '../../core/checklist/difference';
import type { Round } from '../../ui/round/useRound';
import { t } from '../../ui/t';
import { shortDate } from '../../ui/when';

/** "It passed in the round of 19 Nov." Empty where nothing is known of it or nothing changed. */
export function beforeWords({ differences, before }: Round, itemId: string, zone: string): string {
  const difference = differences.get(itemId);
  return difference && before ? sentence(difference.was, roundDate(before.date, zone)) : '';
}

/** `19 Nov` of a local date. */
export function roundDate(date: string, zone: string): string {
  return shortDate(instantOf(date, '12:00', zone), zone);
}

function sentence(was: Difference['was'], date: string): string {
  switch (was) {
    case 'pass':
      return t('before.pass', 'It passed in the round of {{date}}.', { date });
    case 'warn':
      return t('before.warn', 'It was a warning in the round of {{date}}.', { date });
    case 'fail':
      return t('before.fail', 'It failed in the round of {{date}}.', { date });
    case 'unknown':
      return t('before.unknown', 'It was unknown in the round of {{date}}.', { date });
    case 'na':
    case 'hand':
      return t('before.hand', 'A person looked in the round of {{date}}.', { date });
  }
}
