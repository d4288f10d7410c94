import { addDays, instantOf, localDate } from '../time/zone';
import { eachBucket, isExcluded, sumOf, type Bucket, type Counts, type Exclusion } from './counts';
import type { ObjectiveResult } from './judge';
import { allowedRatio } from './objective';
import type { Span } from './window';

/** How an objective went over its span: by day, along the budget, and what ate it. */

/** A local day of a span. */
export interface DaySpent {
  /** `YYYY-MM-DD` */
  date: string;
  fromMs: number;
  /** Exclusive; may lie after what was read. */
  toMs: number;
  /** Share of the whole budget that the day ate; null where nothing is known of it, or it has not been yet. */
  share: number | null;
  /** Share of the day that there is data of, 0 to 1. */
  coverage: number;
}

interface Course {
  result: ObjectiveResult;
  counts: Counts;
}

/** Share of the budget per local day. A day without data is null and never 0. */
export function daysSpent({ result, counts }: Course, zone: string): readonly DaySpent[] {
  const { span, exclusions } = result;
  const allowed = allowedOf(result);
  const days: DaySpent[] = [];
  for (let date = localDate(span.fromMs, zone); ; date = addDays(date, 1)) {
    const fromMs = Math.max(span.fromMs, instantOf(date, '00:00', zone));
    const toMs = Math.min(span.toMs, instantOf(addDays(date, 1), '00:00', zone));
    if (fromMs >= span.toMs) {
      return days;
    }
    const sum = sumOf(counts, fromMs, Math.min(toMs, span.readToMs), exclusions);
    const isKnown = sum.coveredMs > 0 || (sum.ofMs === 0 && sum.excludedMs > 0);
    days.push({
      date,
      fromMs,
      toMs,
      share: isKnown ? shareOf(sum.bad, allowed) : null,
      coverage: sum.ofMs > 0 ? sum.coveredMs / sum.ofMs : 0,
    });
  }
}

/** A point of the budget's way down. */
export interface BudgetPoint {
  timeMs: number;
  /** Share that is left; null in a bucket without data. */
  left: number | null;
}

/** From 1 down: what is left of the span's budget at the end of each bucket. Without a budget there is no way. */
export function burnDown({ result, counts }: Course): readonly BudgetPoint[] {
  const { span, exclusions } = result;
  const allowed = allowedOf(result);
  const points: BudgetPoint[] = [{ timeMs: span.fromMs, left: 1 }];
  let bad = 0;
  eachBucket(counts, span.fromMs, span.readToMs, (bucket) => {
    bad += isExcluded(bucket, exclusions) ? 0 : (bucket.bad ?? 0);
    points.push({ timeMs: bucket.toMs, left: bucket.bad === null ? null : 1 - shareOf(bad, allowed) });
  });
  return points;
}

/** A stretch in which the budget went faster than it may. */
export interface BadPeriod {
  /** A for the one that ate most. */
  letter: string;
  fromMs: number;
  toMs: number;
  /** Of the whole budget. */
  share: number;
  bad: number;
  total: number;
}

/** Below this share of the budget a period is not worth a line. */
const WORTH_SHARE = 0.01;
/** Buckets that are this much worse than the target allows begin a period. */
const BURNING = 2;
/** So long a calm does not end it. */
const CALM_MS = 3_600_000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The periods that ate at least 1 % of the budget each, largest first, 26 at most. */
export function badPeriods({ result, counts }: Course): readonly BadPeriod[] {
  const { span, exclusions, objective } = result;
  const allowed = allowedRatio(objective.target);
  const whole = allowedOf(result);
  const found: Array<Omit<BadPeriod, 'letter'>> = [];
  eachBucket(counts, span.fromMs, span.readToMs, (bucket) => {
    if (!isBad(bucket, allowed) || isExcluded(bucket, exclusions)) {
      return;
    }
    const last = found[found.length - 1];
    if (last && bucket.fromMs - last.toMs <= CALM_MS) {
      last.toMs = bucket.toMs;
    } else {
      found.push({ fromMs: bucket.fromMs, toMs: bucket.toMs, share: 0, bad: 0, total: 0 });
    }
  });
  return found
    .map((period) => {
      const { bad, total } = sumOf(counts, period.fromMs, period.toMs, exclusions);
      return { ...period, bad, total, share: shareOf(bad, whole) };
    })
    .filter(({ share }) => share >= WORTH_SHARE)
    .sort((a, b) => b.share - a.share || a.fromMs - b.fromMs)
    .slice(0, LETTERS.length)
    .map((period, index) => ({ letter: LETTERS[index] ?? '', ...period }));
}

function isBad({ total, bad }: Bucket, allowed: number): boolean {
  return total !== null && bad !== null && total > 0 && bad / total > BURNING * allowed;
}

/** A bar of the SLI: the worst bucket of some time. */
export interface SliBar {
  fromMs: number;
  toMs: number;
  /** Share of good ones in the worst bucket; null where nothing was counted. */
  worst: number | null;
}

/** The span in bars of at least `barMs`, each with its worst bucket: a mean would hide what was short. */
export function sliBars(
  counts: Counts,
  span: Span,
  exclusions: readonly Exclusion[],
  barMs: number
): readonly SliBar[] {
  const bars = new Map<number, SliBar>();
  eachBucket(counts, span.fromMs, span.readToMs, (bucket) => {
    const fromMs = span.fromMs + Math.floor((bucket.fromMs - span.fromMs) / barMs) * barMs;
    const bar = bars.get(fromMs) ?? { fromMs, toMs: Math.min(fromMs + barMs, span.toMs), worst: null };
    bars.set(fromMs, bar);
    if (bucket.total !== null && bucket.bad !== null && bucket.total > 0 && !isExcluded(bucket, exclusions)) {
      bar.worst = Math.min(bar.worst ?? 1, 1 - bucket.bad / bucket.total);
    }
  });
  return [...bars.values()];
}

/** Stretches of a span without data, joined. */
export function gapsOf(counts: Counts, span: Span): ReadonlyArray<{ fromMs: number; toMs: number }> {
  const gaps: Array<{ fromMs: number; toMs: number }> = [];
  eachBucket(counts, span.fromMs, span.readToMs, ({ fromMs, toMs, covered }) => {
    const last = gaps[gaps.length - 1];
    if (covered > 0) {
      return;
    }
    if (last?.toMs === fromMs) {
      last.toMs = toMs;
    } else {
      gaps.push({ fromMs, toMs });
    }
  });
  return gaps;
}

/** How many may be bad in the whole of what was counted. */
function allowedOf({ budget }: ObjectiveResult): number {
  return budget?.allowed ?? 0;
}

function shareOf(bad: number, allowed: number): number {
  return allowed > 0 ? bad / allowed : bad > 0 ? Infinity : 0;
}
