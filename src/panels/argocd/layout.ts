import { ROW_PX, TABLE_HEAD_PX, WIDE_PX } from '../../ui/panel/tableSize';

/** What of an Argo CD fits into a panel. Heights in px are those that the styles give. */

export const TALLY_PX = 32;
/** A finding that is about no application. */
export const FINDING_PX = 28;
export const FOOT_PX = 34;

/** From here on the bars of the last days fit beside the tally. */
const BARS_PX = 640;

export interface Layout {
  isWide: boolean;
  hasBars: boolean;
  hasTableHead: boolean;
  /** Applications that are drawn. */
  rows: number;
}

/** Tally, what is wrong beside the applications, and foot always; then as many applications as fit, below a heading where at least two do. */
export function panelLayout(
  { width, height }: { width: number; height: number },
  applications: number,
  hasFinding = false
): Layout {
  const room = height - TALLY_PX - FOOT_PX - (hasFinding ? FINDING_PX : 0);
  const isWide = width >= WIDE_PX;
  const hasTableHead = isWide && room >= TABLE_HEAD_PX + 2 * ROW_PX;
  const fits = Math.floor((room - (hasTableHead ? TABLE_HEAD_PX : 0)) / ROW_PX);
  return { isWide, hasBars: width >= BARS_PX, hasTableHead, rows: Math.max(0, Math.min(applications, fits)) };
}
