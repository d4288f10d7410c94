/** @jest-environment node */
import { DAY, given, HOUR, NOW, refused } from '../../inventory/testData';
import type { Snapshot } from '../../inventory/read';
import type { Datastore, DatastoreJob, PbsParts } from '../proxmox-backup/parts';
import type { PveParts } from '../proxmox-ve/parts';
import { backup, guest, job, resources, snapshotOf, storage, volume } from '../proxmox-ve/testData';
import type { GuestBackup, ProxmoxTask } from '../proxmox/parts';
import { AUDITOR, SEES_BACKUPS } from '../proxmox/testData';
import { serverBackups } from './fromBackupServer';
import { clusterBackups } from './fromProxmoxVe';
import { targetRow } from './posture';
import { proxmoxTargets } from './proxmoxTargets';
import { context } from './testData';
import type { TargetRow } from './view';

const LAST_NIGHT = 12 * HOUR;
const NIGHTS = [0, 1, 2, 3];

/** Nightly backups of a guest, newest first, verified until the newest. */
const nightly = (vmid: number, fields: Partial<GuestBackup> = {}, nights = NIGHTS) =>
  nights.map((night) =>
    backup(vmid, LAST_NIGHT + night * DAY, {
      verified: 'ok',
      verifiedMs: NOW - LAST_NIGHT - night * DAY + 5 * HOUR,
      comment: `vm-${vmid}`,
      ...fields,
    })
  );

const task = (fields: Partial<ProxmoxTask>): ProxmoxTask => ({
  upid: 'u',
  node: 'n1',
  type: 'backup',
  subject: 'main:vm/1',
  user: 'backup@pbs',
  startedMs: NOW - LAST_NIGHT,
  endedMs: NOW - LAST_NIGHT + 600_000,
  status: 'OK',
  ...fields,
});

const cluster = (name: string, parts: Parameters<typeof snapshotOf>[0] = {}) => {
  const guests = parts.resources === undefined ? [guest(1)] : [];
  const snapshot: Snapshot<PveParts> = snapshotOf({
    permissions: SEES_BACKUPS,
    resources: resources({ guests, storages: [storage('backup', { type: 'pbs', shared: true })] }),
    backupJobs: [job('nightly', [1])],
    backups: new Map([['backup', given(nightly(1))]]),
    tasks: new Map([['n1', given([])]]),
    ...parts,
  });
  return clusterBackups({ uid: name, name }, snapshot, NOW);
};

const listing = (...archives: GuestBackup[]) => new Map([['backup', given(archives)]]);
const withGuests = (...guests: Array<ReturnType<typeof guest>>) =>
  resources({ guests, storages: [storage('backup', { type: 'pbs', shared: true })] });

const verifyJob: DatastoreJob = {
  kind: 'verify',
  id: 'v',
  datastore: 'main',
  schedule: '06:00',
  nextRunMs: NOW + 11 * HOUR,
  lastRunEndedMs: NOW - 12 * HOUR,
  lastRunState: 'OK',
  running: false,
};
const syncJob: DatastoreJob = {
  ...verifyJob,
  kind: 'sync',
  id: 's-off',
  datastore: 'off',
  from: { remote: null, datastore: 'main', namespace: '' },
};

const server = (
  snapshots: readonly GuestBackup[],
  {
    jobs = [verifyJob],
    backupTasks = [],
    listed = given(snapshots),
  }: { jobs?: DatastoreJob[]; backupTasks?: ProxmoxTask[]; listed?: Snapshot<PbsParts>['snapshots'] } = {}
) =>
  serverBackups(
    { uid: 'pbs-1', name: 'pbs-1' },
    {
      datastores: given<readonly Datastore[]>([]),
      snapshots: listed,
      jobs: given(jobs),
      backupTasks: given(backupTasks),
    },
    NOW
  );
const on = (place: string, ...archives: GuestBackup[]) => archives.map((archive) => ({ ...archive, place }));

