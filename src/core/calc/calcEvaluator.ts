import type { CheckDefinition } from '../check/definition';
import type { EvaluationContext, Evaluator, EvaluatorRegistry, Observation } from '../check/evaluator';
import { baselineOf, whyMissed } from './baseline';
import { deltaOf } from './delta';
import { CALC, evidenceOf, type Computed, type Made } from './parts';
import { ratioOf } from './ratio';
import { worstOf } from './worst';

/**
 * Evaluates checks of kind `calc` from what others found in the same run. It asks no source itself, but for values of the past
 * (`registry`).
 */
export function calcEvaluator(registry: EvaluatorRegistry): Evaluator {
  return {
    sources: [CALC],
    asks: () => [],
    async evaluate(checks, context) {
      const seen = checks.map(async (check) => [check.id, await observe(check, registry, context)] as const);
      return new Map(await Promise.all(seen));
    },
  };
}

async function observe(
  check: CheckDefinition,
  registry: EvaluatorRegistry,
  context: EvaluationContext
): Promise<Observation> {
  const { calc } = check;
  const results = context.known?.results;
  const found = (calc?.of ?? []).map((id) => results?.get(id));
  const missing = calc?.of.find((_id, at) => found[at] === undefined);
  const { nowMs } = context;
  if (calc === undefined || missing !== undefined) {
    const problem = { code: 'no-data' as const, detail: `There is no check ${missing ?? 'that it is made of'}.` };
    return { entities: [], evidence: [evidenceOf(check, [], nowMs, problem)] };
  }
  const all = found.flatMap((one) => one ?? []);
  const parts = all.filter(({ verdict }) => verdict !== 'na');
  if (parts.length === 0) {
    const missed = calc.fn === 'baseline' ? whyMissed(context.known?.memory.baseline?.(check.id)) : undefined;
    if (missed !== undefined) {
      return { entities: [], evidence: [evidenceOf(check, [], nowMs, missed)] };
    }
    const [reason = { code: 'not-connected' as const }] = all.flatMap((one) => one.reason ?? []);
    return { entities: [], evidence: [], na: reason };
  }
  const { entities, reason } = await compute({ check, calc, parts, nowMs }, registry, context);
  return { entities, evidence: [evidenceOf(check, parts, nowMs, reason)] };
}

async function compute(
  made: Made,
  registry: EvaluatorRegistry,
  { signal, known }: EvaluationContext
): Promise<Computed> {
  const { calc } = made;
  switch (calc.fn) {
    case 'worst':
      return worstOf(made);
    case 'ratio':
      return ratioOf(made);
    case 'delta':
      return deltaOf({ ...made, calc }, registry, signal);
    case 'baseline':
      return baselineOf({ ...made, calc }, known?.memory.baseline?.(made.check.id));
  }
}
