/** What small numbers can say. */

/** 95 %, two-sided. */
const Z = 1.959963984540054;

export interface RatioInterval {
  low: number;
  high: number;
}

/** Wilson's 95 % interval of a ratio of `good` in `of`; null of none. */
export function wilsonInterval(good: number, of: number): RatioInterval | null {
  if (!(of > 0) || good < 0 || good > of) {
    return null;
  }
  const ratio = good / of;
  const square = Z * Z;
  const center = (ratio + square / (2 * of)) / (1 + square / of);
  const half = (Z / (1 + square / of)) * Math.sqrt((ratio * (1 - ratio)) / of + square / (4 * of * of));
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}

/**
 * How likely so few of the events of two stretches of time would fall into the second if nothing had changed: the conditional
 * test of two Poisson counts, one-sided. 10 then 8 give 0.41, 100 then 80 give 0.08. 1 without any event.
 * @param timeRatio Length of the second stretch by that of both.
 */
export function chanceOfSoFew(before: number, after: number, timeRatio = 0.5): number {
  const all = before + after;
  if (!(timeRatio > 0 && timeRatio < 1)) {
    return 1;
  }
  let log = all * Math.log(1 - timeRatio);
  let sum = 0;
  for (let count = 0; count <= after; count += 1) {
    sum += Math.exp(log);
    log += Math.log((all - count) / (count + 1)) + Math.log(timeRatio / (1 - timeRatio));
  }
  return Math.min(1, sum);
}
