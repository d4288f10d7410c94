import { ROW_PX, TABLE_HEAD_PX, WIDE_PX } from '../../ui/panel/tableSize';

/** What of the objectives fits into a panel. Heights in px are those that the styles give. */

export const TALLY_PX = 28;
export const FOOT_PX = 30;

/** Below this a bar leaves no room for an objective's title. */
const BARS_PX = 300;

export interface Layout {
  isWide: boolean;
  hasBars: boolean;
  hasTableHead: boolean;
  /** Objectives that are drawn. */
  rows: number;
}

/** Tally and foot always; then as many objectives as fit, below a heading where at least two do. */
export function panelLayout({ width, height }: { width: number; height: number }, objectives: number): Layout {
  const room = height - TALLY_PX - FOOT_PX;
  const isWide = width >= WIDE_PX;
  const hasTableHead = isWide && room >= TABLE_HEAD_PX + 2 * ROW_PX;
  const fits = Math.floor((room - (hasTableHead ? TABLE_HEAD_PX : 0)) / ROW_PX);
  return { isWide, hasBars: width >= BARS_PX, hasTableHead, rows: Math.max(0, Math.min(objectives, fits)) };
}
