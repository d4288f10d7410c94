import { Temporal } from 'temporal-polyfill';
import { addDays, dayOfWeek, instantOf, localDate } from '../time/zone';
import type { KpiWindow } from './definition';
import type { TimeSpan } from './incidents';

const DAY_MS = 86_400_000;
/** The window of most key figures: a calendar month takes its place where one is asked for. */
const USUAL_DAYS = 30;

/** What is asked for: the days that end now, or a period such as a calendar month; one that is not over is read until now. */
export type KpiPeriod = 'rolling' | TimeSpan;

export interface KpiSpans {
  now: TimeSpan;
  /** The one before it, of the same length; of a quarter the same part of the one before. */
  before: TimeSpan;
}

/** A figure whose window is longer than 30 days keeps it: it then ends where the period does. */
export function spansOf(window: KpiWindow, period: KpiPeriod, nowMs: number, zone: string): KpiSpans {
  const toMs = period === 'rolling' ? nowMs : Math.min(period.toMs, nowMs);
  if ('calendar' in window) {
    return quarterSpans(toMs, zone);
  }
  const fromMs = period !== 'rolling' && window.days === USUAL_DAYS ? period.fromMs : toMs - window.days * DAY_MS;
  return { now: { fromMs, toMs }, before: { fromMs: 2 * fromMs - toMs, toMs: fromMs } };
}

function quarterSpans(toMs: number, zone: string): KpiSpans {
  // The first instant of a quarter closes the one before.
  const day = Temporal.PlainDate.from(localDate(toMs - 1, zone));
  const first = day.with({ month: day.month - ((day.month - 1) % 3), day: 1 });
  const startOf = (date: Temporal.PlainDate) => instantOf(date.toString(), '00:00', zone);
  const fromMs = startOf(first);
  const beforeMs = startOf(first.subtract({ months: 3 }));
  return {
    now: { fromMs, toMs },
    before: { fromMs: beforeMs, toMs: Math.min(fromMs, beforeMs + (toMs - fromMs)) },
  };
}

/** Working days (Monday to Friday) of a span, local; a day that it holds in part counts in part. */
export function workingDays({ fromMs, toMs }: TimeSpan, zone: string): number {
  let days = 0;
  for (let date = localDate(fromMs, zone); ; date = addDays(date, 1)) {
    const startMs = instantOf(date, '00:00', zone);
    if (startMs >= toMs) {
      return days;
    }
    const endMs = instantOf(addDays(date, 1), '00:00', zone);
    if (dayOfWeek(date) <= 5) {
      days += (Math.min(endMs, toMs) - Math.max(startMs, fromMs)) / (endMs - startMs);
    }
  }
}
