import { DAY_STATES, type PostureView } from '../../core/products/backups/view';
import { t } from '../t';
import { countText, longDate, shortDate } from '../when';
import { dayStateWord } from './postureWords';

/** `20 Nov` of `2026-11-20`. */
export function dayShort(date: string): string {
  return shortDate(noonOf(date), 'UTC');
}

/** `Friday 20 November` of `2026-11-20`. */
export function dayLong(date: string): string {
  return longDate(noonOf(date), 'UTC');
}

function noonOf(date: string): number {
  return Date.parse(`${date}T12:00:00Z`);
}

type Total = PostureView['days']['totals'][number];

/** "117 of 121 succeeded, 2 unknown" */
export function dayTotalWords({ good, expected, unknown }: Total): string {
  if (expected === 0 && unknown === 0) {
    return t('backup-day.none-expected', 'No backup was expected');
  }
  const unknownWords = t('backup-day.n-unknown', '{{n}} unknown', { n: countText(unknown) });
  if (expected === 0) {
    return unknownWords;
  }
  const words = t('backup-day.n-good', '{{n}} of {{all}} succeeded', { n: countText(good), all: countText(expected) });
  return unknown === 0 ? words : `${words}, ${unknownWords}`;
}

/** "23 good, 5 missed" */
export function dayCountWords(states: Uint8Array): string {
  return DAY_STATES.flatMap((state, index) => {
    const n = states.reduce((sum, one) => sum + Number(one === index), 0);
    return n === 0
      ? []
      : t('backup-day.n-of', '{{n}} {{what}}', { n: countText(n), what: dayStateWord(state).toLowerCase() });
  }).join(', ');
}
