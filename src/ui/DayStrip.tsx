import { useTheme2 } from '@grafana/ui';
import { memo, useMemo } from 'react';

import { STATE_LETTERS, verdictOfLetter } from '../core/check/stateLetters';
import { VERDICTS_WORST_FIRST, type Verdict } from '../core/check/verdict';
import { plural, t } from './t';
import { markColor } from './verdictLook';

interface Props {
  /** One of `STATE_LETTERS` per day, oldest first. */
  days: string;
  /** Px from one day to the next. */
  step: number;
  height: number;
}

/** Part of the height that a day takes. */
const HEIGHTS = { pass: 0.34, warn: 0.6, fail: 1, unknown: 1 } as const;

/** One cell a day: low is pass, half warning, full fail, a dashed outline unknown, a hairline nothing to judge. */
export const DayStrip = memo(function DayStrip({ days, step, height }: Props) {
  const theme = useTheme2();
  const paths = useMemo(() => pathsOf(days, step, height), [days, step, height]);
  return (
    <svg
      role="img"
      aria-label={t('days.words', 'Last {{days}} days: {{words}}', { days: days.length, words: daysInWords(days) })}
      width={Math.ceil(days.length * step)}
      height={height}
      style={{ display: 'block', flexShrink: 0 }}
    >
      <path d={paths.na} fill={theme.colors.border.medium} />
      <path d={paths.pass} fill={theme.colors.success.main} />
      <path d={paths.warn} fill={markColor('warn', theme)} />
      <path d={paths.fail} fill={markColor('fail', theme)} />
      <path d={paths.unknown} fill="none" stroke={markColor('unknown', theme)} strokeDasharray="2 1.5" />
    </svg>
  );
});

function pathsOf(days: string, step: number, height: number): Record<Verdict, string> {
  const paths = { fail: '', unknown: '', warn: '', pass: '', na: '' };
  const width = Math.max(1, step - Math.max(step >= 4 ? 1.5 : 1, step * 0.12));
  [...days].forEach((letter, day) => {
    const verdict = verdictOfLetter(letter);
    const x = day * step;
    // Half of an outline lies outside of its path.
    const inset = verdict === 'unknown' ? 0.5 : 0;
    const cell = verdict === 'na' ? 1 : HEIGHTS[verdict] * height;
    const across = Math.max(0.5, width - 2 * inset);
    paths[verdict] += `M${x + inset} ${height - cell + inset}h${across}v${cell - 2 * inset}h${-across}z`;
  });
  return paths;
}

/** "fail on 1 day, warning on 2 days, pass on 11 days" */
export function daysInWords(days: string): string {
  return VERDICTS_WORST_FIRST.flatMap((verdict) => {
    const count = [...days].filter((letter) => letter === STATE_LETTERS[verdict]).length;
    return count === 0 ? [] : [wordOf(verdict, count)];
  }).join(', ');
}

function wordOf(verdict: Verdict, count: number): string {
  switch (verdict) {
    case 'fail':
      return plural('days.fail', count, { one: 'fail on {{count}} day', other: 'fail on {{count}} days' });
    case 'unknown':
      return plural('days.unknown', count, { one: 'unknown on {{count}} day', other: 'unknown on {{count}} days' });
    case 'warn':
      return plural('days.warn', count, { one: 'warning on {{count}} day', other: 'warning on {{count}} days' });
    case 'pass':
      return plural('days.pass', count, { one: 'pass on {{count}} day', other: 'pass on {{count}} days' });
    case 'na':
      return plural('days.na', count, {
        one: 'nothing to judge on {{count}} day',
        other: 'nothing to judge on {{count}} days',
      });
  }
}
