import { entity, judgeable, noData, type Seen } from '../../inventory/measure';
import type { Disk } from './parts';

/** 1 fine, 0 not; a disk behind a controller often says nothing. */
export function diskHealth(disks: readonly Disk[], labels: Seen['labels'], atMs: number): Seen[] {
  return disks.map(({ device: disk, health }) => {
    const silent = health === null || /^unknown$/i.test(health);
    const value = silent ? noData('The disk does not say how it is.') : Number(/^(passed|ok)$/i.test(health));
    return judgeable({ ...labels, disk }, value, atMs);
  });
}

/** Life that is left, of the disks that count it. */
export function diskLife(disks: readonly Disk[], labels: Seen['labels'], atMs: number): Seen[] {
  return disks.flatMap(({ device: disk, lifeLeftRatio }) =>
    lifeLeftRatio === null ? [] : [entity({ ...labels, disk }, lifeLeftRatio, atMs)]
  );
}
