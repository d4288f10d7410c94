import { checkDefinition } from '../check/testData';
import type { CalcQuestion, CheckDefinition } from '../check/definition';
import type { Evaluator, EvaluatorRegistry, Observation } from '../check/evaluator';
import type { VerdictMemory } from '../check/memory';
import type { CheckResult, Evidence } from '../check/result';
import { runChecks } from '../check/run';
import { calcEvaluator } from './calcEvaluator';
import { withParts } from './withParts';

/** What the tests of computed checks start from. */

export const NOW_MS = 400 * 86_400_000;

/** Core knows no AbortController. */
const NOT_ABORTED = { aborted: false, throwIfAborted: () => undefined } as unknown as AbortSignal;

/** A check of kind `calc` with the limits that its way needs. */
export function calcCheck(calc: CalcQuestion, more: Partial<CheckDefinition> = {}): CheckDefinition {
  const { fail: _fail, ...bare } = checkDefinition({ id: 't.calc', kind: 'calc', presence: '', vanish: 'ignore' });
  const ofFn: Partial<CheckDefinition> =
    calc.fn === 'worst'
      ? { by: ['check'], says: ['title', 'finding'], unit: 'none', op: 'gte', warn: 1, fail: 2 }
      : calc.fn === 'ratio'
        ? { by: [], unit: 'ratio', op: 'lt', fail: 0.5 }
        : calc.fn === 'baseline'
          ? { by: ['instance'], says: ['change', 'was', 'now'], unit: 'bool', op: 'gte', fail: 1 }
          : { by: ['instance'], op: 'gt', fail: 10 };
  return { ...bare, ...ofFn, calc, ...more };
}

export const evidence: Evidence = {
  sourceUid: 's',
  sourceName: 'S',
  query: '',
  presence: '',
  askedMs: NOW_MS,
  durationMs: 1,
  answered: 1,
  expected: 1,
  oldestSampleAgeMs: 0,
};

/** Things by `instance` with their values; null: it has none. */
export function seen(values: Readonly<Record<string, number | null>>, more: Partial<Evidence> = {}): Observation {
  return {
    entities: Object.entries(values).map(([instance, value]) => ({
      sourceUid: 's',
      labels: { instance },
      value,
      sampleMs: value === null ? null : NOW_MS,
      trend: [],
    })),
    evidence: [{ ...evidence, ...more }],
  };
}

/** Looks at a computed check alone, whose parts see this. */
export async function look(
  check: CheckDefinition,
  parts: Readonly<Record<string, Observation>>,
  { memory, history }: { memory?: VerdictMemory; history?: Evaluator['history'] } = {}
): Promise<CheckResult> {
  const definitions = Object.keys(parts).map((id) => checkDefinition({ id, absent: 'na' }));
  const registry: EvaluatorRegistry = {
    prometheus: {
      sources: [{ uid: 's', name: 'S' }],
      evaluate: async (checks) => new Map(checks.flatMap(({ id }) => (parts[id] ? [[id, parts[id]]] : []))),
      ...(history && { history }),
    },
  };
  const [asked = check] = withParts([check], definitions);
  const { checks } = await runChecks([asked], {
    registry: { ...registry, calc: calcEvaluator(registry) },
    clock: () => NOW_MS,
    windowSeconds: 3600,
    signal: NOT_ABORTED,
    ...(memory && { memory }),
  });
  const result = checks.get(check.id);
  if (result === undefined || checks.size !== 1) {
    throw new Error(`not the one check that was asked for, but ${[...checks.keys()].join(', ')}`);
  }
  return result;
}

/** "t.a fail", "t.b no-data": of each entity a label, and its verdict or why it is unknown. */
export function told({ entities }: CheckResult, label: string): string[] {
  return entities.map(({ labels, verdict, reason }) => `${labels[label] ?? ''} ${reason?.code ?? verdict}`).sort();
}
