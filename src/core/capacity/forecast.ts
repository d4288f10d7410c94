import { pairSlopes } from './slope';

/** Days below which nothing is said of the days to come. */
export const FEWEST_DAYS = 14;

const DAY_MS = 86_400_000;
/** Two-sided 95 % of the normal distribution. */
const NORMAL_95 = 1.96;
/** A size that fell by less than this share has not shrunk: it is rounding. */
const SHRANK_SHARE = 0.002;
/** A day on which this share of what was used goes away ends what can be learned from the days before it. */
const EMPTIED_SHARE = 0.05;

/** What daily values say of the days to come. x in days, y as given. */
export type Forecast =
  /** Slope per day of the median and of the interval around it; `from` is the robust line's value at the last point. */
  | {
      state: 'grows';
      perDay: number;
      lowPerDay: number;
      highPerDay: number;
      fromMs: number;
      from: number;
      days: number;
    }
  | { state: 'flat' | 'falls'; days: number }
  | { state: 'too-little'; days: number; needed: number };

/** The highest value of one day. */
export interface DayValue {
  timeMs: number;
  value: number | null;
}

/**
 * The robust line through daily values, in any order: the median of the slopes between all pairs of days, with the interval of
 * 95 % that Sen takes from Kendall's rank statistic by its normal approximation (P. K. Sen, "Estimates of the regression
 * coefficient based on Kendall's tau", 1968; W. J. Conover, "Practical Nonparametric Statistics", 3rd edition, 5.5). It grows or
 * falls where the whole interval does; else it is flat. Of days with a value below `needed` it says nothing.
 */
export function forecastOf(days: readonly DayValue[], needed = FEWEST_DAYS): Forecast {
  const known = days.flatMap(({ timeMs, value }) => (value === null ? [] : [{ timeMs, x: timeMs / DAY_MS, y: value }]));
  const slopes = known.length < needed ? new Float64Array(0) : pairSlopes(known);
  if (slopes.length === 0) {
    return { state: 'too-little', days: known.length, needed };
  }
  const perDay = median(slopes);
  const [lowPerDay, highPerDay] = interval(slopes, known.length);
  const state = lowPerDay > 0 ? 'grows' : highPerDay < 0 ? 'falls' : 'flat';
  if (state !== 'grows') {
    return { state, days: known.length };
  }
  const fromMs = known.reduce((last, { timeMs }) => Math.max(last, timeMs), -Infinity);
  const intercept = median(Float64Array.from(known, ({ x, y }) => y - perDay * (x - fromMs / DAY_MS)).sort());
  return { state, perDay, lowPerDay, highPerDay, fromMs, from: intercept, days: known.length };
}

/** Of days in order those after the last one on which a good part was deleted. */
export function sinceEmptied(days: readonly DayValue[]): readonly DayValue[] {
  let before: number | null = null;
  let from = 0;
  days.forEach(({ value }, index) => {
    if (value !== null) {
      from = before !== null && value < before * (1 - EMPTIED_SHARE) ? index : from;
      before = value;
    }
  });
  return days.slice(from);
}

/** When a value that is forecast reaches a limit; the earliest is by the highest slope of the interval. */
export interface Reaches {
  atMs: number;
  earliestMs: number;
  latestMs: number | null;
}

/** Null where the forecast does not grow; a limit that is reached already is reached at its beginning. */
export function reachesAt(forecast: Forecast, limit: number): Reaches | null {
  if (forecast.state !== 'grows') {
    return null;
  }
  const left = Math.max(0, limit - forecast.from);
  const at = (perDay: number) => forecast.fromMs + (left / perDay) * DAY_MS;
  return {
    atMs: at(forecast.perDay),
    earliestMs: at(forecast.highPerDay),
    latestMs: forecast.lowPerDay > 0 ? at(forecast.lowPerDay) : null,
  };
}

/** A drop of a size, between two days that have one. */
export interface SizeDrop {
  atMs: number;
  from: number;
  to: number;
}

/** The last time that the size became smaller, of days in order; null when it never did. */
export function lastDrop(sizes: readonly DayValue[]): SizeDrop | null {
  let before: number | null = null;
  let drop: SizeDrop | null = null;
  for (const { timeMs, value } of sizes) {
    if (value !== null) {
      drop = before !== null && value < before * (1 - SHRANK_SHARE) ? { atMs: timeMs, from: before, to: value } : drop;
      before = value;
    }
  }
  return drop;
}

function median(sorted: Float64Array): number {
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** Kendall's statistic of `points` independent values has this variance where none are equal, so that ties only widen it. */
function interval(sorted: Float64Array, points: number): [number, number] {
  const spread = NORMAL_95 * Math.sqrt((points * (points - 1) * (2 * points + 5)) / 18);
  const low = Math.max(0, Math.floor((sorted.length - spread) / 2));
  const high = Math.min(sorted.length - 1, Math.ceil((sorted.length + spread) / 2));
  return [sorted[low] ?? NaN, sorted[high] ?? NaN];
}
