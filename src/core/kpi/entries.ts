import type { JournalReading } from '../journal/event';
import { inOrder } from '../journal/order';
import { entryProblem, type Entered } from './draft';
import { isKpiEntered, kpiSubject } from './event';

/** A figure that a person entered for a period. */
export interface KpiEntry {
  value: number;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  note: string;
  /** Login the server recorded. */
  author: string;
  atMs: number;
}

/**
 * The entries of one key figure, the newest period first. Of a period the last entry counts; edited rows are no events. One
 * about a time that had not begun, or with a value that the figure cannot have, is none. The order in which rows arrive and how often does not matter.
 */
export function foldEntries({ events }: Pick<JournalReading, 'events'>, definition: Entered): readonly KpiEntry[] {
  const subject = kpiSubject(definition.id);
  const byPeriod = new Map<string, KpiEntry>();
  for (const event of inOrder(events.filter(isKpiEntered)).events) {
    const { payload, author, createdMs } = event;
    if (event.subject === subject && entryProblem(payload, createdMs, definition) === null) {
      byPeriod.set(`${payload.fromMs} ${payload.toMs}`, { ...payload, author, atMs: createdMs });
    }
  }
  return [...byPeriod.values()].sort((a, b) => b.toMs - a.toMs || b.fromMs - a.fromMs);
}
