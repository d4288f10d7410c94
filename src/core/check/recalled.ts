import type { CheckDefinition } from './definition';
import { identityBy } from './entityKey';
import type { Observation, ObservedEntity } from './evaluator';
import type { KnownEntity, VerdictMemory } from './memory';
import { leavesQuietly } from './presence';
import type { GoneEntity } from './result';

/** What was seen, with what memory adds to it, and without what is said to be gone for good. */
export function recalled(
  definition: CheckDefinition,
  observation: Observation,
  memory: VerdictMemory
): { entities: readonly ObservedEntity[]; gone: readonly GoneEntity[] } {
  return withoutGone(definition, remembered(definition, observation, memory), memory);
}

/** What was seen, and what was not well at a signature and is not there any more: nobody saw it well again. */
function remembered(
  definition: CheckDefinition,
  { entities, evidence, withoutPack = [] }: Observation,
  memory: VerdictMemory
): readonly ObservedEntity[] {
  const known = leavesQuietly(definition) ? [] : memory.known(definition.id);
  if (known.length === 0) {
    return entities;
  }
  const identify = identityBy(definition.by);
  const there = new Set(entities.map(({ sourceUid, labels }) => identify(sourceUid, labels).key));
  const answered = evidence.flatMap(({ sourceUid, problem }) => (problem === undefined ? [sourceUid] : []));
  const read = new Set([...answered, ...withoutPack]);
  const left = known.filter(
    ({ sourceUid, labels }) => read.has(sourceUid) && !there.has(identify(sourceUid, labels).key)
  );
  return [...entities, ...left.map((one) => departedKnown(definition, one))];
}

function departedKnown(
  definition: CheckDefinition,
  { sourceUid, labels, verdict, value, seenMs, from = 'signature' }: KnownEntity
): ObservedEntity {
  const isUnknown = verdict === 'unknown';
  return {
    sourceUid,
    labels,
    value: isUnknown ? null : value,
    sampleMs: seenMs,
    trend: [],
    ...(!isUnknown && definition.mode === 'offenders' && { offending: true }),
    reason: {
      code: 'vanished',
      detail:
        from === 'signature'
          ? 'It was not well at a signature, and was not seen since.'
          : 'Somebody expects it, and it was not seen for 30 days.',
    },
    left: { seenMs, from },
  };
}

/** Leaves out what a person said to be gone, unless it was seen after that. */
function withoutGone(
  { id, by }: CheckDefinition,
  observed: readonly ObservedEntity[],
  memory: VerdictMemory
): { entities: readonly ObservedEntity[]; gone: readonly GoneEntity[] } {
  const identify = identityBy(by);
  const gone: GoneEntity[] = [];
  const entities = observed.filter(({ left, sourceUid, labels }) => {
    const said = left === undefined ? null : memory.gone(id, sourceUid, identify(sourceUid, labels).labels);
    if (said === null || (left?.seenMs ?? 0) > said.atMs) {
      return true;
    }
    gone.push({ sourceUid, labels: identify(sourceUid, labels).labels, said });
    return false;
  });
  return { entities, gone };
}
