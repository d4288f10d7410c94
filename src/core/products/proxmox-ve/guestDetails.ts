import type { Reason } from '../../check/verdict';
import { unreadOf } from '../../inventory/measure';
import type { Read, Snapshot } from '../../inventory/read';
import type { GuestBackup, ProxmoxTask } from '../proxmox/parts';
import { isConsole } from '../proxmox/tasks';
import type { GuestSnapshot, PveParts } from './parts';
import type { GuestRow } from './view';

/** Some list about one guest, newest first; `missing` says why there may be more of it. */
export interface GuestList<T> {
  list: readonly T[];
  missing: readonly Reason[];
}

type Guest = Pick<GuestRow, 'key' | 'kind' | 'vmid'>;

/** Its backups on all storages that take them; null until they were read. */
export function backupsOfGuest({ kind, vmid }: Guest, { backups }: Snapshot<PveParts>): GuestList<GuestBackup> | null {
  const isOwn = (backup: GuestBackup) => backup.kind === kind && backup.id === String(vmid);
  return listOf(backups, isOwn, ({ takenMs }) => takenMs);
}

/** The tasks of the last day that were about it, on whichever node, but for consoles; null until they were read. */
export function tasksOfGuest({ vmid }: Guest, { tasks }: Snapshot<PveParts>): GuestList<ProxmoxTask> | null {
  return listOf<ProxmoxTask>(
    tasks,
    (task) => task.subject === String(vmid) && !isConsole(task),
    ({ startedMs }) => startedMs
  );
}

/** Its snapshots; null until they were read. */
export function snapshotsOfGuest({ key }: Guest, { snapshots }: Snapshot<PveParts>): GuestList<GuestSnapshot> | null {
  const own: Read<readonly GuestSnapshot[]> | undefined = snapshots?.ok
    ? (snapshots.value.get(key) ?? { ok: false, reason: { code: 'no-data', detail: 'It was not asked.' } })
    : snapshots;
  return listOf<GuestSnapshot>(
    own && { ok: true, value: new Map([[key, own]]), atMs: 0 },
    () => true,
    ({ takenMs }) => takenMs ?? 0
  );
}

/** What several were asked for, as one list. */
function listOf<T>(
  read: Read<ReadonlyMap<string, Read<readonly T[]>>> | undefined,
  isOwn: (one: T) => boolean,
  timeOf: (one: T) => number
): GuestList<T> | null {
  if (read === undefined) {
    return null;
  }
  const answers = read.ok ? [...read.value.values()] : [];
  return {
    list: answers
      .flatMap((answer) => (answer.ok ? answer.value.filter(isOwn) : []))
      .sort((a, b) => timeOf(b) - timeOf(a)),
    missing: [read, ...answers].flatMap((answer) => unreadOf(answer) ?? []),
  };
}
