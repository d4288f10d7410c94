import type { CheckDefinition } from './definition';
import { groupingByEntity, type Group, type Groups } from './entityGroups';
import type { ObservedEntity } from './evaluator';
import { formatValue } from './format';
import { limitsFor, worstOf } from './limits';
import { standingOf, type Sighting } from './presence';
import { leavingSpan, MEMORY_STEP_SECONDS } from './promQueries';
import type { Labels, Series } from './series';
import { endsPiece, type Steps } from './steps';
import type { Reason } from './verdict';

/** The series of a check's queries, see `PromQueries`. */
export interface PromAnswers {
  value: readonly Series[];
  presence: readonly Series[];
  /** Of `left` and `recent` together. */
  left: readonly Series[];
  gap?: { series: readonly Series[]; expected: number };
  /** What there was before a sustained time; absent until it is asked. */
  before?: readonly Series[];
  /** What the check said last of those that left within the span that begins at these seconds; absent until it is asked. */
  leaving?: ReadonlyMap<number, readonly Series[]>;
}

export interface PromObservation {
  entities: ObservedEntity[];
  /** Begins, in seconds, of the spans (`MEMORY_STEP_SECONDS`) in which something left. */
  leavingSpans: ReadonlySet<number>;
  /** Samples of a sustained time are missing: whether there were any before it, only `before` can tell. */
  isShort: boolean;
}

/**
 * Puts value and presence of each entity together. What is not present now has vanished, whatever the query still returns for
 * it, and comes with what it was when it left; what is present without a value, or with a gap inside the sustained time, is
 * unknown.
 */
export function* observing(
  check: CheckDefinition,
  answers: PromAnswers,
  sourceUid: string,
  nowMs: number
): Steps<PromObservation> {
  const found = yield* grouping(check, answers, sourceUid);
  const { value, presence, left } = found;
  const observation = { entities: new Array<ObservedEntity>(), leavingSpans: new Set<number>(), isShort: false };
  let index = 0;
  for (const [key, { labels }] of new Map([...left, ...value, ...presence])) {
    const present = presence.get(key);
    const returned = value.has(key);
    const lack = lackOf(check, key, found);
    observation.isShort ||= lack !== undefined;
    const standing = standingOf(check, {
      present: present !== undefined,
      seen: left.has(key),
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
        observation.entities.push({
          sourceUid,
          labels,
          trend: [],
          value: current,
          sampleMs: sampleTime(present, nowMs),
          ...(offending && { offending }),
          ...(standing === 'young' && lack && { youngSeconds: lack.heldSeconds }),
        });
        break;
      }
      case 'vanished': {
        const remembered = newest(latestValues(left.get(key)));
        const seenMs = remembered === null ? null : remembered * 1000;
        const span = spanOf(remembered, nowMs);
        const then = found.leaving.get(span)?.get(key);
        observation.leavingSpans.add(span);
        const gone = departed(check, labels, then, seenMs);
        observation.entities.push({ sourceUid, labels, trend: [], ...gone, left: { seenMs, from: 'source' } });
        break;
      }
      case 'gap':
        observation.entities.push({
          sourceUid,
          labels,
          trend: [],
          value: null,
          sampleMs: null,
          reason: gapReason(check),
        });
    }
    if (endsPiece(index++)) {
      yield;
    }
  }
  return observation;
}

interface Found {
  value: Groups;
  presence: Groups;
  left: Groups;
  before: Groups;
  leaving: ReadonlyMap<number, Groups>;
  gap?: { samples: Groups; expected: number };
}

function* grouping(check: CheckDefinition, answers: PromAnswers, sourceUid: string): Steps<Found> {
  const group = (series: readonly Series[]) => groupingByEntity(check, series, sourceUid);
  const leaving = new Map<number, Groups>();
  for (const [span, series] of answers.leaving ?? []) {
    leaving.set(span, yield* group(series));
  }
  const { gap } = answers;
  return {
    value: yield* group(answers.value),
    presence: yield* group(answers.presence),
    left: yield* group(answers.left),
    before: yield* group(answers.before ?? []),
    leaving,
    ...(gap && { gap: { samples: yield* group(gap.series), expected: gap.expected } }),
  };
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

/** What the memory does not know of left since it was asked, within the last span. */
function spanOf(rememberedSeconds: number | null, nowMs: number): number {
  return rememberedSeconds === null ? leavingSpan(nowMs / 1000) - MEMORY_STEP_SECONDS : leavingSpan(rememberedSeconds);
}

/** What lacks within the sustained time, and how long of it there are samples; undefined when they are complete. */
function lackOf(
  check: CheckDefinition,
  key: string,
  { gap, before }: Pick<Found, 'gap' | 'before'>
): { short: NonNullable<Sighting['short']>; heldSeconds: number } | undefined {
  if (gap === undefined || check.sustainedSeconds === undefined) {
    return undefined;
  }
  const samples = Math.max(0, ...(gap.samples.get(key)?.series.flatMap((one) => one.values.map((n) => n ?? 0)) ?? []));
  if (samples >= gap.expected) {
    return undefined;
  }
  const older = before.get(key)?.series.some(({ values }) => values.some((value) => value !== null)) ?? false;
  return {
    short: older ? 'in-between' : 'from-birth',
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
