import type { Verdict } from '../core/check/verdict';
import { plural, t } from './t';
import { countText } from './when';

/** "1 fail, 1 warning, 96 pass", worst first, zeros left out. */
export function verdictCounts(verdicts: readonly Verdict[] | Readonly<Record<Verdict, number>>): string {
  const count = (verdict: Verdict) =>
    'length' in verdicts ? verdicts.filter((one) => one === verdict).length : verdicts[verdict];
  const words: Array<[number, (n: string) => string]> = [
    [count('fail'), (n) => t('count.fail', '{{n}} fail', { n })],
    [count('unknown'), (n) => t('count.unknown', '{{n}} unknown', { n })],
    [
      count('warn'),
      (n) => plural('count.warnings', count('warn'), { one: '{{n}} warning', other: '{{n}} warnings' }, { n }),
    ],
    [count('pass'), (n) => t('count.pass', '{{n}} pass', { n })],
  ];
  return words
    .filter(([n]) => n > 0)
    .map(([n, word]) => word(countText(n)))
    .join(', ');
}
