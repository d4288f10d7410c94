import { entityOfKey } from '../check/entityKey';
import type { KnownEntity } from '../check/memory';
import { inOrder } from '../journal/order';
import { readChecksDetails, type CheckSnapshot, type ChecksDetails } from './details';
import type { RunEvent } from './event';

/** Entities by key, by the id of the check. */
type Known = Map<string, Map<string, KnownEntity>>;

/**
 * What the signatures tell of entities that were not well: of each list what its last signed round saw, and what an earlier one
 * saw where the last one could not look. What a later round looked at and does not name was well again.
 * @param events Of any rounds, as far back as anything is remembered.
 */
export function knownFromSignatures(events: readonly RunEvent[]): ReadonlyMap<string, readonly KnownEntity[]> {
  const byList = new Map<string, Known>();
  for (const { list, details } of signedSnapshots(events)) {
    const known = entryOf(byList, list, (): Known => new Map());
    forgetWell(known, details);
    takeNamed(known, details);
  }
  const latest: Known = new Map();
  for (const [checkId, entities] of [...byList.values()].flatMap((known) => [...known])) {
    const all = entryOf(latest, checkId, () => new Map<string, KnownEntity>());
    for (const [key, entity] of entities) {
      if (entity.seenMs > (all.get(key)?.seenMs ?? -Infinity)) {
        all.set(key, entity);
      }
    }
  }
  return new Map([...latest].map(([checkId, entities]) => [checkId, [...entities.values()]]));
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** What whoever signed had seen, in the order of the signatures. */
function signedSnapshots(events: readonly RunEvent[]): ReadonlyArray<{ list: string; details: ChecksDetails }> {
  const seen = new Map<string, ChecksDetails>();
  return inOrder(events).events.flatMap(({ type, subject, author, list, payload }) => {
    // Somebody else's snapshot is not what was signed.
    const signer = JSON.stringify([subject, author]);
    const details = type === 'run.checks' ? readChecksDetails(payload.details ?? {}) : null;
    if (details) {
      seen.set(signer, details);
    }
    const signed = type === 'run.signed' ? seen.get(signer) : undefined;
    return signed ? [{ list, details: signed }] : [];
  });
}

/** What was looked at and is not named any more; what is said to be gone for good was not looked at. */
function forgetWell(known: Known, { checks, counts, gone = {} }: ChecksDetails): void {
  const named = new Map(checks.map((check) => [check.id, check]));
  // A check that is not named passed, unless there was no room to name it.
  const isWhole = checks.length >= badCount(counts);
  for (const [checkId, entities] of known) {
    const check = named.get(checkId);
    for (const [key, { sourceUid }] of entities) {
      const wasLookedAt = check ? hasLookedAt(check, sourceUid) : isWhole;
      if (wasLookedAt && gone[checkId]?.includes(key) !== true) {
        entities.delete(key);
      }
    }
  }
}

function takeNamed(known: Known, { checks, valuesMs }: ChecksDetails): void {
  for (const { id, entities } of checks) {
    const ofCheck = entryOf(known, id, () => new Map<string, KnownEntity>());
    for (const { key, verdict, value, seenMs = valuesMs } of entities) {
      const entity = entityOfKey(key);
      if (entity && (verdict === 'fail' || verdict === 'warn' || verdict === 'unknown')) {
        ofCheck.set(key, { ...entity, verdict, value, seenMs });
      }
    }
  }
}

/** Whether a snapshot names all that was not well of a source: it answered, and nothing was cut. */
function hasLookedAt({ entities, counts, silent = [] }: CheckSnapshot, sourceUid: string): boolean {
  // Without any entity it was unknown as a whole.
  const hasSeenAny = Object.values(counts).some((count) => count > 0);
  return hasSeenAny && entities.length >= badCount(counts) && !silent.includes(sourceUid);
}

function badCount(counts: Readonly<Record<string, number>>): number {
  return (counts['fail'] ?? 0) + (counts['unknown'] ?? 0) + (counts['warn'] ?? 0);
}
