import type { Reason } from '../../check/verdict';
import { noData, unreadOf } from '../../inventory/measure';
import type { Read, Snapshot } from '../../inventory/read';
import { backupCoverage, hiddenOn, isExempt, type Coverage as PveCoverage } from '../proxmox-ve/backups';
import { guestKey } from '../proxmox-ve/guest';
import { madeByGuest } from '../proxmox-ve/madeGuests';
import type { BackupJob as PveJob, PveGuest, PveParts } from '../proxmox-ve/parts';
import { ALL_STORAGES, lacks } from '../proxmox/completeness';
import type { GuestBackup, ProxmoxTask } from '../proxmox/parts';
import { longestGapSeconds } from '../proxmox/schedule';
import { endedAs } from '../proxmox/tasks';
import type { BackupJob, BackupRun, Coverage } from './target';

/** What the posture reads of a Proxmox VE. */
export const PVE_POSTURE_PARTS = [
  'resources',
  'permissions',
  'backupJobs',
  'backups',
  'tasks',
] as const satisfies ReadonlyArray<keyof PveParts>;

const PBS_STORAGE = 'pbs';

/** One cluster or host as its guests are backed up. */
export interface ClusterBackups {
  uid: string;
  name: string;
  guests: readonly GuestBackups[];
  /** By `qemu/100`. */
  byKey: ReadonlyMap<string, GuestBackups>;
  /** Everything on the storages of the cluster, whoever it is of. */
  archives: readonly GuestBackup[];
  /** Storages that are a Proxmox Backup Server's. */
  serverPlaces: ReadonlySet<string>;
  /** Why no storage was seen at all; null when there was a list of them. */
  unlisted: Reason | null;
  /** Why not all of it was seen. */
  problem: Reason | null;
  asOfMs: number | null;
}

export interface GuestBackups {
  guest: PveGuest;
  coverage: Coverage;
  jobs: readonly BackupJob[];
  /** When it was made, where a task tells. */
  createdMs: number | null;
  thereSinceMs: number | null;
  /** What is on the storages of the cluster, by place. */
  backups: ReadonlyMap<string, readonly GuestBackup[]>;
  /** Places that were not seen, or not all of them, and why. */
  unseen: ReadonlyMap<string, Reason>;
  /** Of those, the places that its jobs write to. */
  wanted: ReadonlySet<string>;
  /** Tries that tasks name it in, of the last day. */
  runs: readonly BackupRun[];
  /** Why not the tasks of all nodes were read; null when they were. */
  unseenTasks: Reason | null;
}

/** Guests with their jobs and backups; none where the list of guests was not read. */
export function clusterBackups(
  { uid, name }: { uid: string; name: string },
  snapshot: Snapshot<PveParts>,
  nowMs: number
): ClusterBackups {
  const { resources, permissions, backupJobs, backups, tasks } = snapshot;
  const problem =
    [resources, permissions, backupJobs, backups].map(problemOf).find((reason) => reason !== null) ?? null;
  const times = [resources, backupJobs, backups].flatMap((read) => (read?.ok === true ? read.atMs : []));
  const asOfMs = times.length === 0 ? null : Math.min(...times);
  if (resources?.ok !== true) {
    const none = { guests: [], byKey: new Map(), archives: [], serverPlaces: new Set<string>() };
    return { uid, name, ...none, unlisted: problemOf(backups), problem, asOfMs };
  }
  const { guests, storages } = resources.value;
  const isServer = (storage: string) =>
    storages.some(({ name: known, type }) => known === storage && type === PBS_STORAGE);
  const jobs = backupJobs?.ok === true ? backupJobs.value : [];
  const coverage = backupCoverage(guests, jobs);
  const places = placesOf(backups, permissions);
  const isUnread = problemOf(backupJobs);
  const done = tasksByGuest(tasks);
  const created = madeByGuest(tasks, { isRestoring: true });
  const named = jobsByGuest(jobs, isServer);
  const unread = [...places].find(([, { reason }]) => reason !== undefined)?.[1].reason ?? null;
  const own = guests.map((guest): GuestBackups => {
    const made = created.get(guest.vmid) ?? null;
    return {
      guest,
      coverage: coverageOf(guest, coverage.get(guest.vmid), isUnread),
      jobs: named.get(guest.vmid) ?? [],
      createdMs: made,
      thereSinceMs: thereSince(guest, done.fromMs, nowMs),
      ...backupsOf(guest, places, jobs, made),
      runs: done.runs.get(guest.vmid) ?? [],
      unseenTasks: done.problem,
    };
  });
  return {
    uid,
    name,
    guests: own,
    byKey: new Map(own.map((one) => [guestKey(one.guest), one])),
    archives: backups?.ok === true ? [...backups.value.values()].flatMap((read) => (read.ok ? read.value : [])) : [],
    unlisted: backups?.ok === true ? null : problemOf(backups),
    serverPlaces: new Set([...places.keys()].filter((place) => isServer(storageOf(place)))),
    problem: problem ?? unread,
    asOfMs,
  };
}

function problemOf(read: Read<unknown> | undefined): Reason | null {
  return read === undefined ? noData('It was not read.') : (unreadOf(read) ?? null);
}

function storageOf(place: string): string {
  return place.split('/').at(-1) ?? place;
}

function coverageOf(guest: PveGuest, found: PveCoverage | undefined, unread: Reason | null): Coverage {
  if (isExempt(guest)) {
    return { state: 'excluded', why: guest.template ? 'template' : 'tag nobackup', untilMs: null };
  }
  // A list of jobs that was cut may lack the one that takes it.
  if (found === undefined || (unread !== null && found.state !== 'covered')) {
    return { state: 'unknown', reason: unread ?? noData('Whether a job takes it is not known.') };
  }
  switch (found.state) {
    case 'covered':
      return { state: 'covered', leftOut: found.leftOut.map(({ name }) => name) };
    case 'exempt':
      return { state: 'excluded', why: 'tag nobackup', untilMs: null };
    default:
      return found;
  }
}

