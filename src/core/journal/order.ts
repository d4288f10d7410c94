import { canonicalJson, sha256Hex } from './canonical';
import type { JournalEvent } from './event';

/** Server time, then id: ids alone are no order on a replicated database. */
function byTimeThenId(a: JournalEvent, b: JournalEvent): number {
  return a.createdMs - b.createdMs || a.id - b.id;
}

/** Events in the journal's order, each key once: the first one with a key counts, later ones are repeats. */
export function inOrder(events: readonly JournalEvent[]): {
  events: readonly JournalEvent[];
  repeats: readonly JournalEvent[];
} {
  const seen = new Map<string, number>();
  const first: JournalEvent[] = [];
  const repeats: JournalEvent[] = [];
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

/** Digest of what was said, by whom and when: the same for any order and any number of repeats. */
export function journalDigest(events: readonly JournalEvent[]): string {
  const lines = inOrder(events).events.map((event) => {
    const { id, author, createdMs, key, type, run, item, state, template, base, payload } = event;
    return canonicalJson({ id, author, createdMs, key, type, run, item, state, template, base, payload });
  });
  return sha256Hex(lines.join('\n'));
}
