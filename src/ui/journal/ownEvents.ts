import type { JournalEvent, JournalReading } from '../../core/journal/event';
import { inOrder } from '../../core/journal/order';

/** An event that was written here: the reading that was on its way meanwhile does not have it. */
export interface OwnEvent {
  /** As it is expected, with a negative id, until the server has said what it kept. */
  event: JournalEvent;
  /** When the server had answered, ms; null while it has not. */
  savedMs: number | null;
}

/** The server has kept one. */
export function saved(own: readonly OwnEvent[], event: JournalEvent, savedMs: number): readonly OwnEvent[] {
  return [...own.filter((one) => one.event.key !== event.key), { event, savedMs }];
}

/**
 * A reading with what it cannot have: events that were saved after it was asked for, and those on their way, which come after
 * all that stands: the server's clock may be ahead. The same object when there are none.
 */
export function withOwn(reading: JournalReading, askedMs: number, own: readonly OwnEvent[]): JournalReading {
  const keys = new Set(reading.events.map((event) => event.key));
  const missing = own.filter(({ event, savedMs }) => !keys.has(event.key) && (savedMs === null || savedMs >= askedMs));
  if (missing.length === 0) {
    return reading;
  }
  const late = missing.filter(({ savedMs }) => savedMs !== null).map(({ event }) => event);
  const kept = late.length === 0 ? reading.events : inOrder([...reading.events, ...late]).events;
  const latestMs = kept.reduce((latest, event) => Math.max(latest, event.createdMs), 0);
  const waiting = missing
    .filter(({ savedMs }) => savedMs === null)
    .map(({ event }) => ({ ...event, createdMs: Math.max(event.createdMs, latestMs + 1) }));
  return { ...reading, events: [...kept, ...waiting] };
}
