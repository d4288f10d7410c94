import { canonicalJson, sha256Hex } from './canonical';
import { SEEN_MAX, type AnnotationRow } from './codec';
import type { EventClass, JournalEvent, SeenRow } from './event';

/**
 * The journal is a chain with branches, as two people may write at once: each event names the ends that its writer had seen.
 * Whoever removes or changes a row that a later one names is found out; only the newest, which none names yet, are not
 * held by anything.
 */

const HASH_LENGTH = 16;

/** Of everything that the server keeps of a row, under the login given: a deleted user's rows have lost theirs. */
export function rowHash({ id, login, created, tags, text }: AnnotationRow, under = login): string {
  const own = tags.filter((tag) => tag.startsWith('opsrounds')).sort();
  return sha256Hex(canonicalJson([id, under, created, own, text])).slice(0, HASH_LENGTH);
}

interface Ends {
  /** Rows that no row names, by id. */
  open: Map<number, AnnotationRow>;
  /** Ids that a row names. */
  named: Set<number>;
}

/** The ends of the chain in each list, as one writer has seen them. */
export class ChainEnds {
  private readonly lists = new Map<string, Ends>();

  /** Takes in what was read or written; in whatever order and however often. */
  see(events: readonly JournalEvent[], rowOf: (id: number) => AnnotationRow | undefined): void {
    for (const event of events) {
      const { open, named } = this.endsOf(event.class, event.list);
      for (const { id } of event.seen ?? []) {
        named.add(id);
        open.delete(id);
      }
      const row = named.has(event.id) || open.has(event.id) ? undefined : rowOf(event.id);
      if (row) {
        open.set(event.id, row);
      }
    }
  }

  /** What the next event of the list names: the oldest of the ends, so that none stays open for ever. */
  of(eventClass: EventClass, list: string): readonly SeenRow[] {
    return [...this.endsOf(eventClass, list).open.values()]
      .sort((a, b) => a.created - b.created || a.id - b.id)
      .slice(0, SEEN_MAX)
      .map((row) => ({ id: row.id, createdMs: row.created, hash: rowHash(row) }));
  }

  private endsOf(eventClass: EventClass, list: string): Ends {
    const key = `${eventClass} ${list}`;
    const ends = this.lists.get(key) ?? { open: new Map(), named: new Set() };
    this.lists.set(key, ends);
    return ends;
  }
}
