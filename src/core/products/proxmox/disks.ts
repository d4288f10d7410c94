import type { Reason } from '../../check/verdict';
import { entity, judgeable, noData, strangeWord, type Seen } from '../../inventory/measure';
import type { Disk } from './parts';

/** What disks say of themselves: SMART's words, and those of SAS, such as `HARDWARE IMPENDING FAILURE GENERAL HARD DRIVE FAILURE`. */
function healthValue(health: string | null): number | Reason {
  if (health === null || /^unknown$/i.test(health)) {
    return noData('The disk does not say how it is.');
  }
  return /^(passed|ok)$/i.test(health) ? 1 : /fail/i.test(health) ? 0 : strangeWord(health);
}

/** 1 fine, 0 not; a disk behind a controller often says nothing. */
export function diskHealth(disks: readonly Disk[], labels: Seen['labels'], atMs: number): Seen[] {
  return disks.map(({ device: disk, health }) => judgeable({ ...labels, disk }, healthValue(health), atMs));
}

/** Life that is left, of the disks that count it. */
export function diskLife(disks: readonly Disk[], labels: Seen['labels'], atMs: number): Seen[] {
  return disks.flatMap(({ device: disk, lifeLeftRatio }) =>
    lifeLeftRatio === null ? [] : [entity({ ...labels, disk }, lifeLeftRatio, atMs)]
  );
}
