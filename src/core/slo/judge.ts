import type { Labels } from '../check/series';
import type { Reason, Verdict } from '../check/verdict';
import { budgetOf, sliOf, type Budget } from './budget';
import { burnsAt, type Burn } from './burn';
import { bucketsIn, eachBucket, isExcluded, sumOf, type Counts, type Exclusion, type Sum } from './counts';
import { forecastOf, type Forecast } from './forecast';
import { allowedRatio, countedUnit, type CountedUnit, type Objective, type Percent } from './objective';
import type { Span } from './window';

/** Why an objective is what it is; what a sentence about it is made of. */
export type Because =
  /** Its source did not answer, or not all. */
  | { code: 'source'; reason: Reason }
  /** Nothing was ever counted in the span. */
  | { code: 'no-data' }
  /** Too little of the span has data. `lastMs`: where the newest bucket with data ends, when it is not the end. */
  | { code: 'coverage'; coverage: number; needed: number; lastMs: number | null; isTruncated: boolean }
  | { code: 'low-traffic'; total: number; needed: number; bad: number }
  /** More bad or good ones than there are: the definition counts two different things. */
  | { code: 'inconsistent'; total: number; bad: number }
  /** A window that is running has no data since `lastMs`: what it is worth now is not known. */
  | { code: 'ended'; lastMs: number }
  /** A member of a composite is not known. */
  | { code: 'member'; objective: string }
  | { code: 'overspent'; goneMs: number | null }
  | { code: 'burning'; alert: 'page' | 'ticket'; factor: number }
  | { code: 'tight'; left: number }
  | { code: 'will-run-out'; atMs: number };

export interface ObjectiveResult {
  objective: Objective;
  /** Of its `groupBy`; none without. */
  group: Labels;
  span: Span;
  /** pass: met, warn: at risk, fail: missed. */
  verdict: Verdict;
  /** Absent when it is met. */
  because?: Because;
  unit: CountedUnit;
  /** What was counted so far, without what is left out. */
  sum: Sum;
  /** Share of good ones, 0 to 1. Also where the verdict is unknown, as far as there is one. */
  sli: number | null;
  /** Null where nothing was counted. */
  budget: Budget | null;
  /** Whether the contract's target holds; null without one or where the SLI says nothing. */
  agreementHolds: boolean | null;
  /** Share of the span so far that there is data of, 0 to 1. */
  coverage: number;
  /** Windows that end at the newest data; empty for a span that is over. */
  burns: readonly Burn[];
  forecast: Forecast | null;
  exclusions: readonly Exclusion[];
}

export interface JudgeContext {
  span: Span;
  nowMs: number;
  exclusions: readonly Exclusion[];
}

/** Below this share of the budget an objective is at risk. */
export const TIGHT_LEFT = 0.25;
/** Data may end this long before now: five-minute buckets, and what is still being scraped. */
const FRESH_MS = 900_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Extrapolation may make bad ones a little more than there are. */
const SLACK = 1.01;

/** Judges what was counted of one group. Unknown comes before all: too little data is no result, whatever it says. */
export function judge(objective: Objective, group: Labels, counts: Counts, context: JudgeContext): ObjectiveResult {
  const { span, nowMs, exclusions } = context;
  const sum = sumOf(counts, span.fromMs, span.readToMs, exclusions);
  const allowed = allowedRatio(objective.target);
  const isOver = span.toMs < nowMs - FRESH_MS;
  const endMs = counts.edgesMs[counts.edgesMs.length - 1] ?? span.readToMs;
  const windowMs = span.toMs - span.fromMs;
  const burns = isOver ? [] : burnsAt(counts, endMs, windowMs, allowed, objective.guards.minBadEvents, exclusions);
  const budget = budgetOf(sum.total, sum.bad, allowed);
  const result: ObjectiveResult = {
    objective,
    group,
    span,
    verdict: 'pass',
    unit: countedUnit(objective),
    sum,
    sli: sliOf(sum.total, sum.bad),
    budget,
    agreementHolds: holds(objective.agreement, sum),
    coverage: sum.ofMs > 0 ? sum.coveredMs / sum.ofMs : 0,
    burns,
    forecast:
      isOver || budget === null ? null : forecastOf(counts, { ...context, endMs, spent: sum, burns }, objective),
    exclusions,
  };
  return decided(result, unknownBecause(result, counts) ?? trouble(result, counts, isOver));
}

/** An objective that was not read at all. */
export function unread(objective: Objective, span: Span, because: Because): ObjectiveResult {
  return {
    objective,
    group: {},
    span,
    verdict: 'unknown',
    because,
    unit: countedUnit(objective),
    sum: { total: 0, bad: 0, ofMs: span.readToMs - span.fromMs, coveredMs: 0, excludedMs: 0 },
    sli: null,
    budget: null,
    agreementHolds: null,
    coverage: 0,
    burns: [],
    forecast: null,
    exclusions: [],
  };
}

