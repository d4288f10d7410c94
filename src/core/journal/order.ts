import { canonicalJson, sha256Hex } from './canonical';
import type { JournalEvent } from './event';

/** Server time, then id: ids alone are no order on a replicated database. */
function byTimeThenId(a: JournalEvent, b: JournalEvent): number {
  return a.createdMs - b.createdMs || a.id - b.id;
}

/** Events in the journal's order, each key once: the first one with a key counts, later ones are repeats. */
export function inOrder<Event extends JournalEvent>(
  events: readonly Event[]
): { events: readonly Event[]; repeats: readonly Event[] } {
  const seen = new Map<string, number>();
  const first: Event[] = [];
  const repeats: Event[] = [];
  for (const event of [...events].sort(byTimeThenId)) {
    const earlier = seen.get(event.key);
    if (earlier === undefined) {
      seen.set(event.key, event.id);
      first.push(event);
    } else if (earlier !== event.id) {
      repeats.push(event);
    }
  }
  return { events: first, repeats };
}

/**
 * Digest of what was said, by whom and when: the same for any order and any number of repeats. `saidBy` names what an event
 * says; a domain keeps to the names it once signed.
 */
export function journalDigest<Event extends JournalEvent>(
  events: readonly Event[],
  saidBy: (event: Event) => object
): string {
  const lines = inOrder(events).events.map((event) => {
    const { id, author, createdMs } = event;
    return canonicalJson({ ...saidBy(event), id, author, createdMs });
  });
  return sha256Hex(lines.join('\n'));
}
