import { sha256Hex, utf8Length } from '../../journal/canonical';
import type { JournalEvent } from '../../journal/event';
import { inOrder } from '../../journal/order';
import { BACKUP_ROSTERS_LIST, isBackupEvent, type RosterDraft, type RosterPayload } from './events';

/**
 * The order in which days tell of targets. A roster only grows, by what was not in it, so a new target costs its own name and not
 * those of all; one that is mostly of targets that are gone is left for a new one.
 */

/** Bytes of the keys of one event; with the rest it stays below the 32 KiB of its class. */
const PART_BYTES = 28_000;
/** So many times the targets that there are, and a new one begins. */
const TOO_LONG = 2;

export interface Roster {
  sha: string;
  keys: readonly string[];
}

/** Rosters by name, the last written last. One whose base is missing, or whose content is not what its name says, is left out. */
export function rostersIn(events: readonly JournalEvent[]): ReadonlyMap<string, Roster> {
  const rosters = new Map<string, Roster>();
  for (const event of inOrder(events.filter(isBackupEvent)).events) {
    if (event.type !== 'backup.roster' || rosters.has(event.payload.sha)) {
      continue;
    }
    const { sha, base, add } = event.payload;
    const before = base === null ? [] : rosters.get(base)?.keys;
    const keys = before && [...before, ...add];
    if (keys && shaOf(base, add) === sha && new Set(keys).size === keys.length) {
      rosters.set(sha, { sha, keys });
    }
  }
  return rosters;
}

/** A roster with all of these keys: the last one where it has them, else what has to be written first to have one, in this order. */
export function rosterFor(
  keys: readonly string[],
  rosters: ReadonlyMap<string, Roster>
): { roster: Roster; drafts: readonly RosterDraft[] } {
  const last = [...rosters.values()].at(-1);
  const known = new Set(last?.keys);
  const added = keys.filter((key) => !known.has(key));
  const isTooLong = known.size + added.length > TOO_LONG * Math.max(1, keys.length);
  let roster = last === undefined || isTooLong ? null : last;
  const drafts: RosterDraft[] = [];
  for (const add of parts(roster === null ? keys : added)) {
    const draft = draftOf({ base: roster?.sha ?? null, add });
    drafts.push(draft);
    roster = { sha: draft.payload.sha, keys: [...(roster?.keys ?? []), ...add] };
  }
  return { roster: roster ?? { sha: '', keys: [] }, drafts };
}

function draftOf({ base, add }: Pick<RosterPayload, 'base' | 'add'>): RosterDraft {
  const sha = shaOf(base, add);
  return {
    class: 'sys',
    list: BACKUP_ROSTERS_LIST,
    type: 'backup.roster',
    key: `backup-roster-${sha}`,
    subject: `backup-roster/${sha}`,
    payload: { sha, base, add },
    sentence: `Backups: ${add.length} more targets are told of by day`,
  };
}

function shaOf(base: string | null, add: readonly string[]): string {
  return sha256Hex(JSON.stringify([base, ...add]));
}

function parts(keys: readonly string[]): readonly string[][] {
  const all: string[][] = [];
  let bytes = PART_BYTES;
  for (const key of keys) {
    // Of two hyphens in a row one is escaped.
    const size = utf8Length(JSON.stringify(key)) + 1 + 5 * (key.match(/-/g)?.length ?? 0);
    if (bytes + size > PART_BYTES) {
      all.push([]);
      bytes = 0;
    }
    all.at(-1)?.push(key);
    bytes += size;
  }
  return all;
}