/** Every job that names a guest, those that do not run among them. */
function jobsByGuest(
  jobs: readonly PveJob[],
  isServer: (storage: string) => boolean
): ReadonlyMap<number, readonly BackupJob[]> {
  const found = new Map<number, BackupJob[]>();
  for (const { id, enabled, schedule, nextRunMs, storage, included } of jobs) {
    const job: BackupJob = {
      provider: storage !== null && isServer(storage) ? 'pbs' : 'vzdump',
      name: id,
      state: !enabled ? 'off' : schedule === null ? 'unscheduled' : 'on',
      intervalSeconds: schedule === null ? null : longestGapSeconds(schedule),
      nextRunMs,
      ...(schedule !== null && { schedule }),
    };
    for (const { vmid } of included.ok ? included.value : []) {
      found.set(vmid, [...(found.get(vmid) ?? []), job]);
    }
  }
  return found;
}

interface Place {
  byGuest: ReadonlyMap<string, readonly GuestBackup[]>;
  reason: Reason | undefined;
  hides: (vmid: number) => Reason | undefined;
}

/** Storages with their backups by `qemu/100`. */
function placesOf(backups: Snapshot<PveParts>['backups'], permissions: Snapshot<PveParts>['permissions']) {
  const found = new Map<string, Place>();
  if (backups?.ok !== true) {
    return found;
  }
  const rights = permissions?.ok === true ? permissions.value : new Map<string, ReadonlyMap<string, boolean>>();
  const cut = lacks(rights, ALL_STORAGES);
  for (const [place, read] of backups.value) {
    const byGuest = new Map<string, GuestBackup[]>();
    for (const backup of read.ok ? read.value : []) {
      const key = `${backup.kind}/${backup.id}`;
      const others = byGuest.get(key);
      if (others === undefined) {
        byGuest.set(key, [backup]);
      } else {
        others.push(backup);
      }
    }
    const hidden = hiddenOn(place, rights);
    found.set(place, { byGuest, reason: unreadOf(read) ?? hidden.all ?? cut, hides: hidden.of });
  }
  return found;
}

/** What is on each place, without what is older than the guest itself: that was another's, who had its id. */
function backupsOf(
  guest: PveGuest,
  places: ReadonlyMap<string, Place>,
  jobs: readonly PveJob[],
  createdMs: number | null
): Pick<GuestBackups, 'backups' | 'unseen' | 'wanted'> {
  const backups = new Map<string, readonly GuestBackup[]>();
  const unseen = new Map<string, Reason>();
  const targets = new Set(
    jobs.flatMap(({ storage, included }) =>
      storage !== null && included.ok && included.value.some(({ vmid }) => vmid === guest.vmid) ? storage : []
    )
  );
  const wanted = new Set<string>();
  for (const [place, { byGuest, reason, hides }] of places) {
    const own = (byGuest.get(guestKey(guest)) ?? []).filter(
      ({ takenMs }) => createdMs === null || takenMs >= createdMs
    );
    if (own.length > 0) {
      backups.set(place, own);
    }
    const why = reason ?? hides(guest.vmid);
    if (why !== undefined) {
      unseen.set(place, why);
    }
    const [node] = place.includes('/') ? place.split('/') : [guest.node];
    if (targets.has(storageOf(place)) && node === guest.node) {
      wanted.add(place);
    }
  }
  return { backups, unseen, wanted };
}

interface Done {
  runs: ReadonlyMap<number, readonly BackupRun[]>;
  /** Since when all tasks are known. */
  fromMs: number | null;
  problem: Reason | null;
}

const TASKS_MS = 86_400_000;

/** What tasks say of single guests; a job over many guests names none. */
function tasksByGuest(tasks: Snapshot<PveParts>['tasks']): Done {
  const runs = new Map<number, BackupRun[]>();
  if (tasks?.ok !== true) {
    return { runs, fromMs: null, problem: problemOf(tasks) };
  }
  const problem = [...tasks.value.values()].map(problemOf).find((reason) => reason !== null) ?? null;
  for (const read of tasks.value.values()) {
    for (const task of read.ok ? read.value : []) {
      const vmid = /^\d+$/.test(task.subject) ? Number(task.subject) : null;
      if (vmid !== null && task.type === 'vzdump') {
        runs.set(vmid, [...(runs.get(vmid) ?? []), runOf(task)]);
      }
    }
  }
  return { runs, fromMs: problem === null ? tasks.atMs - TASKS_MS : null, problem };
}

const RESULTS = { ok: 'good', warnings: 'warning', failed: 'failed', unknown: 'unknown' } as const;

/** A task as a try. */
export function runOf(
  { startedMs, endedMs, status }: ProxmoxTask,
  provider: BackupRun['provider'] = 'vzdump'
): BackupRun {
  const result = endedMs === null ? 'running' : RESULTS[endedAs(status)];
  return { provider, startedMs, endedMs, result, sizeBytes: null, said: result === 'failed' ? (status ?? '') : '' };
}

/** It is at least as old as its uptime, and as the tasks that do not tell of its making. */
function thereSince({ uptimeSeconds }: PveGuest, tasksFromMs: number | null, nowMs: number): number | null {
  const times = [
    ...(uptimeSeconds === null || uptimeSeconds === 0 ? [] : [nowMs - uptimeSeconds * 1000]),
    ...(tasksFromMs === null ? [] : [tasksFromMs]),
  ];
  return times.length === 0 ? null : Math.min(...times);
}
