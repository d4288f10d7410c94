import { everyDay, type Story } from '../story';
import type { Backups } from '../backups';
import { countUntil, fraction } from '../wave';
import type { PveLabGuest } from './guests';

const DAY = 86400;

/** A vzdump job of a cluster. */
export interface LabBackupJob {
  id: string;
  enabled: boolean;
  schedule: string;
  /** Moments at which it starts, disabled or not. */
  starts: readonly number[];
  storage: string;
  /** The guests it names; null for all but `exclude`. */
  vmids: readonly number[] | null;
  exclude: readonly number[];
  comment: string;
}

/** A backup that stands at a moment. */
export interface LabBackup {
  guest: PveLabGuest;
  storage: string;
  takenAt: number;
  durationSeconds: number;
  sizeBytes: number;
  verified: 'ok' | 'failed' | null;
  verifiedAt: number | null;
  protected: boolean;
}

/** A snapshot of a guest on its own storage. */
export interface LabSnapshot {
  vmid: number;
  name: string;
  parent?: string;
  takenAt: number;
  withMemory: boolean;
  description: string;
}

export interface LabReplication {
  guest: number;
  number: number;
  /** In the order of preference: the first that does not run the guest itself. */
  targets: readonly string[];
  everySeconds: number;
  schedule: string;
  failCount: number;
  error?: string;
}

/** What a cluster does for its guests, besides running them. */
export interface Protection {
  jobs: readonly LabBackupJob[];
  /** Every backup that is kept at `t`. */
  backups: (t: number) => LabBackup[];
  /** Every backup on the backup server that began after `since` and not after `t`, whether it is still kept or not. */
  taken: (since: number, t: number) => LabBackup[];
  /** Whether a guest's backup failed in the night of this start. */
  failed: (vmid: number, start: number) => boolean;
  snapshots: readonly LabSnapshot[];
  replications: readonly LabReplication[];
  /** Guests under high availability. */
  managed: readonly number[];
}

/** Guests that no enabled job of `pve-a` takes. */
const LEFT_OUT = [134, 341, 342];

/** What is kept on the backup server: a week of days and four Mondays. */
const KEEP_DAYS = 7;

export function createProtection(
  seed: number,
  story: Story,
  cluster: string,
  guests: readonly PveLabGuest[],
  known: Backups['snapshots']
): Protection {
  const jobs = jobsOf(story, cluster);
  const starts = everyDay(story, '01:00');
  // The start on the story's morning: `everyDay` begins 70 days before it.
  const morning = starts[70] ?? 0;
  // Nobody has looked since: the mail archive's disk is too slow for its backup, and a guest without a status has none.
  const failed = (vmid: number, start: number) =>
    cluster === 'pve-a' && ((vmid === 214 && start >= morning) || (vmid === 133 && start >= morning - 3 * DAY));
  const nightly = guests.filter(({ vmid }) => cluster !== 'pve-a' || !LEFT_OUT.includes(vmid));
  const verifications = everyDay(story, '06:00');
  const key = (vmid: number) => `${cluster} ${vmid} backup`;
  const momentsOf = (guest: PveLabGuest): readonly number[] => {
    const inMetrics = known.find(({ name }) => Number(name) === guest.vmid && isKnown(guest));
    const offset = 300 + Math.floor(5400 * fraction(seed, key(guest.vmid)));
    return inMetrics?.succeeded ?? starts.filter((start) => !failed(guest.vmid, start)).map((start) => start + offset);
  };
  const all = new Map(nightly.map((guest) => [guest.vmid, momentsOf(guest)]));
  return {
    jobs,
    failed,
    backups: (t) => [
      ...nightly.flatMap((guest) =>
        kept(all.get(guest.vmid) ?? [], t).map((at) => backupOf(seed, guest, at, verifications, t))
      ),
      ...(cluster === 'pve-a' ? localDumps(story, guests, t) : []),
    ],
    taken: (since, t) =>
      nightly.flatMap((guest) =>
        (all.get(guest.vmid) ?? [])
          .filter((at) => at > since && at <= t)
          .map((at) => backupOf(seed, guest, at, verifications, t))
      ),
    snapshots: cluster === 'pve-a' ? snapshotsA(story) : [],
    replications: cluster === 'pve-a' ? REPLICATIONS : [],
    managed: cluster === 'pve-a' ? [101, 102, 110, 120, 220, 221, 301, 302] : [110, 111],
  };
}

/** Whether a guest is one of those that the metrics know: ids are used twice. */
function isKnown({ name }: PveLabGuest): boolean {
  return ['orders-db-1', 'orders-db-2', 'gitlab', 'mail-gw', 'erp-test'].includes(name);
}

