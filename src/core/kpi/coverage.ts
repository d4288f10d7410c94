import { onGrid } from '../check/timeGrid';
import type { Series } from '../check/series';
import type { TimeSpan } from './incidents';
import type { Measured } from './reading';

/** Less than this of window and members is no basis for a verdict. */
export const COVERAGE_NEEDED = 0.95;

/** How finely the window is looked at for gaps. */
export const COVERAGE_STEP_SECONDS = 3600;

export type Covered = Pick<Measured, 'coverage' | 'population'> & { coverage: number };

/**
 * How much of a window the members of a population reported.
 * @param reporting How many did, hour by hour.
 * @param of How many there should be; null for the most that did at once.
 */
export function coverageOf(reporting: Series | null, of: number | null, span: TimeSpan): Covered {
  const hours = reporting === null ? [] : onGrid({ ...span, stepMs: COVERAGE_STEP_SECONDS * 1000 }, reporting);
  const counts = hours.map((count) => count ?? 0);
  const expected = Math.max(of ?? 0, of === null ? Math.max(0, ...counts) : 0);
  if (expected <= 0) {
    return { coverage: 0, population: null };
  }
  const covered = counts.reduce((sum, count) => sum + Math.min(1, count / expected), 0);
  return { coverage: covered / counts.length, population: { reporting: counts.at(-1) ?? 0, of: expected } };
}

/** The same of a moment. */
export function coverageNow(reporting: number, of: number | null): Covered {
  const expected = of ?? reporting;
  return expected <= 0
    ? { coverage: 0, population: null }
    : { coverage: Math.min(1, reporting / expected), population: { reporting, of: expected } };
}
