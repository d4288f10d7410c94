import type { CheckDefinition } from './definition';
import { identityBy, type Identity } from './entityKey';
import type { Observation, ObservedEntity } from './evaluator';
import { findingOf, wholeUnknown } from './finding';
import { reasonBeyondEntities } from './beyondEntities';
import { badness, crossing, isFromTheFuture, limitsFor, type Limits } from './limits';
import { leavesQuietly } from './presence';
import { NO_MEMORY, type VerdictMemory } from './memory';
import { recalled } from './recalled';
import { askedAt, type CheckResult, type Entity } from './result';
import type { TrendPoint } from './series';
import { atOnce, endsPiece, type Steps } from './steps';
import { verdictRank, worstVerdict, type Reason, type Verdict } from './verdict';

/**
 * Entities kept in a result, worst first; `counts` are about all of them. A trend is a day of points, so fewer of those; what
 * has none (an inventory's) is listed in full, because a page joins its rows with them.
 */
const MAX_LISTED_WITH_TREND = 500;
const MAX_LISTED = 20_000;

/** Turns what was seen into verdicts: per entity by the limits, the check by its worst entity and by what could not be asked. */
export function judge(
  definition: CheckDefinition,
  observation: Observation,
  memory: VerdictMemory = NO_MEMORY
): CheckResult {
  return atOnce(judging(definition, observation, memory));
}

/** The same in pieces. */
export function* judging(
  definition: CheckDefinition,
  observation: Observation,
  memory: VerdictMemory = NO_MEMORY
): Steps<CheckResult> {
  if (definition.broken !== undefined) {
    return withoutObservation(definition, 'unknown', definition.broken);
  }
  const { entities, gone } = recalled(definition, observation, memory);
  yield;
  const judged = yield* judgingEntities(definition, entities);
  const reason = reasonBeyondEntities(definition, judged.length > 0, observation);
  const worst = judged[0] ?? null;
  const verdict =
    reason === undefined ? (worst?.verdict ?? 'na') : worstVerdict([reason.verdict, worst?.verdict ?? 'na']);
  const decidedByEntity = worst !== null && worst.verdict === verdict;
  const why = decidedByEntity ? worst.reason : reason?.reason;
  const counts = count(judged);
  const alike = judged.filter((entity) => entity.verdict === verdict);
  return {
    definition,
    verdict,
    ...(why === undefined ? {} : { reason: why }),
    entities: judged.slice(0, hasTrends(definition, judged) ? MAX_LISTED_WITH_TREND : MAX_LISTED),
    counts,
    finding:
      verdict === 'pass' || verdict === 'na'
        ? null
        : findingOf(definition, {
            verdict,
            entities: alike,
            count: alike.length,
            nowMs: askedAt(observation.evidence),
            reason: why,
            sourceName: reason?.sourceName,
          }),
    evidence: observation.evidence,
    gone,
  };
}

/** Metrics have trends, asked for when they are shown. */
function hasTrends({ kind }: CheckDefinition, judged: readonly Entity[]): boolean {
  return kind === 'prometheus' || judged.some(({ trend }) => trend.length > 0);
}

/** A check that nothing was asked about, or that broke: na or unknown as a whole. */
export function withoutObservation(
  definition: CheckDefinition,
  verdict: 'na' | 'unknown',
  reason: Reason
): CheckResult {
  const finding = verdict === 'unknown' ? wholeUnknown(definition, reason) : null;
  return { definition, verdict, reason, entities: [], counts: count([]), finding, evidence: [], gone: [] };
}

/** An entity with what its place in the order is made of, so that a comparison costs no look at its limits. */
interface Placed {
  entity: Entity;
  rank: number;
  /** Null when it has no value. */
  badness: number | null;
}

/** One entity per key, worst first; short-lived ones that left are dropped. */
function* judgingEntities(definition: CheckDefinition, observed: readonly ObservedEntity[]): Steps<Entity[]> {
  const identify = identityBy(definition.by, definition.says);
  const byKey = new Map<string, Placed>();
  for (const [index, one] of observed.entries()) {
    if (endsPiece(index)) {
      yield;
    }
    if (one.reason?.code === 'vanished' && leavesQuietly(definition)) {
      continue;
    }
    const placed = placedEntity(definition, one, identify(one.sourceUid, one.labels));
    const other = byKey.get(placed.entity.key);
    if (other === undefined || compare(placed, other) < 0) {
      byKey.set(placed.entity.key, placed);
    }
  }
  yield;
  return [...byKey.values()].sort(compare).map(({ entity }) => entity);
}

function placedEntity(definition: CheckDefinition, observed: ObservedEntity, identity: Identity): Placed {
  const limits = limitsFor(definition, identity.labels);
  const entity = judgeEntity(definition, observed, identity, limits);
  const badnessOfValue = entity.value === null ? null : badness(entity.value, definition.op, limits);
  return { entity, rank: verdictRank(entity.verdict), badness: badnessOfValue };
}