const rowsOf = (
  clusters: Array<ReturnType<typeof cluster>>,
  servers: Array<ReturnType<typeof server>> = []
): TargetRow[] => proxmoxTargets(clusters, servers, NOW).map((one) => targetRow(one, context({ nowMs: NOW })));

/** `key: posture, its reasons`. */
const said = (...args: Parameters<typeof rowsOf>) =>
  rowsOf(...args).map(({ target, posture, reasons }) =>
    [`${target.key}: ${posture}`, ...reasons.map(({ code, reason }) => reason?.detail ?? code)].join(', ')
  );

describe('a guest of a cluster', () => {
  it('is protected by a job that runs, and a backup that is new and verified', () => {
    expect(said([cluster('a')])).toEqual(['pve:a/qemu/1: protected']);
    expect(said([cluster('a')], [server(on('main', ...nightly(1)))])).toEqual(['pve:a/qemu/1: protected']);
  });

  it('is unprotected in a disabled job, and in one without a schedule', () => {
    expect(said([cluster('a', { backupJobs: [job('b', [1], { enabled: false })] })])).toEqual([
      'pve:a/qemu/1: unprotected, job-off',
    ]);
    expect(said([cluster('a', { backupJobs: [job('b', [1], { schedule: null })] })])).toEqual([
      'pve:a/qemu/1: unprotected, job-unscheduled',
    ]);
  });

  it('lacks a disk that no job takes, and is lost where none is taken', () => {
    const volumes = (...all: Array<ReturnType<typeof volume>>) =>
      cluster('a', { backupJobs: [job('b', [], { included: given([{ vmid: 1, kind: null, volumes: all }]) })] });
    expect(said([volumes(volume('scsi0'), volume('scsi2', false, 'backup=no'))])).toEqual([
      'pve:a/qemu/1: attention, volumes-left-out',
    ]);
    expect(said([volumes(volume('scsi0', false, 'backup=no'))])).toEqual([
      'pve:a/qemu/1: unprotected, all-volumes-left-out',
    ]);
  });

  it('is new when a task of today made it, and does not inherit what its id had before', () => {
    const tasks = new Map([['n1', given([task({ type: 'qmcreate', subject: '1', startedMs: NOW - 2 * HOUR })])]]);
    expect(said([cluster('a', { tasks })])).toEqual(['pve:a/qemu/1: attention, new']);
    expect(said([cluster('a', { tasks })], [server(on('main', ...nightly(1)))])).toEqual([
      'pve:a/qemu/1: attention, new',
    ]);
  });

  it('is in doubt when its newest backup bears the name of another', () => {
    const backups = listing(...nightly(1, { comment: 'old-db' }), ...nightly(2), ...nightly(3));
    const parts = { resources: withGuests(guest(1), guest(2), guest(3)), backupJobs: [job('n', [1, 2, 3])], backups };
    expect(said([cluster('a', parts)])[0]).toBe(
      'pve:a/qemu/1: unknown, Its newest backup is named "old-db": it may be of a guest that had its id before.'
    );
    // Where backups are not named after their guests, a name says nothing.
    const noted = listing(...[1, 2, 3].flatMap((vmid) => nightly(vmid, { comment: 'nightly' })));
    expect(said([cluster('a', { ...parts, backups: noted })])[0]).toBe('pve:a/qemu/1: protected');
  });

  it('was never backed up by a schedule that never ran', () => {
    expect(said([cluster('a', { backups: listing() })])).toEqual(['pve:a/qemu/1: attention, new']);
    const old = withGuests(guest(1, { uptimeSeconds: 90 * 86_400 }));
    expect(said([cluster('a', { resources: old, backups: listing() })])).toEqual([
      'pve:a/qemu/1: unprotected, never-backed-up',
    ]);
  });

  it('is unknown where an empty list does not say that there is nothing', () => {
    const detail = 'Datastore.AllocateSpace on /storage/backup is missing';
    expect(said([cluster('a', { permissions: AUDITOR, backups: listing() })])).toEqual([
      `pve:a/qemu/1: unknown, ${detail}`,
    ]);
    expect(said([cluster('a', { backups: refused('timeout', 'no answer') })])).toEqual([
      'pve:a/qemu/1: unknown, no answer, new',
    ]);
    expect(said([cluster('a', { backupJobs: refused('timeout', 'no answer') })])).toEqual([
      'pve:a/qemu/1: unknown, no answer',
    ]);
  });

  it('is seen on the server where the cluster may not list its backups, by its name', () => {
    const blind = cluster('a', { permissions: AUDITOR, backups: listing() });
    expect(said([blind], [server(on('main', ...nightly(1)))])).toEqual(['pve:a/qemu/1: protected']);
    expect(said([blind], [server(on('main', ...nightly(1, { comment: 'other' })))])[0]).toContain('unknown');
  });

  it('cannot be told from one of the same id in a cluster that shares its place', () => {
    const both = listing(...nightly(1));
    const rows = said([cluster('a', { backups: both }), cluster('b', { backups: both })]);
    expect(rows).toEqual([
      'pve:a/qemu/1: unknown, Id 1 also exists on b, which shares the place of its backups; they cannot be attributed.',
      'pve:b/qemu/1: unknown, Id 1 also exists on a, which shares the place of its backups; they cannot be attributed.',
    ]);
    const apart = cluster('b', {
      backups: listing(...nightly(1).map((one) => ({ ...one, takenMs: one.takenMs + 1000 }))),
    });
    const later = nightly(1).map((one) => ({ ...one, takenMs: one.takenMs + 1000 }));
    expect(said([cluster('a'), apart], [server([...on('main', ...nightly(1)), ...on('main/b', ...later)])])).toEqual([
      'pve:a/qemu/1: protected',
      'pve:b/qemu/1: protected',
    ]);
  });

  it('needs no backup as a template, or when it is tagged so', () => {
    const guests = [guest(1, { template: true }), guest(2, { tags: ['nobackup'] })];
    expect(said([cluster('a', { resources: withGuests(...guests) })])).toEqual([
      'pve:a/qemu/1: excluded',
      'pve:a/qemu/2: excluded',
    ]);
  });
});

