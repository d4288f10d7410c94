import type { Observation, ObservedEntity } from './evaluator';
import type { Seen } from './promReading';
import type { Evidence } from './result';

/** What all sources saw of one check. */
export function seenTogether(all: ReadonlyArray<Seen | undefined>): Observation {
  const entities: ObservedEntity[] = [];
  const evidence: Evidence[] = [];
  for (const seen of all) {
    // Not push(...entities): tens of thousands of arguments overflow the stack.
    seen?.entities.forEach((entity) => entities.push(entity));
    if (seen !== undefined) {
      evidence.push(seen.evidence);
    }
  }
  return { entities, evidence };
}
