import type { CheckDefinition } from './definition';
import type { Observation } from './evaluator';
import { leavesQuietly, reasonOfNone, reasonOfNoPack } from './presence';
import type { Reason } from './verdict';

interface BeyondEntities {
  verdict: 'unknown' | 'na';
  reason: Reason;
  sourceName?: string;
}

/** Unknown or na that no entity says: a source that was not asked in full, or nothing found at all. */
export function reasonBeyondEntities(
  definition: CheckDefinition,
  someJudged: boolean,
  observation: Observation
): BeyondEntities | undefined {
  for (const { problem, sourceName } of observation.evidence) {
    if (problem !== undefined) {
      return { verdict: 'unknown', reason: problem, sourceName };
    }
  }
  if (someJudged) {
    return reasonOfEmptied(definition, observation);
  }
  if (observation.na !== undefined) {
    return { verdict: 'na', reason: observation.na };
  }
  if (observation.nothing !== undefined) {
    return { verdict: 'unknown', reason: observation.nothing };
  }
  if (observation.evidence.length === 0 && (observation.withoutPack ?? []).length > 0) {
    return { verdict: 'na', reason: reasonOfNoPack(definition) };
  }
  return reasonOfNone(definition, observation.entities.length > 0);
}

/** A source in which all left quietly is not well because another one has something. */
function reasonOfEmptied(definition: CheckDefinition, { entities, evidence }: Observation): BeyondEntities | undefined {
  if (!leavesQuietly(definition)) {
    return undefined;
  }
  const there = new Map<string, boolean>();
  for (const { sourceUid, reason } of entities) {
    there.set(sourceUid, there.get(sourceUid) === true || reason?.code !== 'vanished');
  }
  const emptied = evidence.find(({ sourceUid }) => there.get(sourceUid) === false);
  return emptied && { ...reasonOfNone(definition, true), sourceName: emptied.sourceName };
}
