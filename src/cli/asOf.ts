import type { CheckKind } from '../core/check/definition';
import type { Evaluator, EvaluatorRegistry } from '../core/check/evaluator';
import { KIND_NAMES } from '../core/check/kindNames';
import type { Reason } from '../core/check/verdict';

/** What answers for any moment; a server's own API tells of now alone. What is computed knows what its parts know. */
const KNOWS_THE_PAST: ReadonlySet<string> = new Set<CheckKind>(['prometheus', 'loki', 'slo', 'calc']);

/** The same registry for a look at the past: whatever can only be asked about now is unknown. */
export function asOf(registry: EvaluatorRegistry): EvaluatorRegistry {
  return Object.fromEntries(
    Object.entries(registry).map(([kind, evaluator]) => [
      kind,
      KNOWS_THE_PAST.has(kind) ? evaluator : withoutPast(kind as CheckKind, evaluator),
    ])
  );
}

function withoutPast(kind: CheckKind, { sources }: Evaluator): Evaluator {
  const problem: Reason = { code: 'no-history', detail: `${KIND_NAMES[kind]} can be asked about now alone.` };
  return {
    sources,
    evaluate: async (checks, { nowMs, onSource }) => {
      sources.forEach(({ uid, name }) => onSource({ uid, name, answered: false, problem, durationMs: 0 }));
      const nothing = { durationMs: 0, answered: 0, expected: 0, oldestSampleAgeMs: null, problem };
      return new Map(
        checks.map(({ id, query, presence }) => {
          const asked = { query, presence, askedMs: nowMs };
          const evidence = sources.map(({ uid, name }) => ({ sourceUid: uid, sourceName: name, ...asked, ...nothing }));
          return [id, { entities: [], evidence }];
        })
      );
    },
  };
}
