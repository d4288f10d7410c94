/** @jest-environment node */
import fc from 'fast-check';
import { byName, n2Offline, DAY, given, HOUR, NOW, onN1, refused } from '../../inventory/testData';
import type { GuestBackup, Permissions } from '../proxmox/parts';
import { AUDITOR, everywhere, SEES_BACKUPS } from '../proxmox/testData';
import { backupCoverage } from './backups';
import type { PveParts } from './parts';
import { resources, backup, guest, job, look, volume } from './testData';

const uncovered = (guests: Array<ReturnType<typeof guest>>, jobs: Array<ReturnType<typeof job>>) =>
  look('pve/backup-uncovered', { resources: resources({ guests }), backupJobs: jobs });

describe('guests without a backup job', () => {
  it('counts only jobs that are on and have a schedule', () => {
    const guests = [guest(1), guest(2), guest(3), guest(4)];
    const jobs = [job('a', [1]), job('b', [2], { enabled: false }), job('c', [3], { schedule: null })];
    expect(uncovered(guests, jobs)).toEqual([
      'n1 1 vm-1=0',
      'n1 2 vm-2 only in a disabled job=1',
      'n1 3 vm-3 only in a job without a schedule=1',
      'n1 4 vm-4 in no job=1',
    ]);
  });

  it('leaves templates and guests with the tag nobackup out', () => {
    expect(uncovered([guest(1, { template: true }), guest(2, { tags: ['prod', 'nobackup'] })], [])).toEqual([]);
  });

  it('takes a guest whose disks are all left out for uncovered, and one without disks for covered', () => {
    const none = given([
      { vmid: 1, kind: null, volumes: [volume('scsi0', false, 'backup=no')] },
      { vmid: 2, kind: null, volumes: [] },
    ]);
    expect(uncovered([guest(1), guest(2)], [job('a', [], { included: none })])).toEqual([
      'n1 1 vm-1 all its disks are left out=1',
      'n1 2 vm-2=0',
    ]);
  });

  it('names disks that no job takes, and forgives what is none', () => {
    const volumes = [
      volume('scsi0'),
      volume('scsi1', false, 'backup=no'),
      volume('scsi2', false, 'backup=no'),
      volume('efidisk0', false, 'efidisk but no OMVF BIOS'),
      volume('mp0', false, 'not a volume'),
    ];
    const partly = job('a', [], { included: given([{ vmid: 1, kind: null, volumes }]) });
    const other = job('b', [], { included: given([{ vmid: 1, kind: null, volumes: [volume('scsi2')] }]) });
    const see = (...backupJobs: Array<ReturnType<typeof job>>) =>
      look('pve/backup-excluded-disks', { resources: resources({ guests: [guest(1)] }), backupJobs });
    expect(see(partly)).toEqual(['n1 1 vm-1 scsi1 scsi2=2']);
    expect(see(partly, other)).toEqual(['n1 1 vm-1 scsi1=1']);
    expect(see(other, partly)).toEqual(['n1 1 vm-1 scsi1=1']);
  });

  it('is unknown about a guest that an unread job may take, and about that one alone', () => {
    const unread = job('b', [], { included: refused('timeout') });
    expect(uncovered([guest(1), guest(2)], [job('a', [1]), unread])).toEqual(['n1 1 vm-1=0', 'n1 2 vm-2=timeout: ']);
    expect(uncovered([guest(2)], [{ ...unread, enabled: false }])).toEqual(['n1 2 vm-2 in no job=1']);
  });

  it('says that guests may be missing to a token that does not see all', () => {
    const permissions: Permissions = new Map([['/vms/1', new Map([['VM.Audit', true]])]]);
    expect(
      look('pve/backup-uncovered', {
        resources: resources({ guests: [guest(1)] }),
        backupJobs: [job('a', [1])],
        permissions,
      })
    ).toEqual(['n1 1 vm-1=0', 'problem not-permitted: VM.Audit on /vms is missing']);
  });

  it('never covers a guest by a job that does not run, whatever else there is', () => {
    const anyJob = fc.record({
      vmids: fc.subarray([1, 2, 3, 4, 5]),
      enabled: fc.boolean(),
      schedule: fc.constantFrom('02:00', null),
    });
    fc.assert(
      fc.property(fc.array(anyJob, { maxLength: 6 }), (list) => {
        const guests = [1, 2, 3, 4, 5].map((vmid) => guest(vmid));
        const jobs = list.map(({ vmids, ...fields }, index) => job(`j${index}`, vmids, fields));
        const effective = new Set(
          list.flatMap(({ vmids, enabled, schedule }) => (enabled && schedule !== null ? vmids : []))
        );
        const covered = [...backupCoverage(guests, jobs)].flatMap(([vmid, { state }]) =>
          state === 'covered' ? vmid : []
        );
        expect(covered).toEqual([...effective].sort());
      })
    );
  });
});

