import type { Reason } from '../../check/verdict';
import { noData, unreadOf } from '../../inventory/measure';
import type { Read, Snapshot } from '../../inventory/read';
import type { DatastoreJob, PbsParts } from '../proxmox-backup/parts';
import type { GuestBackup } from '../proxmox/parts';
import { longestGapSeconds } from '../proxmox/schedule';
import { endedAs } from '../proxmox/tasks';
import { runOf } from './fromProxmoxVe';
import type { BackupRun, Copy, Verification } from './target';

/** What the posture reads of a Proxmox Backup Server. */
export const PBS_POSTURE_PARTS = [
  'datastores',
  'permissions',
  'snapshots',
  'jobs',
  'backupTasks',
] as const satisfies ReadonlyArray<keyof PbsParts>;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const TASKS_DAYS = 35;

/** One server as backups lie on it. */
export interface ServerBackups {
  uid: string;
  name: string;
  groups: readonly BackupGroup[];
  /** Why not all of it was seen; null when it is whole. */
  problem: Reason | null;
  asOfMs: number | null;
}

/** The backups of one thing in one namespace of a datastore. */
export interface BackupGroup {
  /** `main` or `main/pve-b`. */
  place: string;
  kind: GuestBackup['kind'];
  id: string;
  /** Newest first. */
  archives: readonly GuestBackup[];
  /** Tries, newest first, and since when all of them are known; null where that is not known. */
  runs: readonly BackupRun[];
  runsFromMs: number | null;
  /** What backups amount to here, newest first; but for what they are behind, which takes the group that they are made from. */
  copyOf: (archives: readonly GuestBackup[]) => Copy;
  sync: { job: DatastoreJob; failed: boolean } | null;
}

/** Groups of the datastores that were read. */
export function serverBackups(
  { uid, name }: { uid: string; name: string },
  snapshot: Snapshot<PbsParts>,
  nowMs: number
): ServerBackups {
  const { datastores, snapshots, jobs } = snapshot;
  const problem =
    [datastores, snapshots, jobs]
      .map((read) => (read === undefined ? noData('It was not read.') : unreadOf(read)))
      .find((reason) => reason !== undefined) ?? null;
  const asOfMs = snapshots?.ok === true ? snapshots.atMs : null;
  const runs = runsByGroup(snapshot.backupTasks, nowMs);
  const archivesOf = archivesByGroup(snapshots);
  const groups = [...new Set([...archivesOf.keys(), ...runs.byGroup.keys()])].map((key): BackupGroup => {
    const archives = archivesOf.get(key) ?? [];
    const { place, kind, id } = partsOfKey(key);
    const datastore = place.split('/')[0] ?? place;
    const sync = syncInto(jobs, place);
    const store = datastores?.ok === true ? datastores.value.find((one) => one.name === datastore) : undefined;
    const isBucket = store?.backend === 's3';
    return {
      place,
      kind,
      id,
      archives,
      runs: runs.byGroup.get(key) ?? [],
      runsFromMs: sync === null ? runs.fromMs : null,
      sync,
      copyOf: (own) => ({
        ...copyOf(own, { provider: 'pbs', place: `${name}/${place}`, media: isBucket ? 'object' : 'disk' }, nowMs),
        ...verificationOf(own, verifyJobs(jobs, place), nowMs),
        // Another server fills it, or a bucket holds it.
        offsite: { is: isBucket || (sync !== null && sync.job.from?.remote !== null) ? true : null, declared: false },
      }),
    };
  });
  return { uid, name, groups, problem, asOfMs };
}

/** What a list of backups in one place amounts to, newest first; whether it is verified there is another question. */
export function copyOf(
  archives: readonly GuestBackup[],
  { provider, place, media }: Pick<Copy, 'provider' | 'place' | 'media'>,
  nowMs: number
): Copy {
  const usable = archives.filter(({ verified }) => verified !== 'failed');
  const [newest] = usable;
  const last = usable.at(-1);
  return {
    provider,
    place,
    media,
    offsite: { is: null, declared: false },
    immutable: { is: usable.some((one) => one.protected) ? true : null, declared: false },
    newest:
      newest === undefined
        ? { state: 'never' }
        : newest.verified === 'strange'
          ? { state: 'unknown', reason: noData('What its newest backup says of its verification is not understood.') }
          : { state: 'known', atMs: newest.takenMs },
    oldestMs: last?.takenMs ?? null,
    count: usable.length,
    ...verificationOf(archives, null, nowMs),
    sync: null,
  };
}

/** What verifies a place; null where nobody tells. */
type VerifyJobs = { jobs: readonly DatastoreJob[]; problem: Reason | undefined } | null;

/** Without word of the jobs, a verification of the last days lets the newest wait for its own. */
const WAIT_MS = 8 * DAY_MS;

/**
 * The newest backup speaks. One that nobody has looked at waits, as long as a job that runs has not had its turn since; one that the
 * job has passed over, or that no job ever comes to, is not verified.
 */
