import type { Verdict } from '../../core/check/verdict';
import { ON_TIME_TARGET, type OnTime } from '../../core/checklist/historyFigures';
import { plural } from '../t';

/** Below the target by more than this a list is not kept. */
const ON_TIME_FAIL = 0.8;

/** How a share of rounds in time is judged; one that leaves rounds out is no pass. */
export function onTimeVerdict({ ratio, unknown }: OnTime): Verdict {
  if (ratio === null) {
    return 'unknown';
  }
  if (ratio < ON_TIME_TARGET) {
    return ratio < ON_TIME_FAIL ? 'fail' : 'warn';
  }
  return unknown > 0 ? 'unknown' : 'pass';
}

export function percent(ratio: number): string {
  // 99.6 % is not all of them.
  return String(ratio < 1 ? Math.min(99, Math.round(ratio * 100)) : 100);
}

/** "3 rounds, too few" */
export function tooFew(rounds: number): string {
  return plural('history.few', rounds, { one: '{{count}} round, too few', other: '{{count}} rounds, too few' });
}
