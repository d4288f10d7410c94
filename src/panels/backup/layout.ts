import { ROW_PX, WIDE_PX } from '../../ui/panel/tableSize';
import type { BackupOptions } from './options';

/** What of the backups fits into a panel. Heights in px are those that the styles give. */

export const HEAD_PX = 30;
export const BAR_PX = 14;
export const TALLY_PX = 26;
export const FOOT_PX = 30;
export const NIGHT_PX = 24;
export const AXIS_PX = 20;

export interface Layout {
  isWide: boolean;
  /** Below the headline; in a wide panel it stands beside it. */
  hasBar: boolean;
  hasTally: boolean;
  /** Targets in a table, or their nights. */
  shows: 'targets' | 'nights';
  /** Rows that are drawn, those of "others" included. */
  rows: number;
}

/** Headline and foot always, then the counts, then the bar, then as many targets as fit. */
export function panelLayout(
  { width, height }: { width: number; height: number },
  part: BackupOptions['part'],
  targets: number
): Layout {
  const isWide = width >= WIDE_PX;
  let room = height - HEAD_PX - FOOT_PX;
  const take = (px: number) => {
    const fits = room >= px;
    room -= fits ? px : 0;
    return fits;
  };
  const hasTally = take(TALLY_PX);
  const hasBar = !isWide && take(BAR_PX);
  const wantsNights = part === 'nights' || (part === 'auto' && isWide);
  const nights = Math.floor((room - AXIS_PX) / NIGHT_PX);
  // One line alone says less than a name with its age.
  const shows = wantsNights && nights >= 2 ? 'nights' : 'targets';
  const fits = shows === 'nights' ? nights : Math.floor(room / ROW_PX);
  return { isWide, hasBar, hasTally, shows, rows: Math.max(0, Math.min(targets, fits)) };
}
