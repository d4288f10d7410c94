import type { Reason } from '../../check/verdict';
import { noData, unreadOf } from '../../inventory/measure';
import { CLOCK_TOLERANCE_MS } from '../../time/clockTolerance';
import type { Read } from '../../inventory/read';
import { ALL_GUESTS, ALL_STORAGES, lacks } from '../proxmox/completeness';
import type { GuestBackup, Permissions } from '../proxmox/parts';
import { holds, holdsBelow, missing } from '../proxmox/privileges';
import { longestGapSeconds } from '../proxmox/schedule';
import { guestKey } from './guest';
import { madeByGuest } from './madeGuests';
import type { BackupJob, BackupVolume, PveGuest, PveParts } from './parts';

/** Whoever sets this tag says that the guest needs no backup. */
const EXEMPT_TAG = 'nobackup';
const SPACE = 'Datastore.AllocateSpace';

export type Coverage =
  | { state: 'covered'; leftOut: readonly BackupVolume[] }
  | { state: 'exempt' }
  | { state: 'uncovered'; why: 'no-job' | 'job-off' | 'job-unscheduled' | 'all-volumes-left-out'; job: string | null }
  | { state: 'unknown'; reason: Reason };

type Uncovered = Extract<Coverage, { state: 'uncovered' }>;

/** Whether a guest is meant to be backed up at all: templates are not, nor what is tagged `nobackup`. */
export function isExempt({ template, tags }: Pick<PveGuest, 'template' | 'tags'>): boolean {
  return template || tags.includes(EXEMPT_TAG);
}

/** Whether a job runs by itself: one that is off, or without a schedule, protects nothing. */
function runs({ enabled, schedule }: BackupJob): boolean {
  return enabled && schedule !== null;
}

/**
 * Which guests are backed up by a job that runs, by VM id. Never by `/cluster/backup-info/not-backed-up`: that counts disabled
 * jobs, too.
 */
export function backupCoverage(guests: readonly PveGuest[], jobs: readonly BackupJob[]): ReadonlyMap<number, Coverage> {
  const taken = new Map<number, Map<string, BackupVolume>>();
  const idle = new Map<number, Uncovered>();
  const takers = new Map<number, string>();
  let unread: Reason | undefined;
  for (const job of jobs) {
    if (!job.included.ok) {
      unread = runs(job) ? (unread ?? job.included.reason) : unread;
      continue;
    }
    unread = runs(job) ? (unread ?? job.included.partial) : unread;
    for (const { vmid, volumes } of job.included.value) {
      if (!runs(job)) {
        idle.set(vmid, { state: 'uncovered', why: job.enabled ? 'job-unscheduled' : 'job-off', job: job.id });
        continue;
      }
      takers.set(vmid, job.id);
      const known = taken.get(vmid) ?? new Map<string, BackupVolume>();
      volumes
        .filter(({ included, name }) => included || !known.has(name))
        .forEach((volume) => known.set(volume.name, volume));
      taken.set(vmid, known);
    }
  }
  return new Map(
    guests.map((guest) => {
      const job = takers.get(guest.vmid) ?? null;
      const none: Uncovered =
        job === null
          ? (idle.get(guest.vmid) ?? { state: 'uncovered', why: 'no-job', job })
          : { state: 'uncovered', why: 'all-volumes-left-out', job };
      return [guest.vmid, coverageOf(guest, taken.get(guest.vmid), none, unread)];
    })
  );
}

function coverageOf(
  guest: PveGuest,
  volumes: ReadonlyMap<string, BackupVolume> | undefined,
  none: Uncovered,
  unread: Reason | undefined
): Coverage {
  if (isExempt(guest)) {
    return { state: 'exempt' };
  }
  const leftOut = [...(volumes?.values() ?? [])].filter(({ included }) => !included);
  if (volumes !== undefined && (volumes.size === 0 || leftOut.length < volumes.size)) {
    return { state: 'covered', leftOut: leftOut.filter(isMissed) };
  }
  if (unread !== undefined) {
    return { state: 'unknown', reason: unread };
  }
  return none;
}

/** A directory of the host is no volume, and an EFI disk without EFI holds nothing. */
function isMissed({ why }: BackupVolume): boolean {
  return !/^(efidisk but|not a volume)/.test(why ?? '');
}

export type LastBackup = { state: 'known'; atMs: number } | { state: 'never' } | { state: 'unknown'; reason: Reason };

/**
 * The newest backup of each guest on the storages of the cluster, by `qemu/100`, but for those whose verification failed, and those
 * that are older than the guest: another one had its id. Unknown as long as one storage is not seen in full, or not at all: a list
 * that the server cut short looks like no backups at all.
 */
export function lastBackups(
  guests: readonly PveGuest[],
  {
    backups,
    permissions,
    tasks,
  }: { backups: PveParts['backups']; permissions: Permissions; tasks: Read<PveParts['tasks']> | undefined },
  nowMs: number
): ReadonlyMap<string, LastBackup> {
  // One that was restored is what its backups hold.
  const made = madeByGuest(tasks, { isRestoring: false });
  const found = newestBackups(backups);
  const unread = [...backups.values()].map(unreadOf).find((reason) => reason !== undefined);
  const places = [...backups.keys()].map((place) => hiddenOn(place, permissions));
  const shut = places.map(({ all }) => all).find((reason) => reason !== undefined);
  const all = unread ?? shut ?? lacks(permissions, ALL_STORAGES);
  return new Map(
    guests.map((guest) => {
      const own = () => places.map(({ of }) => of(guest.vmid)).find((reason) => reason !== undefined);
      const reason = all ?? own();
      const newest = found[guest.kind].get(String(guest.vmid));
      return [
        guestKey(guest),
        reason ? { state: 'unknown', reason } : lastOf(newest, made.get(guest.vmid) ?? 0, nowMs),
      ];
    })
  );
}

