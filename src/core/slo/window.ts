import { Temporal } from 'temporal-polyfill';
import type { ObjectiveWindow } from './objective';

const DAY_MS = 86_400_000;

/** A stretch of time that an objective is judged over. */
export interface Span {
  fromMs: number;
  /** Exclusive. Where the period is not over: where it ends. */
  toMs: number;
  /** Exclusive: how far it has been read, at most `toMs`. */
  readToMs: number;
}

/**
 * The window that ends or is running at an instant. A rolling one ends there; a calendar one is the local week (from Monday),
 * month or quarter that holds the instant, with its real length.
 */
export function spanAt(window: ObjectiveWindow, atMs: number, zone: string): Span {
  if (window.kind === 'rolling') {
    return { fromMs: atMs - window.days * DAY_MS, toMs: atMs, readToMs: atMs };
  }
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(window.zone ?? zone);
  const today = at.toPlainDate();
  const first = firstDay(today, window.unit);
  return {
    fromMs: startOf(first, at.timeZoneId),
    toMs: startOf(following(first, window.unit), at.timeZoneId),
    readToMs: atMs,
  };
}

/** A span that is over, such as a month of the past. */
export function wholeSpan(fromMs: number, toMs: number): Span {
  return { fromMs, toMs, readToMs: toMs };
}

function firstDay(day: Temporal.PlainDate, unit: 'week' | 'month' | 'quarter'): Temporal.PlainDate {
  switch (unit) {
    case 'week':
      return day.subtract({ days: day.dayOfWeek - 1 });
    case 'month':
      return day.with({ day: 1 });
    case 'quarter':
      return day.with({ month: day.month - ((day.month - 1) % 3), day: 1 });
  }
}

function following(first: Temporal.PlainDate, unit: 'week' | 'month' | 'quarter'): Temporal.PlainDate {
  return first.add(unit === 'week' ? { days: 7 } : { months: unit === 'month' ? 1 : 3 });
}

function startOf(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}
