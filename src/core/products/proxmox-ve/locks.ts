import type { Reason } from '../../check/verdict';
import { noData, secondsSince } from '../../inventory/measure';
import type { Read } from '../../inventory/read';
import type { ProxmoxTask } from '../proxmox/parts';
import type { PveGuest, PveParts } from './parts';

/** Tasks that put a lock on a guest, by the lock. */
const LOCKING_TASKS: ReadonlyMap<string, readonly string[]> = new Map([
  ['backup', ['vzdump']],
  ['migrate', ['qmigrate', 'vzmigrate']],
  ['snapshot', ['qmsnapshot', 'vzsnapshot']],
  ['snapshot-delete', ['qmdelsnapshot', 'vzdelsnapshot']],
  ['rollback', ['qmrollback', 'vzrollback']],
  ['clone', ['qmclone', 'vzclone']],
  ['create', ['qmcreate', 'vzcreate', 'qmrestore', 'vzrestore']],
  ['suspending', ['qmsuspend', 'vzsuspend']],
  ['disk', ['resize', 'move_volume']],
  ['destroyed', ['vzdestroy']],
]);

/** A guest that was suspended to disk stays locked as long as it is, on purpose. */
export const SUSPENDED = 'suspended';

/** The inventory lags behind: a task that has ended since may have held the lock that it shows. */
const LAG_MS = 60_000;

/**
 * The newest task that may hold the lock of a guest; null when none does. One that is over does not hold it: a backup that broke off
 * leaves its lock behind, and each night's attempt after it fails on that lock and says nothing of its age.
 */
export function lockHolder(
  { vmid, node, lock }: PveGuest,
  tasks: Read<PveParts['tasks']>,
  seenMs: number
): ProxmoxTask | null {
  const types = LOCKING_TASKS.get(lock ?? '') ?? [];
  const holders = tasksOn(node, tasks).filter(
    (task) => types.includes(task.type) && concerns(task, vmid) && (task.endedMs ?? Infinity) >= seenMs - LAG_MS
  );
  return holders.sort((a, b) => b.startedMs - a.startedMs)[0] ?? null;
}

/** Seconds since the task began that holds the lock, or that nobody knows. */
export function lockedFor(
  guest: PveGuest,
  tasks: Read<PveParts['tasks']>,
  seenMs: number,
  nowMs: number
): number | Reason {
  const holder = lockHolder(guest, tasks, seenMs);
  return holder === null
    ? noData(`It is locked (${guest.lock}), and nobody knows since when.`)
    : secondsSince(holder.startedMs, nowMs);
}

function tasksOn(node: string, tasks: Read<PveParts['tasks']>): readonly ProxmoxTask[] {
  const ofNode = tasks.ok ? tasks.value.get(node) : undefined;
  return ofNode?.ok ? ofNode.value : [];
}

/** A job over many guests names none; only while it runs may it be the one that holds the lock. */
function concerns({ subject, endedMs }: ProxmoxTask, vmid: number): boolean {
  return subject === String(vmid) || (subject === '' && endedMs === null);
}

/** Proxmox VE 7 does not promise to list locks: as long as it shows none, that nothing is locked cannot be told. */
export function listsLocks(guests: readonly PveGuest[], version: Read<PveParts['version']>): boolean {
  const isOld = version.ok && Number.parseInt(version.value.version, 10) < 8;
  return !isOld || guests.some(({ lock }) => lock !== null);
}