const VERDICT_OF: Readonly<Record<Because['code'], Verdict>> = {
  source: 'unknown',
  'no-data': 'unknown',
  coverage: 'unknown',
  'low-traffic': 'unknown',
  inconsistent: 'unknown',
  ended: 'unknown',
  member: 'unknown',
  overspent: 'fail',
  burning: 'warn',
  tight: 'warn',
  'will-run-out': 'warn',
};

function decided(result: ObjectiveResult, because: Because | undefined): ObjectiveResult {
  return because ? { ...result, verdict: VERDICT_OF[because.code], because } : result;
}

function holds(target: Percent | undefined, { total, bad }: Sum): boolean | null {
  const budget = target === undefined ? null : budgetOf(total, bad, allowedRatio(target));
  return budget && budget.left >= 0;
}

function unknownBecause(result: ObjectiveResult, counts: Counts): Because | undefined {
  const { sum, coverage, objective, unit } = result;
  const { minCoverage, minEvents } = objective.guards;
  if (sum.coveredMs === 0) {
    return { code: 'no-data' };
  }
  if (coverage < minCoverage) {
    return { code: 'coverage', coverage, needed: minCoverage, ...dataEnds(counts, result) };
  }
  if (sum.total <= 0 || (unit === 'events' && sum.total < minEvents)) {
    return { code: 'low-traffic', total: sum.total, needed: Math.max(1, minEvents), bad: sum.bad };
  }
  if (sum.bad > sum.total * SLACK || sum.bad < -sum.total * (SLACK - 1)) {
    return { code: 'inconsistent', total: sum.total, bad: sum.bad };
  }
  return undefined;
}

/** Where the data of a span ends when it ends early, and whether it begins late. */
function dataEnds(counts: Counts, { span }: ObjectiveResult): { lastMs: number | null; isTruncated: boolean } {
  let firstMs: number | null = null;
  let lastMs: number | null = null;
  eachBucket(counts, span.fromMs, span.readToMs, ({ fromMs, toMs, covered }) => {
    if (covered > 0) {
      firstMs ??= fromMs;
      lastMs = toMs;
    }
  });
  const endsEarly = lastMs !== null && lastMs < span.readToMs - HOUR_MS;
  return {
    lastMs: endsEarly ? lastMs : null,
    isTruncated: firstMs !== null && firstMs > span.fromMs + 2 * HOUR_MS,
  };
}

/**
 * Where the data of a running window ended, when that is longer ago than an hour, which is the long window of the fastest alert
 * and more than many a budget; or than what `minCoverage` lets a day lack: something that sleeps at night has none for hours.
 */
function endedMs(counts: Counts, { span, exclusions, objective }: ObjectiveResult): number | null {
  const { edgesMs, covered } = counts;
  const quietMs = Math.max(HOUR_MS, (1 - objective.guards.minCoverage) * DAY_MS);
  const [first, end] = bucketsIn(counts, span.fromMs, span.readToMs);
  for (let index = end - 1; index >= first; index -= 1) {
    const [fromMs = 0, toMs = 0] = [edgesMs[index], edgesMs[index + 1]];
    if ((covered[index] ?? 0) > 0 || isExcluded({ fromMs, toMs }, exclusions)) {
      return span.readToMs - toMs > quietMs ? toMs : null;
    }
  }
  return null;
}

function trouble(result: ObjectiveResult, counts: Counts, isOver: boolean): Because | undefined {
  const { budget, burns, forecast, span, exclusions, objective } = result;
  if (!budget) {
    return { code: 'no-data' };
  }
  if (budget.left < 0) {
    return {
      code: 'overspent',
      goneMs: goneAt(counts, span, exclusions, allowedRatio(objective.target) * result.sum.total),
    };
  }
  if (isOver) {
    return undefined;
  }
  const lastMs = endedMs(counts, result);
  if (lastMs !== null) {
    return { code: 'ended', lastMs };
  }
  const firing = burns.find(({ state, alert }) => state === 'firing' && alert === 'page');
  if (firing) {
    return { code: 'burning', alert: firing.alert, factor: firing.factor };
  }
  if (forecast && forecast.likelyMs !== null && forecast.isBurning) {
    return { code: 'will-run-out', atMs: forecast.likelyMs };
  }
  return budget.left < TIGHT_LEFT && allowedRatio(objective.target) > 0
    ? { code: 'tight', left: budget.left }
    : undefined;
}

/** The end of the bucket in which more was bad than the span's traffic allows. */
function goneAt(counts: Counts, span: Span, exclusions: readonly Exclusion[], allowed: number): number | null {
  const { edgesMs, bad: column } = counts;
  const [first, end] = bucketsIn(counts, span.fromMs, span.readToMs);
  let bad = 0;
  for (let index = first; index < end; index += 1) {
    const [fromMs = 0, toMs = 0] = [edgesMs[index], edgesMs[index + 1]];
    if (exclusions.length === 0 || !isExcluded({ fromMs, toMs }, exclusions)) {
      bad += column[index] ?? 0;
      if (bad > allowed) {
        return toMs;
      }
    }
  }
  return null;
}
