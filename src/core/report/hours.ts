import { slotsOf, type TimeGrid } from '../check/timeGrid';
import type { Month } from '../time/month';

export const HOUR_MS = 3_600_000;

/** The hours of a month, counted from its start. */
export interface HourGrid extends TimeGrid {
  /** Number of hours; the last may be a part of one (Lord Howe). */
  slots: number;
  /** Index of the local day that each hour begins in. */
  dayOf: readonly number[];
  days: number;
}

export function hourGrid(month: Month): HourGrid {
  const hours: TimeGrid = { fromMs: month.fromMs, toMs: month.toMs, stepMs: HOUR_MS };
  const slots = slotsOf(hours);
  const dayOf: number[] = [];
  let day = 0;
  for (let slot = 0; slot < slots; slot += 1) {
    const startMs = month.fromMs + slot * HOUR_MS;
    while (day < month.days.length - 1 && startMs >= (month.days[day]?.toMs ?? Infinity)) {
      day += 1;
    }
    dayOf.push(day);
  }
  return { ...hours, slots, dayOf, days: month.days.length };
}
