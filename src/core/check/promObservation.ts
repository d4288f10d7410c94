import type { CheckDefinition } from './definition';
import { identityBy } from './entityKey';
import type { ObservedEntity } from './evaluator';
import { formatValue } from './format';
import { badness, crossing, limitsFor } from './limits';
import { TREND_SECONDS, TREND_STEP_SECONDS } from './promQueries';
import type { Labels, Series, TrendPoint } from './series';
import type { Reason } from './verdict';

/** The series of a check's queries, see `PromQueries`. */
export interface PromAnswers {
  value: readonly Series[];
  presence: readonly Series[];
  trend: readonly Series[];
  seen: readonly Series[];
  gap?: { series: readonly Series[]; expected: number };
}

/** Samples of one entity; series that differ only in labels beside `by` fall together. */
interface Group {
  labels: Labels;
  series: Series[];
}

type Groups = ReadonlyMap<string, Group>;

/**
 * Puts value, presence and trend of each entity together. What is not present now has vanished, whatever a range window still
 * returns for it; what is present without a value, or with a gap inside the sustained time, is unknown.
 */
export function observe(
  check: CheckDefinition,
  answers: PromAnswers,
  sourceUid: string,
  nowMs: number
): ObservedEntity[] {
  const group = (series: readonly Series[]) => groupByEntity(check, series, sourceUid);
  const value = group(answers.value);
  const presence = group(answers.presence);
  const trend = group(answers.trend);
  const seen = group(answers.seen);
  const gap = answers.gap && { samples: group(answers.gap.series), expected: answers.gap.expected };
  const entities: ObservedEntity[] = [];
  for (const [key, { labels }] of new Map([...seen, ...value, ...presence])) {
    const points = trendPoints(check, labels, trend.get(key)?.series ?? [], nowMs);
    const base = { sourceUid, labels, trend: points };
    const offending = check.mode === 'offenders' && value.has(key);
    const present = presence.get(key);
    const reason =
      present === undefined
        ? hasValue(seen.get(key)) || value.has(key)
          ? vanished(points)
          : null
        : gapReason(check, key, gap, seen, offending, nowMs);
    if (reason === null) {
      continue;
    }
    if (reason !== undefined && !(offending && present === undefined)) {
      entities.push({ ...base, value: null, sampleMs: null, reason });
      continue;
    }
    const current = worstValue(check, labels, value.get(key));
    entities.push({ ...base, value: current, sampleMs: sampleTime(present, nowMs), ...(offending && { offending }) });
  }
  return entities;
}

function groupByEntity(check: CheckDefinition, series: readonly Series[], sourceUid: string): Groups {
  const identify = identityBy(check.by);
  const groups = new Map<string, Group>();
  for (const one of series) {
    const { key, labels } = identify(sourceUid, one.labels);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { labels, series: [one] });
    } else {
      group.series.push(one);
    }
  }
  return groups;
}

function hasValue(group: Group | undefined): boolean {
  return group?.series.some((one) => one.values.some((value) => value !== null)) ?? false;
}

function vanished(points: readonly TrendPoint[]): Reason {
  const last = points.filter((point) => point.value !== null).pop();
  const detail = last === undefined ? undefined : `Last seen about ${new Date(last.timeMs).toISOString()}.`;
  return { code: 'vanished', ...(detail === undefined ? {} : { detail }) };
}

/** Undefined when the samples of the sustained time are complete, or do not matter. */
function gapReason(
  check: CheckDefinition,
  key: string,
  gap: { samples: Groups; expected: number } | undefined,
  seen: Groups,
  offending: boolean,
  nowMs: number
): Reason | undefined {
  if (gap === undefined || offending || check.sustainedSeconds === undefined) {
    return undefined;
  }
  const samples = Math.max(0, ...(gap.samples.get(key)?.series.flatMap((one) => one.values.map((n) => n ?? 0)) ?? []));
  if (samples >= gap.expected) {
    return undefined;
  }
  const window = formatValue(check.sustainedSeconds, 'seconds');
  const startMs = nowMs - check.sustainedSeconds * 1000;
  const older = seen
    .get(key)
    ?.series.some((one) => one.timesMs.some((ms, i) => ms < startMs && one.values[i] !== null));
  // A newborn that offends has not done so for long enough; one that a value judges has not been watched for long enough.
  if (older !== true && check.mode === 'offenders') {
    return undefined;
  }
  const detail = older === true ? `has gaps within the last ${window}` : `has been seen for less than ${window}`;
  return { code: 'no-data', detail };
}

/** The value of several series of one entity is the worst one; none when one of them has no value and the others pass. */
function worstValue(check: CheckDefinition, labels: Labels, group: Group | undefined): number | null {
  const limits = limitsFor(check, labels);
  let worst: number | null = null;
  let lacking = false;
  for (const one of group?.series ?? []) {
    const value = one.values[one.values.length - 1] ?? null;
    lacking ||= value === null;
    if (value !== null && (worst === null || badness(value, check.op, limits) > badness(worst, check.op, limits))) {
      worst = value;
    }
  }
  if (lacking && check.mode === 'value' && worst !== null && crossing(worst, check.op, limits).verdict === 'pass') {
    return null;
  }
  return worst;
}

/** A derived presence carries the time of the entity's oldest sample in seconds; any other is as old as the question. */
function sampleTime(present: Group | undefined, nowMs: number): number {
  const times = present?.series.flatMap((one) => {
    const ms = (one.values[one.values.length - 1] ?? 0) * 1000;
    return ms > nowMs - 3_600_000 && ms <= nowMs ? [ms] : [];
  });
  return times === undefined || times.length === 0 ? nowMs : Math.min(...times);
}

/** Points on the step's grid over the whole trend, null where there is none; empty when there is none at all. */
function trendPoints(check: CheckDefinition, labels: Labels, series: readonly Series[], nowMs: number): TrendPoint[] {
  const limits = limitsFor(check, labels);
  const values = new Map<number, number>();
  for (const one of series) {
    one.timesMs.forEach((timeMs, index) => {
      const value = one.values[index] ?? null;
      const other = values.get(timeMs);
      if (
        value !== null &&
        (other === undefined || badness(value, check.op, limits) > badness(other, check.op, limits))
      ) {
        values.set(timeMs, value);
      }
    });
  }
  const stepMs = TREND_STEP_SECONDS * 1000;
  if (values.size === 0) {
    return [];
  }
  const first = Math.min(...values.keys());
  const points: TrendPoint[] = [];
  let expectedMs = first - Math.floor((first - (nowMs - TREND_SECONDS * 1000)) / stepMs) * stepMs;
  const fillUntil = (endMs: number) => {
    for (; expectedMs < endMs; expectedMs += stepMs) {
      points.push({ timeMs: expectedMs, value: null });
    }
  };
  for (const [timeMs, value] of [...values].sort(([a], [b]) => a - b)) {
    fillUntil(timeMs - stepMs / 2);
    points.push({ timeMs, value });
    expectedMs = timeMs + stepMs;
  }
  fillUntil(nowMs + 1);
  return points;
}
