import type { JournalReading } from '../journal/event';
import { lastBefore } from './carry';
import type { RoundDoubt } from './history';
import { readRunKey } from './runKey';
import { summariesOf } from './summary';

/** That what a list left over is not known: an entry about its last round does not count. */
export interface CarryDoubt {
  /** Null of an entry that does not say what it is about. */
  list: string | null;
  why: RoundDoubt;
}

/**
 * Entries that do not count and came after what is known of a list: its last round may have left something else. Of one that does not
 * say what it is about any list may be meant that has an older round.
 * @param lists Ids. @param reading Of class `sum`.
 */
export function carryDoubts(lists: readonly string[], reading: JournalReading): readonly CarryDoubt[] {
  const summaries = summariesOf(reading);
  const lastMs = new Map(
    lists.map((list) => [list, lastBefore(summaries, { list, key: '', openMs: Number.MAX_SAFE_INTEGER })?.atMs])
  );
  const doubts = new Map<string | null, CarryDoubt>();
  for (const { subject, createdMs, why } of reading.rejected) {
    const list = subject === undefined ? null : (readRunKey(subject)?.list ?? null);
    const isLater =
      list === null
        ? [...lastMs.values()].some((atMs) => atMs !== undefined && createdMs >= atMs)
        : lastMs.has(list) && createdMs >= (lastMs.get(list) ?? -Infinity);
    if (why !== 'duplicate-key' && isLater) {
      doubts.set(list, { list, why });
    }
  }
  return [...doubts.values()];
}
