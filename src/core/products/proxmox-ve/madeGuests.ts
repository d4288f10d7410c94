import type { Read } from '../../inventory/read';
import { endedAs } from '../proxmox/tasks';
import type { PveParts } from './parts';

/** What makes a guest in the place of whatever had its id. A task of cloning bears the id of the guest that is cloned. */
const CREATES = ['qmcreate', 'vzcreate'];
const RESTORES = ['qmrestore', 'vzrestore'];

/**
 * When guests were made, in ms by VM id, as far as tasks tell.
 * @param isRestoring Whether one that was restored from a backup is a new one.
 */
export function madeByGuest(
  tasks: Read<PveParts['tasks']> | undefined,
  { isRestoring }: { isRestoring: boolean }
): ReadonlyMap<number, number> {
  const types = new Set(isRestoring ? [...CREATES, ...RESTORES] : CREATES);
  const made = new Map<number, number>();
  for (const read of tasks?.ok === true ? tasks.value.values() : []) {
    for (const { type, subject, startedMs, status } of read.ok ? read.value : []) {
      if (types.has(type) && /^\d+$/.test(subject) && endedAs(status) !== 'failed') {
        made.set(Number(subject), Math.max(startedMs, made.get(Number(subject)) ?? 0));
      }
    }
  }
  return made;
}
