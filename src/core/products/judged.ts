import { standingRank, type Standing } from './pending';

/** A measured number with what its checks say; null is unknown and drawn as `?`. */
export interface Judged {
  value: number | null;
  verdict: Standing;
}

/** The number of one thing out of several, with the verdict of that very thing. */
export interface JudgedOf extends Judged {
  /** Null where there is no thing, or only one and nothing to tell apart. */
  of: string | null;
}

/**
 * The one that a figure shows of several things: the worst by verdict, of equally bad ones the first by `compare`. What is not
 * known is `?`, not the value of another thing. Null when there is none.
 */
export function worstOf(things: readonly JudgedOf[], compare: (a: number, b: number) => number): JudgedOf | null {
  const [worst] = [...things].sort(
    (a, b) =>
      standingRank(a.verdict) - standingRank(b.verdict) ||
      Number(a.value !== null) - Number(b.value !== null) ||
      compare(a.value ?? 0, b.value ?? 0)
  );
  return worst === undefined ? null : { ...worst, of: things.length > 1 ? worst.of : null };
}
