import { everyDay, type Story } from '../story';
import { lastUntil } from '../wave';
import type { PveLabCluster } from './cluster';
import { createPeople, type People } from './people';
import type { LabBackup } from './protection';
import { backupDatastore } from './storages';

const DAY = 86400;
/** A guest of pve-b that is backed up without its namespace: pve-a has one of that id, too. */
const STRAY = 147;

const strayed = (namespace: string, vmid: number) => (vmid === STRAY ? '' : namespace);

/** A guest whose copies in the second hall are older than they should be. */
const LEFT_BEHIND = '221';
const TIB = 2 ** 40;

export interface LabDatastore {
  name: string;
  sizeBytes: number;
  used: (t: number) => number;
  /** Bytes that the backups would take without deduplication, per byte on disk. */
  deduplication: number;
  comment: string;
}

/** A verify, prune, sync or garbage collection job. */
export interface LabDatastoreJob {
  kind: 'verify' | 'prune' | 'sync' | 'gc';
  id: string;
  store: string;
  schedule: string;
  starts: readonly number[];
  durationSeconds: number;
  /** What its last run said. */
  state: string;
  /** Where a sync job brings backups from: another datastore of the same server. */
  from?: string;
}

/** A snapshot on the backup server. */
export interface LabArchive {
  store: string;
  namespace: string;
  kind: 'vm' | 'ct' | 'host';
  id: string;
  comment: string;
  takenAt: number;
  sizeBytes: number;
  verified: 'ok' | 'failed' | null;
  verifiedAt: number | null;
  protected: boolean;
}

/** A backup of one guest as a task: here each guest is its own. */
export interface LabBackupTask {
  namespace: string;
  subject: string;
  startedAt: number;
  endedAt: number;
  status: string;
}

/** The Proxmox Backup Server that both clusters back up to, each into a namespace of its own. */
export interface BackupServer {
  name: string;
  seed: number;
  story: Story;
  datastores: readonly LabDatastore[];
  namespaces: readonly string[];
  jobs: readonly LabDatastoreJob[];
  people: People;
  /** Snapshots that are kept at `t`. */
  archives: (t: number) => LabArchive[];
  /** Backups that began after `since` and not after `t`. */
  backupTasks: (since: number, t: number) => LabBackupTask[];
}

export function createBackupServer(
  seed: number,
  story: Story,
  clusters: Readonly<Record<'pve-a' | 'pve-b', PveLabCluster>>
): BackupServer {
  const main = backupDatastore(seed);
  const homes = [
    ['', clusters['pve-a']],
    ['pve-b', clusters['pve-b']],
  ] as const;
  const job = (kind: LabDatastoreJob['kind'], id: string, clock: string, durationSeconds: number, state = 'OK') => ({
    kind,
    id,
    store: 'main',
    schedule: clock,
    starts: everyDay(story, clock),
    durationSeconds,
    state,
  });
  const inMain = (t: number) => [
    ...homes.flatMap(([namespace, cluster]) =>
      cluster.protection
        .backups(t)
        .filter(({ storage }) => storage === 'pbs-1')
        .map((backup) => archiveOf(strayed(namespace, backup.guest.vmid), backup))
    ),
    configurationBackup(story, t),
  ];
  const syncs = everyDay(story, '07:00');
  // What was in `main` when the last sync began; one guest has been left behind by it for days.
  const synced = (t: number) => {
    const last = lastUntil(syncs, t - 3300) ?? 0;
    return inMain(last)
      .filter(({ kind }) => kind !== 'host')
      .filter(({ id, takenAt, namespace }) => namespace !== '' || id !== LEFT_BEHIND || takenAt < last - 4 * DAY)
      .map((archive) => ({ ...archive, store: 'offsite' }));
  };
  return {
    name: 'pbs-1',
    seed,
    story,
    namespaces: ['', 'pve-b'],
    people: createPeople(story, 'pbs'),
    datastores: [
      { name: 'main', ...main, deduplication: 11.4, comment: 'Nightly backups of both clusters' },
      {
        name: 'offsite',
        sizeBytes: 16 * TIB,
        deduplication: 9.2,
        comment: 'Copy in the second hall',
        // 0.12 % more each day: full in about four months.
        used: (t) => 0.84 + ((t - story.rootFilledSince) / DAY) * 0.0012,
      },
    ],
    jobs: [
      job('verify', 'v-main-daily', '06:00', 5400),
      job('prune', 's-main-prune', '05:00', 40),
      job('gc', 'main', '04:00', 2100),
      { ...job('sync', 's-offsite', '07:00', 3300), store: 'offsite', from: 'main' },
      job('sync', 's-hall-2', '07:30', 600, 'WARNINGS: 2'),
    ],
    archives: (t) => [...inMain(t), ...synced(t)],
    backupTasks: (since, t) =>
      homes
        .flatMap(([namespace, cluster]) => tasksOf(namespace, cluster, since, t))
        .sort((a, b) => b.startedAt - a.startedAt),
  };
}

function archiveOf(
  namespace: string,
  { guest, takenAt, sizeBytes, verified, verifiedAt, ...backup }: LabBackup
): LabArchive {
  return {
    store: 'main',
    namespace,
    kind: guest.kind === 'lxc' ? 'ct' : 'vm',
    id: String(guest.vmid),
    comment: guest.name,
    takenAt,
    sizeBytes,
    verified,
    verifiedAt,
    protected: backup.protected,
  };
}

/** Kept by hand, and verified so long ago that it counts as outdated. */
function configurationBackup(story: Story, t: number): LabArchive {
  const takenAt = lastUntil(everyDay(story, '12:00'), Math.min(t, story.rootFilledSince - 44 * DAY)) ?? 0;
  return {
    store: 'main',
    namespace: '',
    kind: 'host',
    id: 'ops-1',
    comment: 'before the move',
    takenAt,
    sizeBytes: 9.1 * 2 ** 30,
    verified: 'ok',
    verifiedAt: takenAt + 3600,
    protected: true,
  };
}

function tasksOf(namespace: string, { protection, guests }: PveLabCluster, since: number, t: number): LabBackupTask[] {
  const subject = (vmid: number, kind: string) =>
    `main:${strayed(namespace, vmid) === '' ? '' : `${namespace}/`}${kind === 'lxc' ? 'ct' : 'vm'}/${vmid}`;
  const good = protection.taken(since, t).map(({ guest, takenAt, durationSeconds }) => ({
    namespace,
    subject: subject(guest.vmid, guest.kind),
    startedAt: takenAt,
    endedAt: takenAt + durationSeconds,
    status: 'OK',
  }));
  const bad = (protection.jobs[0]?.starts ?? [])
    .filter((start) => start > since && start <= t)
    .flatMap((start) =>
      guests
        .filter(({ vmid }) => protection.failed(vmid, start))
        .map(({ vmid, kind }) => ({
          namespace,
          subject: subject(vmid, kind),
          startedAt: start + 900,
          endedAt: start + 2400,
          status: 'backup ended by the client: connection reset',
        }))
    );
  return [...good, ...bad].filter(({ startedAt }) => startedAt <= t);
}