function verificationOf(
  archives: readonly GuestBackup[],
  verify: VerifyJobs,
  nowMs: number
): Pick<Copy, 'verification' | 'verifiedMs'> {
  const [newest] = archives;
  const good = archives.find(({ verified }) => verified === 'ok');
  const outdatedMs =
    Math.min(...(verify?.jobs ?? []).map(({ outdatedAfterDays = Infinity }) => outdatedAfterDays)) * DAY_MS;
  const said = (verification: Verification, of: GuestBackup | undefined) => ({
    verification,
    verifiedMs: of?.verifiedMs ?? null,
  });
  switch (newest?.verified) {
    case undefined:
      return said('never', undefined);
    case 'failed':
      return said('failed', newest);
    case 'strange':
      return said('unknown', newest);
    case 'ok':
      return said(nowMs - (newest.verifiedMs ?? nowMs) > outdatedMs ? 'outdated' : 'ok', newest);
    case null:
      break;
  }
  if (verify === null) {
    const isRecent = good !== undefined && nowMs - (good.verifiedMs ?? good.takenMs) <= WAIT_MS;
    return said(isRecent ? 'waiting' : good === undefined ? 'never' : 'outdated', good);
  }
  if (verify.problem !== undefined && verify.jobs.length === 0) {
    return said('unknown', good);
  }
  const isWaiting = verify.jobs.some((job) => waitsFor(job, newest.takenMs, nowMs) || verifiedLately(job, good, nowMs));
  return said(isWaiting ? 'waiting' : good === undefined ? 'never' : 'outdated', good);
}

/** Whether a job has been at work here not long ago: what came while it ran waits for the next time. */
function verifiedLately({ schedule }: DatastoreJob, good: GuestBackup | undefined, nowMs: number): boolean {
  const seconds = longestGapSeconds(schedule ?? '');
  return good !== undefined && seconds !== null && nowMs - (good.verifiedMs ?? good.takenMs) <= seconds * 1100 + DAY_MS;
}

/** Whether the next run of a job may still come to a backup: it has not run since, and is not late. */
function waitsFor({ lastRunEndedMs, nextRunMs, running }: DatastoreJob, takenMs: number, nowMs: number): boolean {
  return running || ((lastRunEndedMs ?? 0) < takenMs && nextRunMs !== null && nowMs <= nextRunMs + HOUR_MS);
}

/** Jobs that verify a place and run by themselves; one that is off, or that nothing starts, verifies nothing. */
function verifyJobs(jobs: Read<readonly DatastoreJob[]> | undefined, place: string): VerifyJobs {
  const all = jobs?.ok === true ? jobs.value : [];
  return {
    jobs: all.filter(
      (job) => job.kind === 'verify' && job.disabled !== true && job.schedule !== null && isFor(job, place)
    ),
    problem: jobs === undefined ? noData('It was not read.') : unreadOf(jobs),
  };
}

/** Whether a job is for a place: its datastore, or a namespace of it and what is below. */
function isFor({ datastore, namespace = '' }: DatastoreJob, place: string): boolean {
  const home = namespace === '' ? datastore : `${datastore}/${namespace}`;
  return place === home || place.startsWith(`${home}/`);
}

/** The job that fills a place from another one. One that is off brings nothing any more. */
function syncInto(jobs: Read<readonly DatastoreJob[]> | undefined, place: string): BackupGroup['sync'] {
  const all = (jobs?.ok === true ? jobs.value : []).filter(
    (job) => job.kind === 'sync' && job.from !== undefined && isFor(job, place)
  );
  const isOff = ({ disabled, schedule }: DatastoreJob) => disabled === true || schedule === null;
  const job = all.find((one) => !isOff(one)) ?? all[0];
  return job === undefined
    ? null
    : { job, failed: isOff(job) || (!job.running && endedAs(job.lastRunState) === 'failed') };
}

function partsOfKey(key: string): Pick<BackupGroup, 'place' | 'kind' | 'id'> {
  const [place = '', group = ''] = key.split(' ');
  const [kind, ...id] = group.split('/');
  return { place, kind: kind === 'qemu' || kind === 'lxc' ? kind : 'host', id: id.join('/') };
}

const groupKey = (place: string, kind: GuestBackup['kind'], id: string) => `${place} ${kind}/${id}`;

function archivesByGroup(snapshots: Snapshot<PbsParts>['snapshots']): ReadonlyMap<string, readonly GuestBackup[]> {
  const found = new Map<string, GuestBackup[]>();
  for (const archive of snapshots?.ok === true ? snapshots.value : []) {
    const key = groupKey(archive.place, archive.kind, archive.id);
    const others = found.get(key);
    if (others === undefined) {
      found.set(key, [archive]);
    } else {
      others.push(archive);
    }
  }
  found.forEach((archives) => archives.sort((a, b) => b.takenMs - a.takenMs));
  return found;
}

const KINDS: Readonly<Record<string, GuestBackup['kind']>> = { vm: 'qemu', ct: 'lxc', host: 'host' };
/** `main:vm/100`, and with a namespace `main:pve-b:vm/100` or `main:pve-b/vm/100`. */
const SUBJECT = /^([^:]+):(?:(?:ns\/)?(.+)[:/])?(vm|ct|host)\/([^/:]+)$/;

/** Backups as tasks: here each is its own. */
function runsByGroup(tasks: Snapshot<PbsParts>['backupTasks'], nowMs: number) {
  const byGroup = new Map<string, BackupRun[]>();
  if (tasks?.ok !== true) {
    return { byGroup, fromMs: null };
  }
  let oldestMs = Infinity;
  for (const task of tasks.value) {
    const [, store, namespace, kind = '', id] =
      SUBJECT.exec(
        task.subject.replace(/\\x([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
      ) ?? [];
    const known = KINDS[kind];
    if (task.type !== 'backup' || store === undefined || id === undefined || known === undefined) {
      continue;
    }
    oldestMs = Math.min(oldestMs, task.startedMs);
    const key = groupKey(namespace === undefined ? store : `${store}/${namespace}`, known, id);
    const others = byGroup.get(key);
    if (others === undefined) {
      byGroup.set(key, [runOf(task, 'pbs')]);
    } else {
      others.push(runOf(task, 'pbs'));
    }
  }
  // A server remembers no further than its oldest task.
  return { byGroup, fromMs: oldestMs === Infinity ? null : Math.max(oldestMs, nowMs - TASKS_DAYS * DAY_MS) };
}