describe('the last backup of each guest', () => {
  const see = (measure: string, permissions: Permissions, backups: PveParts['backups']) =>
    look(measure, { resources: resources({ guests: [guest(1), guest(2)] }), permissions, backups });
  const two = new Map([
    ['backup', given([backup(1, 3 * HOUR), backup(1, DAY)])],
    ['n1/local', given([backup(1, 9 * DAY), backup(9, HOUR)])],
  ]);

  it('is the newest on any storage; a guest without one has never had any', () => {
    expect(see('pve/backup-age', SEES_BACKUPS, two)).toEqual(['n1 1 vm-1=10800']);
    expect(see('pve/backup-never', SEES_BACKUPS, two)).toEqual(['n1 1 vm-1=0', 'n1 2 vm-2=1']);
  });

  it('is none that is known to be broken; never verified is not broken', () => {
    const broken = { verified: 'failed' as const };
    const backups = new Map([
      [
        'backup',
        given([
          backup(1, HOUR, broken),
          backup(1, DAY),
          backup(1, 2 * DAY, { verified: 'ok' }),
          backup(2, HOUR, broken),
        ]),
      ],
    ]);
    expect(see('pve/backup-age', SEES_BACKUPS, backups)).toEqual(['n1 1 vm-1=86400']);
    expect(see('pve/backup-never', SEES_BACKUPS, backups)).toEqual(['n1 1 vm-1=0', 'n1 2 vm-2=1']);
  });

  it('is unknown to an auditor, to whom the server shows empty lists', () => {
    const empty = new Map([['backup', given([])]]);
    for (const measure of ['pve/backup-age', 'pve/backup-never']) {
      expect(see(measure, AUDITOR, empty)).toEqual([
        'n1 1 vm-1=not-permitted: Datastore.AllocateSpace on /storage/backup is missing',
        'n1 2 vm-2=not-permitted: Datastore.AllocateSpace on /storage/backup is missing',
      ]);
    }
  });

  it('is unknown for the guest whose backups alone may not be seen', () => {
    const permissions = new Map([...SEES_BACKUPS, ['/vms/2', new Map([['VM.Audit', true]])]]);
    expect(see('pve/backup-never', permissions, two)).toEqual([
      'n1 1 vm-1=0',
      'n1 2 vm-2=not-permitted: VM.Backup on /vms/2 is missing',
    ]);
  });

  it('is unknown where a storage may be hidden: the list of storages is cut short, too', () => {
    const one = new Map([['/vms', new Map([['VM.Audit', true]])]]);
    const some = new Map([...one, ['/storage/backup', new Map([['Datastore.Allocate', true]])]]);
    for (const permissions of [one, some]) {
      expect(see('pve/backup-never', permissions, new Map())).toEqual([
        'n1 1 vm-1=not-permitted: Datastore.Audit on /storage is missing',
        'n1 2 vm-2=not-permitted: Datastore.Audit on /storage is missing',
        'problem not-permitted: Datastore.Audit on /storage is missing',
      ]);
    }
  });

  it.each([
    ['made', 'qmcreate', ['n1 1 vm-1=1', 'n1 2 vm-2=1']],
    ['cloned, which the task of its source tells of', 'qmclone', ['n1 1 vm-1=0', 'n1 2 vm-2=1']],
    ['restored', 'qmrestore', ['n1 1 vm-1=0', 'n1 2 vm-2=1']],
  ])('of a guest that was %s since its newest backup', (_what, type, never) => {
    const made = { upid: 'u', node: 'n1', user: 'root@pam', endedMs: NOW - HOUR, status: 'OK' };
    const parts = {
      resources: resources({ guests: [guest(1), guest(2)] }),
      permissions: SEES_BACKUPS,
      backups: two,
      tasks: onN1([{ ...made, type, subject: '1', startedMs: NOW - 2 * HOUR }]),
    };
    expect(look('pve/backup-never', parts)).toEqual(never);
    expect(look('pve/backup-age', parts)).toEqual(never[0]?.endsWith('=1') ? [] : ['n1 1 vm-1=10800']);
  });

  it('needs no privilege on guests where it may do everything with the storage', () => {
    const permissions = everywhere('VM.Audit', 'Datastore.Audit', 'Datastore.Allocate');
    expect(see('pve/backup-never', permissions, two)).toEqual(['n1 1 vm-1=0', 'n1 2 vm-2=1']);
  });

  it('is unknown as long as one storage does not answer', () => {
    const half = byName<readonly GuestBackup[]>(...two, ['n2/local', refused('source-down', 'n2 is offline')]);
    expect(see('pve/backup-age', SEES_BACKUPS, half)).toEqual([
      'n1 1 vm-1=source-down: n2 is offline',
      'n1 2 vm-2=source-down: n2 is offline',
    ]);
  });

  it('does not believe a backup from the future, but for clocks that differ a little', () => {
    const taken = (aheadMs: number) => new Map([['backup', given([backup(1, -aheadMs)])]]);
    expect(see('pve/backup-age', SEES_BACKUPS, taken(60_000))).toEqual(['n1 1 vm-1=0']);
    expect(see('pve/backup-age', SEES_BACKUPS, taken(HOUR))).toEqual([
      'n1 1 vm-1=no-data: Its newest backup is from the future.',
    ]);
  });

  it('is not known by a verification that says something strange, unless a newer one is well', () => {
    const listed = (...all: GuestBackup[]) => see('pve/backup-age', SEES_BACKUPS, new Map([['backup', given(all)]]));
    const strange = backup(1, HOUR, { verified: 'strange' });
    const words = 'n1 1 vm-1=no-data: What its newest backup says of its verification is not understood.';
    expect(listed(strange)).toEqual([words]);
    expect(listed(strange, backup(1, DAY))).toEqual([words]);
    expect(listed(strange, backup(1, HOUR / 2))).toEqual(['n1 1 vm-1=1800']);
  });

  it('says how often the jobs that run back it up, by the most frequent of them', () => {
    const jobs = [
      job('weekly', [1, 2], { schedule: 'sun 01:00' }),
      job('off', [2], { schedule: 'hourly', enabled: false }),
      job('workdays', [1], { schedule: 'mon..fri 22:00' }),
      job('odd', [3], { schedule: 'whenever' }),
    ];
    const list = [guest(1), guest(2), guest(3)];
    const backups = new Map([['backup', given(list.map(({ vmid }) => backup(vmid, HOUR)))]]);
    const parts = { resources: resources({ guests: list }), backups, permissions: SEES_BACKUPS };
    expect(look('pve/backup-age', { ...parts, backupJobs: jobs })).toEqual([
      'n1 1 vm-1 3 days=3600',
      'n1 2 vm-2 week=3600',
      'n1 3 vm-3=3600',
    ]);
    expect(look('pve/backup-age', { ...parts, backupJobs: refused() })[0]).toBe('n1 1 vm-1=3600');
  });

  it('keeps containers and virtual machines of one id apart, and never takes what is of a host', () => {
    const backups = new Map([['backup', given([backup(1, HOUR, { kind: 'lxc' }), backup(2, HOUR, { kind: 'host' })])]]);
    expect(see('pve/backup-never', SEES_BACKUPS, backups)).toEqual(['n1 1 vm-1=1', 'n1 2 vm-2=1']);
  });
});

