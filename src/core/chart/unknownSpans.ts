import type { TrendPoint } from '../check/series';

const DAY_MS = 86_400_000;
/** Of daily values. */
const APART_MS = 1.5 * DAY_MS;

/**
 * Stretches without a value: before the first, between two that are too far apart, and after the last.
 * @param apartMs Values that are further apart have a time between them that nobody knows.
 */
export function unknownSpans(
  points: readonly TrendPoint[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
  apartMs = APART_MS
): Array<{ fromMs: number; toMs: number }> {
  const known = points.filter(({ value }) => value !== null).map(({ timeMs }) => timeMs);
  const edges = [fromMs, ...known, toMs];
  return edges.slice(1).flatMap((end, index) => {
    const start = edges[index] ?? fromMs;
    return end - start > apartMs ? [{ fromMs: start, toMs: end }] : [];
  });
}
