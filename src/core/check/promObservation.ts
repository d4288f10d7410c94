import type { CheckDefinition } from './definition';
import { identityBy } from './entityKey';
import type { ObservedEntity } from './evaluator';
import { formatValue } from './format';
import { badness, limitsFor, worstOf } from './limits';
import { standingOf, type Sighting } from './presence';
import { MEMORY_STEP_SECONDS, TREND_SECONDS, TREND_STEP_SECONDS } from './promQueries';
import type { Labels, Series, TrendPoint } from './series';
import type { Reason } from './verdict';

/** The series of a check's queries, see `PromQueries`. */
export interface PromAnswers {
  value: readonly Series[];
  presence: readonly Series[];
  trend: readonly Series[];
  seen: readonly Series[];
  left: readonly Series[];
  gap?: { series: readonly Series[]; expected: number };
  /** What the check said last of those that left within the span that begins at these seconds; absent until it is asked. */
  leaving?: ReadonlyMap<number, readonly Series[]>;
}

export interface PromObservation {
  entities: ObservedEntity[];
  /** Begins, in seconds, of the spans (`MEMORY_STEP_SECONDS`) in which something left. */
  leavingSpans: ReadonlySet<number>;
}

/** Samples of one entity; series that differ only in labels beside `by` fall together. */
interface Group {
  labels: Labels;
  series: Series[];
}

type Groups = ReadonlyMap<string, Group>;

/**
 * Puts value, presence and trend of each entity together. What is not present now has vanished, whatever a range window still
 * returns for it, and comes with what it was when it left; what is present without a value, or with a gap inside the sustained
 * time, is unknown.
 */
export function observe(
  check: CheckDefinition,
  answers: PromAnswers,
  sourceUid: string,
  nowMs: number
): PromObservation {
  const group = (series: readonly Series[]) => groupByEntity(check, series, sourceUid);
  const value = group(answers.value);
  const presence = group(answers.presence);
  const trend = group(answers.trend);
  const seen = group(answers.seen);
  const left = group(answers.left);
  const leaving = new Map([...(answers.leaving ?? [])].map(([span, series]) => [span, group(series)]));
  const gap = answers.gap && { samples: group(answers.gap.series), expected: answers.gap.expected };
  const entities: ObservedEntity[] = [];
  const leavingSpans = new Set<number>();
  for (const [key, { labels }] of new Map([...left, ...seen, ...value, ...presence])) {
    const points = trendPoints(check, labels, trend.get(key)?.series ?? [], nowMs);
    const base = { sourceUid, labels, trend: points };
    const present = presence.get(key);
    const returned = value.has(key);
    const lack = lackOf(check, key, gap, seen, nowMs);
    const standing = standingOf(check, {
      present: present !== undefined,
      seen: left.has(key) || hasValue(seen.get(key)),
      returned,
      short: lack?.short,
    });
    switch (standing) {
      case 'absent':
        break;
      case 'young':
      case 'judged': {
        const current = worstOf(check, limitsFor(check, labels), latestValues(value.get(key)));
        const offending = check.mode === 'offenders' && returned;
        entities.push({
          ...base,
          value: current,
          sampleMs: sampleTime(present, nowMs),
          ...(offending && { offending }),
          ...(standing === 'young' && lack && { youngSeconds: lack.heldSeconds }),
        });
        break;
      }
      case 'vanished': {
        const remembered = newest(latestValues(left.get(key)));
        const seenMs = remembered === null ? lastTime(seen.get(key)) : remembered * 1000;
        const span = leavingSpan(remembered, nowMs);
        const then = leaving.get(span)?.get(key);
        leavingSpans.add(span);
        entities.push({ ...base, ...departed(check, labels, then, seenMs), left: { seenMs, from: 'source' } });
        break;
      }
      case 'gap':
        entities.push({ ...base, value: null, sampleMs: null, reason: gapReason(check) });
    }
  }
  return { entities, leavingSpans };
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

function gapReason({ sustainedSeconds = 0 }: CheckDefinition): Reason {
  return { code: 'no-data', detail: `Its samples of the last ${formatValue(sustainedSeconds, 'seconds')} have gaps.` };
}

/** Something that is not there now, with what it was when it left. */
function departed(
  check: CheckDefinition,
  labels: Labels,
  then: Group | undefined,
  seenMs: number | null
): Pick<ObservedEntity, 'value' | 'sampleMs' | 'reason' | 'offending'> {
  return {
    value: worstOf(check, limitsFor(check, labels), latestValues(then)),
    sampleMs: seenMs,
    reason: { code: 'vanished' },
    ...(check.mode === 'offenders' && then !== undefined && { offending: true }),
  };
}

function newest(values: ReadonlyArray<number | null>): number | null {
  let latest: number | null = null;
  for (const value of values) {
    latest = value === null || (latest !== null && latest > value) ? latest : value;
  }
  return latest;
}

function lastTime(group: Group | undefined): number | null {
  return newest(
    (group?.series ?? []).flatMap(({ timesMs, values }) => timesMs.filter((_ms, index) => values[index] !== null))
  );
}

/** What the memory does not know of left since it was asked, within the last span. */
function leavingSpan(rememberedSeconds: number | null, nowMs: number): number {
  const begin = (seconds: number) => Math.floor(seconds / MEMORY_STEP_SECONDS) * MEMORY_STEP_SECONDS;
  return rememberedSeconds === null ? begin(nowMs / 1000) - MEMORY_STEP_SECONDS : begin(rememberedSeconds);
}

/** What lacks within the sustained time, and how long of it there are samples; undefined when they are complete. */
function lackOf(
  check: CheckDefinition,
  key: string,
  gap: { samples: Groups; expected: number } | undefined,
  seen: Groups,
  nowMs: number
): { short: NonNullable<Sighting['short']>; heldSeconds: number } | undefined {
  if (gap === undefined || check.sustainedSeconds === undefined) {
    return undefined;
  }
  const samples = Math.max(0, ...(gap.samples.get(key)?.series.flatMap((one) => one.values.map((n) => n ?? 0)) ?? []));
  if (samples >= gap.expected) {
    return undefined;
  }
  const startMs = nowMs - check.sustainedSeconds * 1000;
  const older = seen
    .get(key)
    ?.series.some((one) => one.timesMs.some((ms, index) => ms < startMs && one.values[index] !== null));
  return {
    short: older === true ? 'in-between' : 'from-birth',
    heldSeconds: (samples / gap.expected) * check.sustainedSeconds,
  };
}

function latestValues(group: Group | undefined): Array<number | null> {
  return (group?.series ?? []).map((one) => one.values[one.values.length - 1] ?? null);
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
