/** Statistics that a few odd points do not move. */

/** The value that a share `q` of the values does not exceed (nearest rank); null of nothing. */
export function quantile(values: readonly number[], q: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? null;
}

/**
 * Theil–Sen: the median of the slopes between all pairs of points, in units of y per unit of x; null without two points that
 * differ in x. Quadratic: for days of a month, not for samples.
 */
export function theilSenSlope(points: ReadonlyArray<{ x: number; y: number }>): number | null {
  const slopes: number[] = [];
  points.forEach((a, index) => {
    for (const b of points.slice(index + 1)) {
      if (a.x !== b.x) {
        slopes.push((b.y - a.y) / (b.x - a.x));
      }
    }
  });
  slopes.sort((a, b) => a - b);
  const middle = slopes.length / 2;
  const low = slopes[Math.ceil(middle) - 1];
  const high = slopes[Math.floor(middle)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