describe('failed backups', () => {
  const task = (fields: object) => ({
    upid: 'u',
    node: 'n1',
    type: 'vzdump',
    subject: '1',
    user: 'root@pam',
    startedMs: NOW - HOUR,
    endedMs: NOW - HOUR / 2,
    status: 'OK',
    ...fields,
  });
  it('are counted by guest, a warning is none, and a job over several says so', () => {
    const list = [
      task({ status: 'job errors', subject: '' }),
      task({ status: 'WARNINGS: 1' }),
      task({ subject: '2', status: 'unexpected end' }),
      task({ subject: '3', status: 'failed long ago', endedMs: NOW - 25 * HOUR }),
      task({ subject: '4', status: null, endedMs: null }),
      task({ type: 'qmstart', status: 'no' }),
    ];
    const tasks = n2Offline(list);
    expect(look('pve/backup-task-failures', { tasks })).toEqual([
      'n1 several guests=1',
      'n1 guest 1 1=0',
      'n1 guest 2 2=1',
      'n1 guest 4 4=0',
      'n2=source-down: n2 is offline',
    ]);
  });

  it('are over once the same guest was backed up well, wherever it was by then', () => {
    const failed = task({ status: 'no space', startedMs: NOW - 3 * HOUR, endedMs: NOW - 2 * HOUR });
    const see = (...n2: Array<ReturnType<typeof task>>) =>
      look('pve/backup-task-failures', { tasks: byName(['n1', given([failed])], ['n2', given(n2)]) })[0];
    expect(see(task({ node: 'n2' }))).toBe('n1 guest 1 1=0');
    expect(see(task({ node: 'n2', subject: '2' }))).toBe('n1 guest 1 1=1');
    expect(see(task({ node: 'n2', startedMs: NOW - 9 * HOUR, endedMs: NOW - 8 * HOUR }))).toBe('n1 guest 1 1=1');
    expect(see(task({ node: 'n2', status: null }))).toBe('n1 guest 1 1=1');
    const open = task({ status: 'unexpected status' });
    expect(look('pve/backup-task-failures', { tasks: byName(['n1', given([open])]) })).toEqual([
      'n1 guest 1 1=no-data: The server does not know how a task ended.',
    ]);
  });
});
