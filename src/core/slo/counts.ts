import type { Labels } from '../check/series';
import type { Span } from './window';

/**
 * What was counted in consecutive buckets of time, column by column. Buckets may be of different length: hours, and five minutes
 * where more has to be told. Counting is adding: a window is the sum of its buckets.
 */
export interface Counts {
  /** Where the buckets begin, ms, ascending; one more than there are buckets: the last ends there. */
  edgesMs: readonly number[];
  /** Events, slices or samples; null where nothing is known of the bucket. */
  total: ReadonlyArray<number | null>;
  /** Of them, how many were bad. Null together with `total`. */
  bad: ReadonlyArray<number | null>;
  /** Share of the bucket that there is data of, 0 to 1. */
  covered: readonly number[];
}

/** The counts of one combination of an objective's `groupBy` labels; no labels without any. */
export interface GroupCounts {
  labels: Labels;
  counts: Counts;
}

/** Time that is left out, with a reason. */
export interface Exclusion {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  /** In a person's words. */
  why: string;
  /** Login of who entered it. */
  by: string;
  /** Ids of the objectives it is meant for; empty: all. */
  objectives: readonly string[];
}

/** The sum over a stretch of time. */
export interface Sum {
  total: number;
  bad: number;
  /** Time that the sum could know of: the stretch without what was left out. */
  ofMs: number;
  /** How much of it has data. */
  coveredMs: number;
  /** Of time that is left out. */
  excludedMs: number;
}

export function bucketsOf({ edgesMs }: Counts): number {
  return Math.max(0, edgesMs.length - 1);
}

/** Adds the buckets that lie in a stretch whole, but for those inside an exclusion. Without objects per bucket: it is asked most. */
export function sumOf(counts: Counts, fromMs: number, toMs: number, exclusions: readonly Exclusion[] = []): Sum {
  const { edgesMs, total, bad, covered } = counts;
  const sum = { total: 0, bad: 0, ofMs: 0, coveredMs: 0, excludedMs: 0 };
  const [first, end] = bucketsIn(counts, fromMs, toMs);
  for (let index = first; index < end; index += 1) {
    const bucketFrom = edgesMs[index] ?? 0;
    const bucketTo = edgesMs[index + 1] ?? 0;
    const length = bucketTo - bucketFrom;
    if (exclusions.length > 0 && isExcluded({ fromMs: bucketFrom, toMs: bucketTo }, exclusions)) {
      sum.excludedMs += length;
      continue;
    }
    sum.ofMs += length;
    sum.coveredMs += length * (covered[index] ?? 0);
    sum.total += total[index] ?? 0;
    sum.bad += bad[index] ?? 0;
  }
  return sum;
}

export interface Bucket {
  fromMs: number;
  toMs: number;
  total: number | null;
  bad: number | null;
  covered: number;
}

/** Visits the buckets that lie in a stretch whole, in order. */
export function eachBucket(counts: Counts, fromMs: number, toMs: number, visit: (bucket: Bucket) => void): void {
  const { edgesMs, total, bad, covered } = counts;
  const [first, end] = bucketsIn(counts, fromMs, toMs);
  for (let index = first; index < end; index += 1) {
    visit({
      fromMs: edgesMs[index] ?? 0,
      toMs: edgesMs[index + 1] ?? 0,
      total: total[index] ?? null,
      bad: bad[index] ?? null,
      covered: covered[index] ?? 0,
    });
  }
}

/** Whether a bucket lies in one of them whole: what is only touched counts, so that nothing is flattered. */
export function isExcluded(bucket: { fromMs: number; toMs: number }, exclusions: readonly Exclusion[]): boolean {
  return exclusions.some(({ fromMs, toMs }) => fromMs <= bucket.fromMs && bucket.toMs <= toMs);
}

/** Those that are meant for an objective and touch the span. */
export function exclusionsOf(exclusions: readonly Exclusion[], objective: string, span: Span): readonly Exclusion[] {
  return exclusions.filter(
    ({ fromMs, toMs, objectives }) =>
      fromMs < span.readToMs && toMs > span.fromMs && (objectives.length === 0 || objectives.includes(objective))
  );
}

/** Indices of the buckets that lie in a stretch whole: the first of them, and one past the last. */
export function bucketsIn({ edgesMs }: Counts, fromMs: number, toMs: number): readonly [first: number, end: number] {
  const first = firstEdgeFrom(edgesMs, fromMs);
  const after = firstEdgeFrom(edgesMs, toMs);
  return [first, edgesMs[after] === toMs ? after : after - 1];
}

/** Index of the first edge at or after an instant; how many there are when none is. */
export function firstEdgeFrom(edgesMs: readonly number[], atMs: number): number {
  let low = 0;
  let high = edgesMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edgesMs[middle] ?? 0) < atMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
