import { mean, median, quantileSorted, sum } from 'd3-array';

/** Arithmetic of incidents over stretches of time, all in ms. */

/** A stretch of time that something was down or firing. */
export interface Interval {
  fromMs: number;
  /** Exclusive; null while it goes on. */
  toMs: number | null;
  /** It was there already at the beginning of what was read: it is at least this long. */
  cutAtStart?: boolean;
}

export interface TimeSpan {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

/** What is over and comes back within this is one incident: it flaps. */
export const MERGE_GAP_MS = 5 * 60_000;

/** Overlapping ones, and those with at most the gap between them, as one each; ascending. */
export function mergeIntervals(intervals: readonly Interval[], gapMs = MERGE_GAP_MS): readonly Interval[] {
  const merged: Interval[] = [];
  for (const interval of [...intervals].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    if (last === undefined || (last.toMs !== null && interval.fromMs - last.toMs > gapMs)) {
      merged.push(interval);
      continue;
    }
    const toMs = last.toMs === null || interval.toMs === null ? null : Math.max(last.toMs, interval.toMs);
    const cut = last.cutAtStart === true || (interval.cutAtStart === true && interval.fromMs === last.fromMs);
    merged[merged.length - 1] = { fromMs: last.fromMs, toMs, ...(cut && { cutAtStart: true }) };
  }
  return merged;
}

/** The parts of the intervals that lie in the span; one that goes on ends with it. */
export function clipIntervals(intervals: readonly Interval[], span: TimeSpan): readonly TimeSpan[] {
  return intervals.flatMap(({ fromMs, toMs }) => {
    const from = Math.max(fromMs, span.fromMs);
    const to = Math.min(toMs ?? Infinity, span.toMs);
    return to > from ? [{ fromMs: from, toMs: to }] : [];
  });
}

export interface RepairTimes {
  /** Incidents that were over within the span and whose beginning is known. */
  count: number;
  meanMs: number | null;
  medianMs: number | null;
  p90Ms: number | null;
  /** Of all, the censored ones at what they have so far. */
  longestMs: number | null;
  isLongestOver: boolean;
  /** Those that go on, or of which only the end was seen. */
  censored: number;
  /** The mean with the censored ones at the length that they have so far: the mean of all is at least this. */
  leastMeanMs: number | null;
}

/** MTTR: how long the incidents of a span took that were over within it. Never an open one as 0. */
export function repairTimes(incidents: readonly Interval[], span: TimeSpan): RepairTimes {
  const done: number[] = [];
  const atLeast: number[] = [];
  for (const { fromMs, toMs, cutAtStart } of incidents) {
    const open = toMs === null || toMs > span.toMs;
    if (fromMs >= span.toMs || (!open && toMs <= span.fromMs)) {
      continue;
    }
    (open || cutAtStart === true ? atLeast : done).push((open ? span.toMs : toMs) - fromMs);
  }
  done.sort((a, b) => a - b);
  const all = [...done, ...atLeast];
  return {
    count: done.length,
    meanMs: mean(done) ?? null,
    medianMs: median(done) ?? null,
    p90Ms: quantileSorted(done, 0.9) ?? null,
    longestMs: all.length === 0 ? null : Math.max(...all),
    isLongestOver: all.length > 0 && Math.max(...atLeast, 0) < Math.max(...done, 0),
    censored: atLeast.length,
    leastMeanMs: mean(all) ?? null,
  };
}

export interface FailureTimes {
  /** Incidents that began within the span; one that was there at its start counts for the downtime alone. */
  failures: number;
  downtimeMs: number;
  /** Time up by failure; null without one: then it is at least the span. */
  mtbfMs: number | null;
  /** 1 - downtime / span. */
  availability: number;
}

/** MTBF and availability of a span, from incidents that are merged already. */
export function failureTimes(incidents: readonly Interval[], span: TimeSpan): FailureTimes {
  const lengthMs = span.toMs - span.fromMs;
  const downtimeMs = sum(clipIntervals(incidents, span), ({ fromMs, toMs }) => toMs - fromMs);
  const failures = incidents.filter(
    ({ fromMs, cutAtStart }) => cutAtStart !== true && fromMs >= span.fromMs && fromMs < span.toMs
  ).length;
  return {
    failures,
    downtimeMs,
    mtbfMs: failures === 0 ? null : (lengthMs - downtimeMs) / failures,
    availability: 1 - downtimeMs / lengthMs,
  };
}

export interface WithinTarget {
  within: number;
  /** Over within the span, or going on for longer than the target: what is younger may still keep it. */
  of: number;
}

/** How many took no longer than the target. */
export function withinTarget(incidents: readonly Interval[], span: TimeSpan, targetMs: number): WithinTarget {
  let within = 0;
  let of = 0;
  for (const { fromMs, toMs, cutAtStart } of incidents) {
    const open = toMs === null || toMs > span.toMs;
    if (fromMs >= span.toMs || (!open && toMs <= span.fromMs)) {
      continue;
    }
    const tooLong = (open ? span.toMs : toMs) - fromMs > targetMs;
    if (tooLong) {
      of += 1;
    } else if (!open && cutAtStart !== true) {
      of += 1;
      within += 1;
    }
  }
  return { within, of };
}

/** An alert with the moment at which somebody took it, null as long as nobody has. */
export interface Acknowledgement {
  fromMs: number;
  acknowledgedMs: number | null;
}

export interface ResponseTimes extends WithinTarget {
  /** MTTA of those that were acknowledged. */
  meanMs: number | null;
  p90Ms: number | null;
  unacknowledged: number;
}

/** MTTA at a time; one that nobody took within the target is a breach, and no part of the mean. */
export function responseTimes(alerts: readonly Acknowledgement[], nowMs: number, targetMs: number): ResponseTimes {
  const open = alerts.filter(({ acknowledgedMs }) => acknowledgedMs === null || acknowledgedMs > nowMs);
  const took = alerts
    .flatMap(({ fromMs, acknowledgedMs }) =>
      acknowledgedMs === null || acknowledgedMs > nowMs ? [] : [acknowledgedMs - fromMs]
    )
    .sort((a, b) => a - b);
  const breached = open.filter(({ fromMs }) => nowMs - fromMs > targetMs).length;
  return {
    meanMs: mean(took) ?? null,
    p90Ms: quantileSorted(took, 0.9) ?? null,
    unacknowledged: open.length,
    within: took.filter((ms) => ms <= targetMs).length,
    of: took.length + breached,
  };
}