describe('what a server says of verification', () => {
  const [newest, ...older] = nightly(1);
  const unverified = { verified: null, verifiedMs: null };
  const verified = (archives: GuestBackup[], jobs: DatastoreJob[]) => {
    const [row] = rowsOf(
      [cluster('a', { backups: listing(...archives) })],
      [server(on('main', ...archives), { jobs })]
    );
    return [row?.posture, row?.verified.state, row?.lastGood.state];
  };
  const withNewest = (fields: Partial<GuestBackup>) => [...(newest ? [{ ...newest, ...fields }] : []), ...older];
  const late = { ...verifyJob, lastRunEndedMs: NOW - HOUR };

  it.each<[string, GuestBackup[], DatastoreJob[], string[]]>([
    ['verified', withNewest({}), [verifyJob], ['protected', 'ok', 'known']],
    ['failed', withNewest({ verified: 'failed' }), [verifyJob], ['attention', 'failed', 'known']],
    ['waiting for the next run', withNewest(unverified), [verifyJob], ['protected', 'waiting', 'known']],
    ['never, where nothing was ever verified', nightly(1, unverified), [late], ['attention', 'never', 'known']],
    [
      'never, where the job is off',
      nightly(1, unverified),
      [{ ...verifyJob, disabled: true }],
      ['attention', 'never', 'known'],
    ],
    [
      'never, where nothing starts the job',
      nightly(1, unverified),
      [{ ...verifyJob, schedule: null }],
      ['attention', 'never', 'known'],
    ],
    [
      'outdated by the server',
      nightly(1, { verifiedMs: NOW - 40 * DAY }),
      [{ ...verifyJob, outdatedAfterDays: 30 }],
      ['attention', 'outdated', 'known'],
    ],
    ['strange', withNewest({ verified: 'strange' }), [verifyJob], ['unknown', 'unknown', 'unknown']],
  ])('%s', (_what, archives, jobs, wanted) => {
    expect(verified(archives, jobs)).toEqual(wanted);
  });

  it('is another datastore when a job is for that one', () => {
    const elsewhere = [{ ...verifyJob, namespace: 'pve-b' }];
    expect(verified(nightly(1, unverified), elsewhere)).toEqual(['attention', 'never', 'known']);
  });
});

