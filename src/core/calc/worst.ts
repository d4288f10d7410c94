import type { ObservedEntity } from '../check/evaluator';
import { CALC, heard, type Computed, type Made } from './parts';

/** 0 passes, 1 warns, 2 fails: the limits of whoever is made of it. */
const VALUES = { pass: 0, warn: 1, fail: 2 } as const;

/** One thing for each check, with what the check says of itself. */
export function worstOf({ parts }: Made): Computed {
  return {
    entities: parts.flatMap(({ definition, verdict, reason, finding, evidence }): ObservedEntity[] => {
      if (verdict === 'na') {
        return [];
      }
      const seen = {
        sourceUid: CALC.uid,
        labels: { check: definition.id, title: definition.title, finding: finding ?? '' },
        trend: [],
      };
      return verdict === 'unknown'
        ? [{ ...seen, value: null, sampleMs: null, reason: heard(reason) }]
        : [{ ...seen, value: VALUES[verdict], sampleMs: Math.max(0, ...evidence.map(({ askedMs }) => askedMs)) }];
    }),
  };
}
