import { burnAt } from './burn';
import { eachBucket, isExcluded, sumOf, type Counts, type Exclusion } from './counts';
import { allowedRatio, type Objective } from './objective';
import type { Span } from './window';

const HOUR_MS = 3_600_000;

/** When the budget is gone, if it burns on as it did. Null: not before the window's end (or within one window from now). */
export interface Forecast {
  /** At the pace of the last three days. */
  likelyMs: number | null;
  /** At the fastest and the slowest pace of the last 6 hours, day and three days. */
  earlyMs: number | null;
  lateMs: number | null;
  /** Of an overspent budget of a rolling window: when enough of what was bad has left it, at the likely pace. */
  backMs: number | null;
  /** It burned faster than the window lasts over the last day, too: what was bad is not over. */
  isBurning: boolean;
}

interface Pace {
  /** Bad ones and all of them in an hour. */
  bad: number;
  total: number;
}

/**
 * Simulates hour by hour: what comes at a pace is added, and of a rolling window what leaves it is taken away. Traffic is that of
 * the span so far.
 */
export function forecastOf(
  counts: Counts,
  context: { span: Span; endMs: number; exclusions: readonly Exclusion[] },
  { target, window }: Objective
): Forecast | null {
  const { span, endMs, exclusions } = context;
  const allowed = allowedRatio(target);
  const spent = sumOf(counts, span.fromMs, span.readToMs, exclusions);
  if (allowed === 0 || spent.coveredMs === 0 || spent.total <= 0) {
    return null;
  }
  const perHour = spent.total / (spent.coveredMs / HOUR_MS);
  const rates = [6, 24, 72].map((hours) => burnAt(counts, endMs, hours * HOUR_MS, allowed, exclusions).rate);
  const known = rates.filter((rate): rate is number => rate !== null);
  const likely = rates[2] ?? null;
  if (likely === null) {
    return null;
  }
  const pace = (rate: number): Pace => ({ bad: rate * allowed * perHour, total: perHour });
  const leaving = window.kind === 'rolling' ? leavingByHour(counts, span, exclusions) : null;
  const crossing = (rate: number, isBack: boolean) =>
    leaving
      ? rollingCrossing(leaving, spent, endMs, pace(rate), allowed, isBack)
      : calendarCrossing(spent, span, pace(rate), allowed, isBack);
  const isOverspent = spent.bad > allowed * spent.total;
  return {
    likelyMs: isOverspent ? null : crossing(likely, false),
    earlyMs: isOverspent ? null : crossing(Math.max(...known), false),
    lateMs: isOverspent ? null : crossing(Math.min(...known), false),
    backMs: isOverspent ? crossing(likely, true) : null,
    isBurning: (rates[1] ?? Infinity) > 1,
  };
}

/** What leaves a rolling window in each hour from now on. */
function leavingByHour(counts: Counts, span: Span, exclusions: readonly Exclusion[]): readonly Pace[] {
  const hours = Math.floor((span.toMs - span.fromMs) / HOUR_MS);
  const startMs = Math.ceil(span.fromMs / HOUR_MS) * HOUR_MS;
  const leaving: Pace[] = Array.from({ length: hours }, () => ({ bad: 0, total: 0 }));
  eachBucket(counts, startMs, span.readToMs, (bucket) => {
    const hour = leaving[Math.floor((bucket.fromMs - startMs) / HOUR_MS)];
    if (hour && !isExcluded(bucket, exclusions)) {
      hour.bad += bucket.bad ?? 0;
      hour.total += bucket.total ?? 0;
    }
  });
  return leaving;
}

function rollingCrossing(
  leaving: readonly Pace[],
  spent: Pace,
  endMs: number,
  pace: Pace,
  allowed: number,
  isBack: boolean
): number | null {
  let { bad, total } = spent;
  for (const [hour, left] of leaving.entries()) {
    bad += pace.bad - left.bad;
    total += pace.total - left.total;
    if (isBack ? bad <= allowed * total : bad > allowed * total) {
      return endMs + (hour + 1) * HOUR_MS;
    }
  }
  return null;
}

/** In a period nothing leaves: the first instant at which more is bad than the traffic until then allows. */
function calendarCrossing(
  spent: { bad: number; total: number },
  { toMs, readToMs }: Span,
  pace: Pace,
  allowed: number,
  isBack: boolean
): number | null {
  const missing = allowed * spent.total - spent.bad;
  const gain = pace.bad - allowed * pace.total;
  const hours = gain === 0 ? -1 : missing / gain;
  const isCrossed = isBack ? missing < 0 && gain < 0 : gain > 0 && missing >= 0;
  const atMs = readToMs + hours * HOUR_MS;
  return isCrossed && atMs < toMs ? atMs : null;
}
