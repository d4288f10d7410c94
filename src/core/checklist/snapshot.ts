import { identityBy } from '../check/entityKey';
import type { CheckResult, RunResult } from '../check/result';
import { verdictRank, type Verdict } from '../check/verdict';
import { EVENT_MAX_BYTES, eventBytes } from '../journal/codec';
import type { CheckSnapshot, ChecksDetails } from './details';
import { runEvent, type Act } from './draft';
import { RUN_EVENTS, type RunDraft } from './event';

/** No entity takes fewer bytes: `{"key":"","verdict":"warn","value":0}` and a comma. */
const ENTITY_MIN_BYTES = 37;

/** Keys of entities that are gone for good, at most: what is not named of them is forgotten when that is withdrawn. */
const GONE_MAX = 40;

/**
 * `run.checks`: what the machine saw when the round was signed, by name what was not well, as much as the event can carry: every
 * check with its worst entity, then the second ones, and so on. Appended before `run.signed`.
 */
export function snapshot(act: Act, result: RunResult): RunDraft {
  const all = [...result.checks.values()];
  const exceptions = all
    .filter((check) => check.verdict !== 'pass' && check.verdict !== 'na')
    .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
  const bad = exceptions.map((check) => badEntities(check).length);
  const gone = goneOf(all);
  /** So many checks, with so many entities between them. */
  const draft = (checks: number, entities: number): RunDraft => {
    const places = dealt(bad.slice(0, checks), entities);
    const details: ChecksDetails = {
      valuesMs: result.askedMs,
      counts: countVerdicts(all),
      checks: exceptions.slice(0, checks).map((check, at) => snapshotOf(check, places[at] ?? 0)),
      cut: sum(bad) - sum(places),
      ...(Object.keys(gone).length > 0 && { gone }),
    };
    return runEvent(act, 'run.checks', 'looked at', details);
  };
  const fits = (checks: number, entities: number) => eventBytes(draft(checks, entities), RUN_EVENTS) <= EVENT_MAX_BYTES;
  const checks = largest(exceptions.length, (count) => fits(count, count));
  const mostEntities = Math.min(sum(bad), Math.floor(EVENT_MAX_BYTES / ENTITY_MIN_BYTES));
  return draft(
    checks,
    largest(mostEntities, (count) => fits(checks, count))
  );
}

/** The largest number up to `most` that fits, when each smaller one fits too. */
function largest(most: number, fits: (count: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** Deals places out, one to each in turn, until they are gone or everybody has as many as wanted. */
function dealt(wanted: readonly number[], places: number): readonly number[] {
  const given = wanted.map(() => 0);
  let left = Math.min(places, sum(wanted));
  while (left > 0) {
    for (const [at, count] of given.entries()) {
      if (left > 0 && count < (wanted[at] ?? 0)) {
        given[at] = count + 1;
        left -= 1;
      }
    }
  }
  return given;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function snapshotOf(check: CheckResult, entities: number): CheckSnapshot {
  const silent = check.evidence.filter(({ problem }) => problem !== undefined).map(({ sourceUid }) => sourceUid);
  return {
    id: check.definition.id,
    verdict: check.verdict,
    ...(check.reason && { reason: check.reason.code }),
    counts: Object.fromEntries(Object.entries(check.counts).filter(([, count]) => count > 0)),
    entities: badEntities(check)
      .slice(0, entities)
      .map(({ key, verdict, value, left }) => ({
        key,
        verdict,
        value,
        ...(left?.seenMs != null && { seenMs: left.seenMs }),
      })),
    // Without any entity it is unknown as a whole, which says the same.
    ...(silent.length > 0 && check.entities.length > 0 && { silent }),
  };
}

function goneOf(checks: readonly CheckResult[]): NonNullable<ChecksDetails['gone']> {
  const keys = checks.flatMap(({ definition, gone }) => {
    const identify = identityBy(definition.by);
    return gone.map(({ sourceUid, labels }) => [definition.id, identify(sourceUid, labels).key] as const);
  });
  const byCheck: Record<string, string[]> = {};
  for (const [id, key] of keys.slice(0, GONE_MAX)) {
    byCheck[id] = [...(byCheck[id] ?? []), key];
  }
  return byCheck;
}

function badEntities(check: CheckResult): CheckResult['entities'] {
  return check.entities.filter((entity) => entity.verdict !== 'pass' && entity.verdict !== 'na');
}

function countVerdicts(checks: readonly CheckResult[]): Record<string, number> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of checks) {
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}