function jobsOf(story: Story, cluster: string): LabBackupJob[] {
  const job = (id: string, clock: string, more: Partial<LabBackupJob>): LabBackupJob => ({
    id: `backup-${id}`,
    enabled: true,
    schedule: clock,
    starts: everyDay(story, clock),
    storage: 'pbs-1',
    vmids: null,
    exclude: [],
    comment: '',
    ...more,
  });
  if (cluster === 'pve-b') {
    return [job('b-nightly', '01:00', { comment: 'Everything, nightly' })];
  }
  return [
    job('a-nightly', '01:00', { exclude: LEFT_OUT, comment: 'Everything, nightly' }),
    job('a-gitlab', '00:38', { vmids: [110], storage: 'local', comment: 'A second copy before upgrades' }),
    job('a-billing', '03:00', { vmids: LEFT_OUT, enabled: false, comment: 'Paused for the migration' }),
  ];
}

function kept(moments: readonly number[], t: number): number[] {
  const past = moments.filter((moment) => moment <= t);
  const days = past.slice(-KEEP_DAYS);
  const mondays = past.slice(0, -KEEP_DAYS).filter((moment) => new Date(moment * 1000).getUTCDay() === 1);
  return [...mondays.slice(-4), ...days];
}

function backupOf(
  seed: number,
  guest: PveLabGuest,
  takenAt: number,
  verifications: readonly number[],
  t: number
): LabBackup {
  const { vmid } = guest;
  const disks = guest.disks.reduce((sum, { sizeBytes, backup }) => sum + (backup ? sizeBytes : 0), 0);
  const used = guest.kind === 'lxc' ? guest.diskUsed : 0.3 + 0.4 * fraction(seed, `${vmid} filled`);
  // Verified at six o'clock of the day on which it was taken.
  const verifiedAt = verifications[countUntil(verifications, takenAt)] ?? Infinity;
  const never = vmid === 307;
  const isVerified = !never && verifiedAt <= t;
  return {
    guest,
    storage: 'pbs-1',
    takenAt,
    durationSeconds: 90 + Math.round(disks / 2 ** 30),
    protected: vmid === 110,
    sizeBytes: Math.round(disks * used),
    verified: isVerified ? (guest.name === 'search-1' ? 'failed' : 'ok') : null,
    verifiedAt: isVerified ? verifiedAt + (vmid % 40) * 20 : null,
  };
}

/** Dumps of gitlab beside its node: last night's is what fills `/var/lib/vz`. */
function localDumps(story: Story, guests: readonly PveLabGuest[], t: number): LabBackup[] {
  const guest = guests.find(({ vmid }) => vmid === 110);
  const { from, to } = story.lastNight.diskFills;
  return guest === undefined || t < to
    ? []
    : [
        {
          guest,
          storage: 'local',
          takenAt: from,
          durationSeconds: to - from,
          sizeBytes: 405 * 2 ** 30,
          verified: null,
          verifiedAt: null,
          protected: false,
        },
      ];
}

function snapshotsA(story: Story): LabSnapshot[] {
  const { from } = story.lastNight.diskFills;
  const snapshot = (vmid: number, name: string, days: number, more: Partial<LabSnapshot> = {}): LabSnapshot => ({
    vmid,
    name,
    takenAt: Math.round(from - days * DAY),
    withMemory: false,
    description: '',
    ...more,
  });
  return [
    snapshot(110, 'before_upgrade', 40, { description: 'before the upgrade to 18.5\n' }),
    snapshot(110, 'after_upgrade', 39, { parent: 'before_upgrade' }),
    snapshot(200, 'with_ram', 12, { withMemory: true, description: 'build running\n' }),
    snapshot(101, 'schema_change', 0.4),
    ...[140, 141, 142, 160, 161, 162].map((vmid) => snapshot(vmid, 'release', 2)),
    ...[230, 231, 232, 301, 302].map((vmid) => snapshot(vmid, 'patchday', 6)),
    snapshot(214, 'trial', 95),
    snapshot(306, 'edge', 3),
  ];
}

const REPLICATIONS: readonly LabReplication[] = [
  { guest: 102, number: 0, targets: ['pve-a1', 'pve-a3'], everySeconds: 900, schedule: '*/15', failCount: 0 },
  { guest: 240, number: 0, targets: ['pve-a2', 'pve-a4'], everySeconds: 900, schedule: '*/15', failCount: 0 },
  { guest: 305, number: 0, targets: ['pve-a4', 'pve-a1'], everySeconds: 3600, schedule: 'hourly', failCount: 0 },
  {
    guest: 320,
    number: 0,
    targets: ['pve-a2', 'pve-a1'],
    everySeconds: 1800,
    schedule: '*/30',
    failCount: 2,
    error: "command 'zfs send' failed: exit code 1",
  },
];