function judgeEntity(
  definition: CheckDefinition,
  observed: ObservedEntity,
  { key, labels }: Identity,
  limits: Limits
): Entity {
  const { sourceUid, trend, value, sampleMs, left } = observed;
  const base = { key, sourceUid, labels, trend, ...(left && { left }) };
  const offending = observed.offending === true;
  const reason =
    left && leftBad(definition, value, offending, limits)
      ? undefined
      : (observed.reason ?? missingValue(definition, observed));
  if (reason !== undefined) {
    return {
      ...base,
      verdict: 'unknown',
      reason,
      value: null,
      sampleMs: null,
      sinceMs: left?.seenMs ?? lastSeenMs(trend),
    };
  }
  const { verdict: full, limit } = verdictOf(definition, value, offending, limits);
  const verdict = observed.youngSeconds === undefined ? full : soFar(full);
  const sinceMs = verdict === 'pass' ? null : asBadSince(definition, observed, limits, full);
  const { youngSeconds } = observed;
  const entity: Entity = { ...base, verdict, value, sampleMs, sinceMs };
  if (limit !== undefined) {
    entity.limit = limit;
  }
  if (youngSeconds !== undefined && verdict === 'warn') {
    entity.youngSeconds = youngSeconds;
  }
  return entity;
}

/** Whether something was bad when it left: it stays so until it is seen well again. */
export function leftBad(
  definition: CheckDefinition,
  value: number | null,
  offending: boolean,
  limits: Limits
): boolean {
  return !lacksValue(definition, value) && verdictOf(definition, value, offending, limits).verdict !== 'pass';
}

/** What has been bad for less than the sustained time is a warning at most. */
export function soFar(verdict: Verdict): Verdict {
  return verdict === 'fail' ? 'warn' : verdict;
}

function missingValue(definition: CheckDefinition, observed: ObservedEntity): Reason | undefined {
  if (!lacksValue(definition, observed.value)) {
    return undefined;
  }
  return observed.value !== null && isFromTheFuture(definition, observed.value)
    ? { code: 'no-data', detail: 'The time that it is counted from lies in the future.' }
    : { code: 'no-data', detail: 'It exists, but has no value.' };
}

/** Whether something exists that only a value could judge, and has none. */
export function lacksValue(definition: CheckDefinition, value: number | null): boolean {
  return definition.mode === 'value' && (value === null || Number.isNaN(value) || isFromTheFuture(definition, value));
}

/** Verdict of one value, or of a row of mode `offenders`, with the limit that decided. */
export function verdictOf(
  definition: CheckDefinition,
  value: number | null,
  offending: boolean,
  limits: Limits
): { verdict: Verdict; limit?: Limits['warn'] } {
  if (definition.mode === 'value') {
    return crossing(value ?? Number.NaN, definition.op, limits);
  }
  if (!offending) {
    return { verdict: 'pass' };
  }
  const crossed = value === null ? undefined : crossing(value, definition.op, limits);
  if (crossed !== undefined && crossed.verdict !== 'pass') {
    return crossed;
  }
  // A returned row is bad whatever its value says: the mildest verdict that the check knows.
  return { verdict: limits.warn === undefined ? 'fail' : 'warn' };
}

/** An entity with its last day, which tells since when it is as it is. What it is stays. */
export function withTrend(definition: CheckDefinition, entity: Entity, trend: readonly TrendPoint[]): Entity {
  const { verdict, value, labels, left } = entity;
  if (verdict === 'unknown') {
    return { ...entity, trend, sinceMs: left?.seenMs ?? lastSeenMs(trend) };
  }
  if (verdict === 'pass' || verdict === 'na') {
    return { ...entity, trend };
  }
  const limits = limitsFor(definition, labels);
  // One that is young warns of what is a failure.
  const full = definition.mode === 'value' && value !== null ? crossing(value, definition.op, limits).verdict : verdict;
  return { ...entity, trend, sinceMs: asBadSince(definition, { ...entity, trend }, limits, full) };
}

/** Start of the trailing run of points that are at least as bad as now; null when the run fills the whole trend. */
function asBadSince(
  definition: CheckDefinition,
  observed: Pick<ObservedEntity, 'sampleMs' | 'trend'>,
  limits: Limits,
  verdict: Verdict
): number | null {
  let since = observed.sampleMs;
  for (let index = observed.trend.length - 1; index >= 0; index -= 1) {
    const point = observed.trend[index];
    if (point === undefined || wasBetter(definition, point, limits, verdict)) {
      return since;
    }
    if (point.value !== null) {
      since = point.timeMs;
    }
  }
  return observed.trend[0]?.value === null ? since : null;
}

/** Whether the point was better than the verdict. A gap was not, but where rows are offenders it means that there was none. */
function wasBetter(definition: CheckDefinition, point: TrendPoint, limits: Limits, verdict: Verdict): boolean {
  if (definition.mode === 'offenders') {
    return point.value === null;
  }
  return (
    point.value !== null && verdictRank(crossing(point.value, definition.op, limits).verdict) > verdictRank(verdict)
  );
}

function lastSeenMs(trend: readonly TrendPoint[]): number | null {
  const seen = trend.filter((point) => point.value !== null);
  return seen[seen.length - 1]?.timeMs ?? null;
}

function compare(a: Placed, b: Placed): number {
  return (
    a.rank - b.rank ||
    worseFirst(a, b) ||
    byText(a.entity.key, b.entity.key) ||
    byText(a.entity.reason?.code ?? '', b.entity.reason?.code ?? '')
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function worseFirst(a: Placed, b: Placed): number {
  return a.badness === null || b.badness === null
    ? Number(a.badness === null) - Number(b.badness === null)
    : b.badness - a.badness;
}

function count(entities: readonly Entity[]): Record<Verdict, number> {
  const counts = { pass: 0, warn: 0, fail: 0, unknown: 0, na: 0 };
  for (const entity of entities) {
    counts[entity.verdict] += 1;
  }
  return counts;
}
