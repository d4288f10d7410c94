/** How fast something grows. */

/** The slopes between all pairs of points that differ in x, ascending. Quadratic: for days of a month, not for samples. */
export function pairSlopes(points: ReadonlyArray<{ x: number; y: number }>): Float64Array {
  const found = new Float64Array((points.length * (points.length - 1)) / 2);
  let count = 0;
  points.forEach((a, index) => {
    for (let other = 0; other < index; other += 1) {
      const b = points[other];
      if (b !== undefined && a.x !== b.x) {
        found[count] = (a.y - b.y) / (a.x - b.x);
        count += 1;
      }
    }
  });
  return found.subarray(0, count).sort();
}

/**
 * Theil–Sen, which a few odd points do not move: the median of the slopes between all pairs of points, in units of y per unit of x; null without two points that
 * differ in x.
 */
export function theilSenSlope(points: ReadonlyArray<{ x: number; y: number }>): number | null {
  const slopes = pairSlopes(points);
  const middle = slopes.length / 2;
  const low = slopes[Math.ceil(middle) - 1];
  const high = slopes[Math.floor(middle)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The slope of the line that is nearest to all points, which the newest ones move as well; null without two that differ in x. */
export function leastSquaresSlope(points: ReadonlyArray<{ x: number; y: number }>): number | null {
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [middleX, middleY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = mean(({ x }) => (x - middleX) ** 2);
  return spread > 0 ? mean(({ x, y }) => (x - middleX) * (y - middleY)) / spread : null;
}
