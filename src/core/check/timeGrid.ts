import type { Series } from './series';

/**
 * Steps of one length from a start to an end. A sample at a step's end is that step's: it was evaluated there and looked back
 * into it. So the first is a moment after the start, and the last is the end.
 */
export interface TimeGrid {
  fromMs: number;
  toMs: number;
  stepMs: number;
}

/** Number of steps; the last may be a part of one (Lord Howe). */
export function slotsOf({ fromMs, toMs, stepMs }: TimeGrid): number {
  return Math.ceil((toMs - fromMs) / stepMs);
}

/** The step that a sample belongs to; negative before the first, -1 after the last. */
export function slotOf({ fromMs, toMs, stepMs }: TimeGrid, timeMs: number): number {
  return timeMs > toMs ? -1 : Math.ceil((timeMs - fromMs) / stepMs) - 1;
}

/** The sample of each step: null where its value is none, undefined where there is no sample. */
export function onGrid(grid: TimeGrid, series: Series): Array<number | null | undefined> {
  const values = new Array<number | null | undefined>(slotsOf(grid)).fill(undefined);
  series.timesMs.forEach((timeMs, index) => {
    const slot = slotOf(grid, timeMs);
    if (slot >= 0) {
      values[slot] = series.values[index] ?? null;
    }
  });
  return values;
}
