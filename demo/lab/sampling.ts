const STEP_SECONDS = 120;
/** What Prometheus scrapes at. */
const FINEST_SECONDS = 15;
/** The step may change by a factor e in this time: slowly enough for `rate()` over 15 minutes, see `sampleTimes`. */
const TAPER_SECONDS = 10_400;
/** 2 h x 3^4: the largest block that Prometheus makes; promtool reads a file again for every block it cuts from it. */
const RANGE_SECONDS = 162 * 3600;

export const RANGE_HOURS = RANGE_SECONDS / 3600;

/** A stretch of history that one fill makes, in seconds: what lies before `from` is scraped data or nothing. */
export interface Stretch {
  from: number;
  to: number;
  /** Whether samples lie before it. */
  continues: boolean;
}

/**
 * The moments of a fill's samples, all after `from` and none after `to`: two minutes apart, and closer towards scraped
 * data. `rate()` looks beyond the first sample in its window by the mean distance of all of them and no further, so it
 * would show a dip wherever samples suddenly come eight times as fast.
 */
export function sampleTimes({ from, to, continues }: Stretch): number[] {
  const times: number[] = [];
  const step = (t: number) => {
    const awayFromScrapes = Math.min(to - t, continues ? t - from : Infinity);
    return Math.round(Math.min(STEP_SECONDS, FINEST_SECONDS * Math.exp(awayFromScrapes / TAPER_SECONDS)));
  };
  for (let t = Math.floor(from) + step(from); t <= to; t += step(t)) {
    times.push(t);
  }
  return times;
}

/** The same moments by the range of Prometheus' largest blocks that they lie in. */
export function alignedRanges(stretch: Stretch): number[][] {
  const ranges = new Map<number, number[]>();
  for (const t of sampleTimes(stretch)) {
    const range = Math.floor(t / RANGE_SECONDS);
    const times = ranges.get(range) ?? [];
    times.push(t);
    ranges.set(range, times);
  }
  return [...ranges.values()];
}
