import type { JournalEvent, JournalReading, RejectedRow } from '../../core/journal/event';

/**
 * The newer reading replaces the old one from its start on; what lies before it stays. The old one itself when nothing has
 * changed, so that whoever follows it works only when there is something new.
 */
export function joinReadings(old: JournalReading, newer: JournalReading, fromMs: number): JournalReading {
  const isBefore = ({ createdMs }: JournalEvent | RejectedRow) => createdMs < fromMs;
  const events = [...old.events.filter(isBefore), ...newer.events];
  const rejected = [...old.rejected.filter(isBefore), ...newer.rejected];
  return isSameList(old.events, events) && isSameList(old.rejected, rejected) ? old : { events, rejected };
}

/** By their ids: a row that is edited later is rejected from then on, and nothing else of it changes. */
function isSameList(some: ReadonlyArray<{ id: number }>, others: ReadonlyArray<{ id: number }>): boolean {
  return some.length === others.length && some.every(({ id }, at) => id === others[at]?.id);
}
