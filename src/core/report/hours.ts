import type { Series } from '../check/series';
import type { Month } from '../time/month';

export const HOUR_MS = 3_600_000;

/**
 * The hours of a month, counted from its start. A sample at an hour's end is that hour's: it was evaluated there and looked
 * back into it. So the first is a moment after the start, and the last is the end of the month.
 */
export interface HourGrid {
  fromMs: number;
  toMs: number;
  /** Number of hours; the last may be a part of one (Lord Howe). */
  slots: number;
  /** Index of the local day that each hour begins in. */
  dayOf: readonly number[];
  days: number;
}

export function hourGrid(month: Month): HourGrid {
  const slots = Math.ceil(month.hours);
  const dayOf: number[] = [];
  let day = 0;
  for (let slot = 0; slot < slots; slot += 1) {
    const startMs = month.fromMs + slot * HOUR_MS;
    while (day < month.days.length - 1 && startMs >= (month.days[day]?.toMs ?? Infinity)) {
      day += 1;
    }
    dayOf.push(day);
  }
  return { fromMs: month.fromMs, toMs: month.toMs, slots, dayOf, days: month.days.length };
}

/** The hour that a sample belongs to; -1 when it is not of this month. */
export function slotOf(grid: HourGrid, timeMs: number): number {
  if (timeMs <= grid.fromMs || timeMs > grid.toMs) {
    return -1;
  }
  return Math.ceil((timeMs - grid.fromMs) / HOUR_MS) - 1;
}

/** The series' value of each hour, null where it has none. */
export function onGrid(grid: HourGrid, series: Series): Array<number | null> {
  const values = new Array<number | null>(grid.slots).fill(null);
  series.timesMs.forEach((timeMs, index) => {
    const slot = slotOf(grid, timeMs);
    const value = series.values[index];
    if (slot >= 0 && value !== null && value !== undefined) {
      values[slot] = value;
    }
  });
  return values;
}
