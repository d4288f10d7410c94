import { VERDICTS_WORST_FIRST, type Verdict } from '../core/check/verdict';
import { plural, t } from './t';

/** "1 fail", "3 warnings": how many of the things have each verdict, worst first, zeros left out. */
export function verdictTally(
  things: ReadonlyArray<{ verdict: Verdict }>
): ReadonlyArray<{ verdict: Verdict; word: string }> {
  return VERDICTS_WORST_FIRST.flatMap((verdict) => {
    const n = things.filter((one) => one.verdict === verdict).length;
    return n === 0 ? [] : [{ verdict, word: countWord(verdict, n) }];
  });
}

function countWord(verdict: Verdict, n: number): string {
  switch (verdict) {
    case 'fail':
      return t('tally.fail', '{{n}} fail', { n });
    case 'unknown':
      return t('tally.unknown', '{{n}} unknown', { n });
    case 'warn':
      return plural('tally.warn', n, { one: '{{count}} warning', other: '{{count}} warnings' });
    case 'pass':
      return t('tally.pass', '{{n}} pass', { n });
    case 'na':
      return t('tally.na', '{{n}} n/a', { n });
  }
}
