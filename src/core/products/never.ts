/** An end that is further away than this is none: 9999-12-31 and its like. */
const LIFETIME_MS = 100 * 365 * 86_400_000;

/** Whether what ends then ends never, as far as anybody who reads this is concerned; null is no end at all. */
export function neverEnds(endMs: number | null, nowMs: number): boolean {
  return endMs === null || endMs - nowMs > LIFETIME_MS;
}
