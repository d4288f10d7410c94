import { dayOfWeek } from '../../../core/time/zone';

/** Sizes of the matrix, px. */
export const ROW_PX = 22;
export const CELL_PX = 14;
export const HEAD_PX = 24;
export const FOOT_PX = 44;

/** Below this the shapes of states cannot be told apart any more: the matrix scrolls sideways instead. */
const LEAST_STEP = 8;
const MOST_STEP = 26;
const WIDE_NAMES = 210;
const NARROW_NAMES = 112;

export interface MatrixFrame {
  /** Of the column of names. */
  namesPx: number;
  /** From one day to the next. */
  step: number;
}

/** How wide names and days are at a width of the container. */
export function matrixFrame(width: number | null, days: number): MatrixFrame {
  const at = width ?? 1076;
  const namesPx = at < 620 ? NARROW_NAMES : WIDE_NAMES;
  return { namesPx, step: Math.max(LEAST_STEP, Math.min(MOST_STEP, Math.floor((at - namesPx) / Math.max(1, days)))) };
}

export interface MatrixTick {
  day: number;
  date: string;
}

/** Least px between two dates that are written. */
const TICK_PX = 64;

/** Days whose date is written: Mondays where they are few, else the first of a month; the newest always. */
export function matrixTicks(days: readonly string[], step: number): readonly MatrixTick[] {
  const isMonthly = step * 7 < TICK_PX;
  const last = days.length - 1;
  const found = days
    .map((date, day) => ({ date, day }))
    .filter(({ date }) => (isMonthly ? date.endsWith('-01') : dayOfWeek(date) === 1))
    .filter(({ day }) => (last - day) * step >= TICK_PX);
  const newest = days[last];
  return newest === undefined ? found : [...found, { day: last, date: newest }];
}

export interface Cell {
  /** Row of the matrix; the one behind the last target is the footer. */
  row: number;
  day: number;
}

/** Where a key leads from a cell; null for a key that leads nowhere. */
export function nextCell(
  key: string,
  isFar: boolean,
  { row, day }: Cell,
  size: { rows: number; days: number }
): Cell | null {
  const to = (nextRow: number, nextDay: number): Cell => ({
    row: Math.min(Math.max(0, nextRow), size.rows - 1),
    day: Math.min(Math.max(0, nextDay), size.days - 1),
  });
  switch (key) {
    case 'ArrowLeft':
      return to(row, day - 1);
    case 'ArrowRight':
      return to(row, day + 1);
    case 'ArrowUp':
      return to(row - 1, day);
    case 'ArrowDown':
      return to(row + 1, day);
    case 'PageUp':
      return to(row - 10, day);
    case 'PageDown':
      return to(row + 10, day);
    case 'Home':
      return to(isFar ? 0 : row, 0);
    case 'End':
      return to(isFar ? size.rows - 1 : row, size.days - 1);
    default:
      return null;
  }
}