describe('a copy that is made from another one', () => {
  const copied = (nights: number[], more: Partial<DatastoreJob> = {}) => {
    const [row] = rowsOf(
      [cluster('a')],
      [
        server([...on('main', ...nightly(1)), ...on('off', ...nightly(1, {}, nights))], {
          jobs: [verifyJob, { ...syncJob, ...more }],
        }),
      ]
    );
    return [
      row?.posture,
      row?.reasons.map(({ code }) => code),
      row?.target.copies.map(({ sync }) => sync?.behindSeconds),
    ];
  };

  it('may be as old as the objective, and not older than its source by more', () => {
    expect(copied([0, 1, 2])).toEqual(['protected', [], [undefined, 0]]);
    expect(copied([1, 2, 3])).toEqual(['protected', [], [undefined, 86_400]]);
    expect(copied([3])).toEqual(['attention', ['sync-behind'], [undefined, 259_200]]);
  });

  it('is not made any more by a job that is off, or that failed', () => {
    expect(copied([0, 1], { disabled: true })[1]).toEqual(['sync-behind']);
    expect(copied([0, 1], { schedule: null })[1]).toEqual(['sync-behind']);
    expect(copied([0, 1], { lastRunState: 'connection refused' })[1]).toEqual(['sync-behind']);
  });

  it('is the same try: runs are counted once, and a server that fills it from elsewhere makes it offsite', () => {
    const remote = { ...syncJob, from: { remote: 'hall-2', datastore: 'main', namespace: '' } };
    const [row] = rowsOf(
      [cluster('a')],
      [server([...on('main', ...nightly(1)), ...on('off', ...nightly(1))], { jobs: [verifyJob, remote] })]
    );
    expect(row?.target.runs).toHaveLength(NIGHTS.length);
    expect(row?.target.copies.map(({ offsite }) => offsite.is)).toEqual([null, true]);
  });
});

describe('what only a server tells of', () => {
  it('is a host, a guest of a cluster that is not connected, and never one that was deleted', () => {
    const host = backup(0, LAST_NIGHT, { kind: 'host', id: 'nas1', verified: 'ok', verifiedMs: NOW });
    const lists = [...on('main', host, ...nightly(1), ...nightly(99)), ...on('main/x', ...nightly(7))];
    expect(said([cluster('a')], [server(lists)])).toEqual([
      'pve:a/qemu/1: protected',
      'pbs:pbs-1/main/host/nas1: protected',
      'pbs:pbs-1/main/x/qemu/7: protected',
    ]);
    expect(said([], [server(on('main', host), { listed: refused() })])).toEqual([]);
  });

  it('is failing from its first night on', () => {
    const failed = task({ subject: 'main:vm/2', status: 'connection reset' });
    const parts = {
      resources: withGuests(guest(1), guest(2, { uptimeSeconds: 9 * 86_400 })),
      backupJobs: [job('n', [1, 2])],
    };
    expect(said([cluster('a', parts)], [server(on('main', ...nightly(1)), { backupTasks: [failed] })])).toEqual([
      'pve:a/qemu/1: protected',
      'pve:a/qemu/2: unprotected, never-backed-up, last-run-failed',
    ]);
  });
});
