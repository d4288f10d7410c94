import type { Reason } from '../../check/verdict';
import { strangeWord } from '../../inventory/measure';
import type { Datastore, Maintenance } from './parts';

const NOT_MOUNTED = 'notmounted';
const MOUNTS: ReadonlySet<string> = new Set(['mounted', 'nonremovable', NOT_MOUNTED]);

/** Whether a removable one is not there, which is by design: what lies on it cannot be seen, and its jobs wait. */
export function isAway({ mount, error }: Datastore): boolean {
  return mount === NOT_MOUNTED && error === null;
}

/** Whether it can fill up and tells how full it is: a bucket cannot, nor can what says that it has no size. */
export function fillsUp(datastore: Datastore): boolean {
  return datastore.sized && datastore.backend !== 's3' && !isAway(datastore);
}

/** Maintenance modes: 1 somebody or a task is at it and will be done, 2 nothing can be backed up or restored. Others are not known. */
const MODES: ReadonlyMap<string, readonly [value: number, says: string]> = new Map([
  ['read-only', [1, 'is read-only for maintenance']],
  ['unmount', [1, 'is being unmounted']],
  ['s3-refresh', [1, 'is refreshed from its bucket']],
  ['offline', [2, 'is offline for maintenance']],
  ['delete', [2, 'is being deleted']],
]);

/** `offline: new disks, Monday` */
export function maintenanceText({ mode, message }: Maintenance): string {
  return message === null ? mode : `${mode}: ${message}`;
}

/** What it is worth, 0 in use, 1 read-only and the like, 2 not usable, with words that follow its name; null for one that is away. */
export function stateOf(datastore: Datastore): { value: number | Reason; says: string } | null {
  const { error, maintenance, mount } = datastore;
  if (error !== null) {
    return { value: 2, says: `is not usable: ${error}` };
  }
  if (maintenance !== null) {
    const known = MODES.get(maintenance.mode);
    return known === undefined
      ? { value: strangeWord(maintenance.mode), says: maintenanceText(maintenance) }
      : { value: known[0], says: maintenance.message === null ? known[1] : `${known[1]}: ${maintenance.message}` };
  }
  if (!MOUNTS.has(mount)) {
    return { value: strangeWord(mount), says: mount };
  }
  return isAway(datastore) ? null : { value: 0, says: 'is in use' };
}
