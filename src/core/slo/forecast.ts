import type { Burn } from './burn';
import { bucketsIn, isExcluded, type Counts, type Exclusion, type Sum } from './counts';
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
  context: {
    span: Span;
    endMs: number;
    exclusions: readonly Exclusion[];
    /** What was counted over the span so far. */
    spent: Sum;
    /** At the end. */
    burns: readonly Burn[];
  },
  { target, window }: Objective
): Forecast | null {
  const { span, endMs, exclusions, spent, burns } = context;
  const allowed = allowedRatio(target);
  if (allowed === 0 || spent.coveredMs === 0 || spent.total <= 0) {
    return null;
  }
  const perHour = spent.total / (spent.coveredMs / HOUR_MS);
  const rates = [6, 24, 72].map((hours) => burns.find(({ longMs }) => longMs === hours * HOUR_MS)?.long ?? null);
  const known = rates.filter((rate): rate is number => rate !== null);
  const likely = rates[2] ?? null;
  if (likely === null) {
    return null;
  }
  const pace = (rate: number): Pace => ({ bad: rate * allowed * perHour, total: perHour });
  const left = window.kind === 'rolling' ? leftByHour(counts, span, exclusions, allowed) : null;
  const crossing = (rate: number, isBack: boolean) =>
    left
      ? rollingCrossing(left, spent, endMs, pace(rate), allowed, isBack)
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

/**
 * What has left a rolling window after each hour from now on, as bad ones beyond what its traffic allows. A column, for it is walked
 * three times for each objective.
 */
function leftByHour(counts: Counts, span: Span, exclusions: readonly Exclusion[], allowed: number): Float64Array {
  const { edgesMs, bad, total } = counts;
  const startMs = Math.ceil(span.fromMs / HOUR_MS) * HOUR_MS;
  const left = new Float64Array(Math.floor((span.toMs - span.fromMs) / HOUR_MS));
  const [first, end] = bucketsIn(counts, startMs, span.readToMs);
  for (let index = first; index < end; index += 1) {
    const fromMs = edgesMs[index] ?? 0;
    const hour = Math.floor((fromMs - startMs) / HOUR_MS);
    const isOut = exclusions.length > 0 && isExcluded({ fromMs, toMs: edgesMs[index + 1] ?? 0 }, exclusions);
    if (hour < left.length && !isOut) {
      left[hour] = (left[hour] ?? 0) + (bad[index] ?? 0) - allowed * (total[index] ?? 0);
    }
  }
  for (let hour = 1; hour < left.length; hour += 1) {
    left[hour] = (left[hour] ?? 0) + (left[hour - 1] ?? 0);
  }
  return left;
}

function rollingCrossing(
  left: Float64Array,
  spent: Pace,
  endMs: number,
  pace: Pace,
  allowed: number,
  isBack: boolean
): number | null {
  const beyond = spent.bad - allowed * spent.total;
  const gain = pace.bad - allowed * pace.total;
  for (let hour = 0; hour < left.length; hour += 1) {
    const isOver = beyond + gain * (hour + 1) - (left[hour] ?? 0) > 0;
    if (isOver !== isBack) {
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
