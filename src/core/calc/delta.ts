import type { CalcQuestion } from '../check/definition';
import { identityBy } from '../check/entityKey';
import type { EvaluatorRegistry, ObservedEntity } from '../check/evaluator';
import type { ObservedCheckHistory } from '../check/history';
import { KIND_NAMES } from '../check/kindNames';
import type { Reason } from '../check/verdict';
import { heard, whyNotWhole, type Computed, type Made } from './parts';

const HOUR_MS = 3_600_000;

type Delta = Made<Extract<CalcQuestion, { fn: 'delta' }>>;

/**
 * What each value of a check changed by: now less then, in the unit of the check. What was not there then has no change yet, and
 * what left has no value of now, only that with which it left.
 */
export async function deltaOf(made: Delta, registry: EvaluatorRegistry, signal: AbortSignal): Promise<Computed> {
  const [part] = made.parts;
  if (part === undefined) {
    return { entities: [] };
  }
  const before = await valuesThen(made, registry, signal);
  if ('code' in before) {
    return { entities: [], reason: before };
  }
  const entities = part.entities.map(({ key, sourceUid, labels, value, sampleMs, reason, left }): ObservedEntity => {
    const then = before.get(key);
    const seen = { sourceUid, labels, trend: [] };
    const isKnown = value !== null && left === undefined;
    if (!isKnown || then === undefined) {
      const why: Reason = !isKnown ? heard(reason) : { code: 'no-history', detail: 'It has no value of then.' };
      return { ...seen, value: null, sampleMs: null, reason: why };
    }
    return { ...seen, value: value - then, sampleMs };
  });
  return { entities, reason: whyNotWhole(part) };
}

/** The values at that time, by the key of the entity; or why there are none. */
async function valuesThen(
  { calc, parts, nowMs }: Delta,
  registry: EvaluatorRegistry,
  signal: AbortSignal
): Promise<ReadonlyMap<string, number> | Reason> {
  const definition = parts[0]?.definition;
  const history = definition && registry[definition.kind]?.history;
  if (definition === undefined || history === undefined) {
    const of = definition === undefined ? 'It' : KIND_NAMES[definition.kind];
    return { code: 'no-history', detail: `${of} keeps nothing of then.` };
  }
  const toMs = nowMs - calc.agoSeconds * 1000;
  const grid = { fromMs: toMs - HOUR_MS, toMs, stepMs: HOUR_MS };
  const seen = await history([definition], grid, { signal, onProgress: () => undefined });
  const observed = seen.checks.get(definition.id);
  const problem = observed?.problems[0]?.reason;
  if (observed === undefined || problem !== undefined) {
    return problem ?? { code: 'no-history', detail: 'Nothing of then was answered.' };
  }
  return byKey(definition.by, observed);
}

function byKey(by: readonly string[], { entities }: ObservedCheckHistory): ReadonlyMap<string, number> {
  const identify = identityBy(by);
  return new Map(
    entities.flatMap(({ sourceUid, labels, values, standings }) => {
      const value = values[0] ?? null;
      const isThere = standings[0] === 'judged' || standings[0] === 'young' || standings[0] === 'offending';
      return isThere && value !== null ? [[identify(sourceUid, labels).key, value] as const] : [];
    })
  );
}