/** Why a storage may hold backups that its list does not show: any of them, or those of one guest. */
export function hiddenOn(
  place: string,
  permissions: Permissions
): { all: Reason | undefined; of: (vmid: number) => Reason | undefined } {
  const path = `/storage/${place.split('/').at(-1)}`;
  if (holds(permissions, path, 'Datastore.Allocate')) {
    return { all: undefined, of: () => undefined };
  }
  if (!holds(permissions, path, SPACE)) {
    return { all: missing({ privilege: SPACE, path }), of: () => undefined };
  }
  // The server leaves out backups of guests for which it is missing.
  const seesAll = holdsBelow(permissions, '/vms', 'VM.Backup');
  const of = (vmid: number) => {
    const need = { privilege: 'VM.Backup', path: `/vms/${vmid}` };
    return seesAll || holds(permissions, need.path, need.privilege) ? undefined : missing(need);
  };
  return { all: undefined, of };
}

/** The newest backup that may bring a guest back, and the newest of which a word says that nobody here knows; 0 without one. */
interface NewestBackup {
  usableMs: number;
  strangeMs: number;
}
type Newest = Readonly<Record<GuestBackup['kind'], ReadonlyMap<string, NewestBackup>>>;

// Thousands of backups are listed, and two measures and the rows of guests ask for the newest of each.
const newest = new WeakMap<PveParts['backups'], Newest>();

function newestBackups(backups: PveParts['backups']): Newest {
  const known = newest.get(backups);
  if (known !== undefined) {
    return known;
  }
  const none = () => new Map<string, NewestBackup>();
  const found = { qemu: none(), lxc: none(), host: none() };
  for (const read of backups.values()) {
    for (const { kind, id, takenMs, verified } of read.ok ? read.value : []) {
      // One that is known to be broken brings nothing back.
      if (verified !== 'failed') {
        const { usableMs, strangeMs } = found[kind].get(id) ?? { usableMs: 0, strangeMs: 0 };
        found[kind].set(
          id,
          verified === 'strange'
            ? { usableMs, strangeMs: Math.max(takenMs, strangeMs) }
            : { usableMs: Math.max(takenMs, usableMs), strangeMs }
        );
      }
    }
  }
  newest.set(backups, found);
  return found;
}

/** Why backups may exist that no list shows, beyond what each storage says; undefined when there can be none. */
export function backupsProblem(permissions: Permissions): Reason | undefined {
  return lacks(permissions, ALL_STORAGES, ALL_GUESTS);
}

function lastOf(newest: NewestBackup | undefined, madeMs: number, nowMs: number): LastBackup {
  if (newest === undefined || Math.max(newest.usableMs, newest.strangeMs) < madeMs) {
    return { state: 'never' };
  }
  const { usableMs, strangeMs } = newest;
  if (strangeMs > usableMs) {
    return { state: 'unknown', reason: noData('What its newest backup says of its verification is not understood.') };
  }
  return usableMs > nowMs + CLOCK_TOLERANCE_MS
    ? { state: 'unknown', reason: noData('Its newest backup is from the future.') }
    : { state: 'known', atMs: usableMs };
}

/**
 * How often each guest is backed up by the jobs that run, by VM id: the longest time that the most frequent of their schedules leaves.
 * A guest is left out whose schedules are not known or not understood.
 */
export function backupIntervals(jobs: Read<readonly BackupJob[]>): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const job of jobs.ok ? jobs.value : []) {
    const seconds = runs(job) ? longestGapSeconds(job.schedule ?? '') : null;
    if (seconds !== null && job.included.ok) {
      job.included.value.forEach(({ vmid }) => found.set(vmid, Math.min(seconds, found.get(vmid) ?? Infinity)));
    }
  }
  return found;
}

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** How often is often, in words that thresholds can name. */
const RHYTHMS: ReadonlyArray<readonly [seconds: number, word: string]> = [
  [HOUR_SECONDS, 'hour'],
  [6 * HOUR_SECONDS, '6 hours'],
  [12 * HOUR_SECONDS, '12 hours'],
  [DAY_SECONDS, 'day'],
  [2 * DAY_SECONDS, '2 days'],
  [3 * DAY_SECONDS, '3 days'],
  [4 * DAY_SECONDS, '4 days'],
  [5 * DAY_SECONDS, '5 days'],
  [7 * DAY_SECONDS, 'week'],
  [14 * DAY_SECONDS, '2 weeks'],
  [35 * DAY_SECONDS, 'month'],
  [92 * DAY_SECONDS, 'quarter'],
];

/** `day` for what comes at least once a day. */
export function rhythmOf(seconds: number): string {
  return RHYTHMS.find(([most]) => seconds <= most)?.[1] ?? 'year';
}
