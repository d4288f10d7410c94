import { COVERAGE_NEEDED } from './coverage';
import type { KpiDefinition } from './definition';
import { BARE, type KpiQuery, type KpiReading, type KpiReason, type Measured } from './reading';
import { sideOf, stateOf, verdictOfState } from './target';
import type { KpiSpans } from './window';

/** What was found, by the target: unknown whatever the value where too little of it is known. */
export function judgeKpi(
  definition: KpiDefinition,
  spans: KpiSpans,
  measured: Measured,
  feed: KpiReading['feed'],
  queries: readonly KpiQuery[]
): KpiReading {
  const { target } = definition;
  const reason = doubtOf(definition, measured);
  if (reason !== null) {
    return unknownKpi(definition, spans, { reason, feed, queries, known: measured });
  }
  const state = isProvenBound(definition, measured) ? 'met' : stateOf(measured.leastValue ?? measured.value, target);
  return {
    ...readingOf(definition, spans, measured),
    state,
    verdict: verdictOfState(state),
    feed,
    queries,
    reason: null,
  };
}

/** A key figure without a verdict; what is known all the same is shown. */
export function unknownKpi(
  definition: KpiDefinition,
  spans: KpiSpans,
  said: {
    reason: KpiReason;
    feed: KpiReading['feed'];
    queries: readonly KpiQuery[];
    known: Partial<Measured>;
  }
): KpiReading {
  const { known, ...rest } = said;
  return { ...readingOf(definition, spans, known), ...rest, state: 'unknown', verdict: 'unknown' };
}

function readingOf(
  definition: KpiDefinition,
  { now, before }: KpiSpans,
  { leastValue: _, bound, ...known }: Partial<Measured>
): Omit<KpiReading, 'state' | 'verdict' | 'feed' | 'queries' | 'reason'> {
  const { value = null, previous = null } = known;
  return {
    ...BARE,
    ...known,
    definition,
    value,
    bound: bound ?? null,
    side: value === null ? null : sideOf(value, definition.target),
    window: now,
    before,
    change: value === null || previous === null ? null : value - previous,
  };
}

/** Why a value is no basis for a verdict; null when it is one. */
function doubtOf(definition: KpiDefinition, measured: Measured): KpiReason | null {
  const { target } = definition;
  const { coverage, bound, value } = measured;
  if (!Number.isFinite(value)) {
    return { code: 'no-data' };
  }
  if (coverage !== null && coverage < COVERAGE_NEEDED) {
    return { code: 'coverage', params: { coverage, needed: COVERAGE_NEEDED } };
  }
  if (bound === undefined || isProvenBound(definition, measured)) {
    return null;
  }
  if (isOnGoodSide(definition, bound)) {
    return { code: 'window-too-short' };
  }
  // The truth is worse than the value: it is missed for certain, or nobody knows.
  return stateOf(value, target) === 'missed' ? null : { code: bound === 'atMost' ? 'incomplete-history' : 'not-over' };
}

/** A bound on the good side that reaches the target proves it: at least 720 h between failures, of more than 720 h. */
function isProvenBound(definition: KpiDefinition, { bound, value }: Measured): boolean {
  const { direction, target } = definition;
  if (bound === undefined || target.op === 'band' || !isOnGoodSide(definition, bound)) {
    return false;
  }
  return direction === 'up' ? value >= target.value : value <= target.value;
}

/** Whether the truth is at least as good as the bound. */
function isOnGoodSide({ direction }: KpiDefinition, bound: NonNullable<Measured['bound']>): boolean {
  return bound === (direction === 'up' ? 'atLeast' : 'atMost');
}
