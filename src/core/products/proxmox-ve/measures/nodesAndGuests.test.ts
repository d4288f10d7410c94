/** @jest-environment node */
import { byName, CONTEXT, DAY, given, HOUR, n2Offline, NOW, onN1, refused } from '../../../inventory/testData';
import type { Permissions, ProxmoxTask } from '../../proxmox/parts';
import { PVE_MEASURES } from '../measures';
import type { GuestConfig, GuestSnapshot, PveGuest } from '../parts';
import { config, guest, look, node, nodeStatus, resources, rrd, snapshotOf, storage } from '../testData';

/** A backup of one guest that still runs. */
function backupOf(subject: string): ProxmoxTask {
  const task = { upid: `UPID:n1:${subject}`, node: 'n1', type: 'vzdump', subject, user: 'root@pam' };
  return { ...task, startedMs: NOW - HOUR, endedMs: null, status: null };
}

const SOME_GUESTS: Permissions = new Map([['/pool/one', new Map([['VM.Audit', true]])]]);

describe('nodes', () => {
  it('count what can be given back as free, where the node says so', () => {
    const used = (fields: object) => look('pve/node-memory', { nodeStatus: onN1(nodeStatus(fields)) });
    expect(used({ memoryBytes: 100, memoryUsedBytes: 95, memoryAvailableBytes: 40 })).toEqual(['n1 used=0.6']);
    expect(used({ memoryBytes: 100, memoryUsedBytes: 95 })).toEqual(['n1 used=0.95']);
    expect(used({ memoryBytes: 0 })).toEqual(['n1=no-data: The server gave no value.']);
    expect(look('pve/node-root', { nodeStatus: n2Offline(nodeStatus()) })).toEqual([
      'n1=0.2',
      'n2=source-down: n2 is offline',
    ]);
  });

  it('say that the cache of ZFS is counted where they do not tell what it can give back', () => {
    const onZfs = { resources: resources({ storages: [storage('local-zfs', { type: 'zfspool' })] }) };
    const used = (memoryAvailableBytes: number | null) =>
      look('pve/node-memory', { ...onZfs, nodeStatus: onN1(nodeStatus({ memoryAvailableBytes })) })[0];
    expect(used(98 * 2 ** 30)).toMatch(/^n1 used=/);
    expect(used(null)).toMatch(/^n1 used, what ZFS caches and can give back among it=/);
  });

  it('without swap use none', () => {
    const swap = (swapBytes: number | null) =>
      look('pve/node-swap', { nodeStatus: onN1(nodeStatus({ swapBytes, swapUsedBytes: 2 })) });
    expect([swap(0), swap(8), swap(null)].flat()).toEqual(['n1=0', 'n1=0.25', 'n1=no-data: The server gave no value.']);
  });

  it('have a p95 of a week only with a day of points', () => {
    const week = (days: number) =>
      Array.from({ length: days * 48 }, (_, index) => rrd(days - index / 48, { cpuRatio: index % 25 === 0 ? 1 : 0.4 }));
    const see = (points: ReturnType<typeof week>) => look('pve/node-cpu-week', { nodeWeek: onN1(points) });
    expect(see(week(7))).toEqual(['n1=0.4']);
    const short = 'n1=no-data: There is less than a day of history.';
    expect([see(week(1)), see([]), see([rrd(6), rrd(0)])].flat()).toEqual([short, short, short]);
    const ended = week(7).map((point, index) => (index < 3 * 48 ? point : { ...point, cpuRatio: null }));
    expect(see(ended)).toEqual(['n1=no-data: Its history ended more than a day ago.']);
  });

  it('are under pressure when they were all the last hour, and before Proxmox VE 9 nobody knows', () => {
    const points = (...io: Array<number | null>) =>
      io.map((ioPressureRatio, index) => rrd(((io.length - 1 - index) * 0.5) / 24, { ioPressureRatio }));
    const see = (list: ReturnType<typeof points>) => look('pve/node-pressure', { nodeWeek: onN1(list) });
    expect(see(points(0.9, 0.3, 0.5))).toEqual(['n1 io=0.3']);
    expect(see(points(0.9, null, null))).toEqual(['n1 io=no-data: There is no value of the last hour.']);
    expect(see(points(null, null))).toEqual([]);
  });
});

describe('guests', () => {
  it('whose state nobody knows are unknown', () => {
    const list = [guest(1), guest(2, { status: 'unknown' })];
    expect(look('pve/guest-known', { resources: resources({ guests: list }), permissions: SOME_GUESTS })).toEqual([
      'n1 1 vm-1=1',
      'n1 2 vm-2=no-data: The cluster has no fresh word of it; it is on n1.',
      'problem not-permitted: VM.Audit on /vms is missing',
    ]);
  });

  it('that start on boot run, unless HA keeps them down or a backup stopped them', () => {
    const stopped = { status: 'stopped' };
    const list = [
      guest(1),
      guest(2, stopped),
      guest(3, { ...stopped, lock: 'backup' }),
      guest(4, { ...stopped, haState: 'disabled' }),
      guest(5, { ...stopped, template: true }),
      guest(6, stopped),
      guest(7, stopped),
      guest(8, { status: 'unknown' }),
    ];
    const configs = byName<GuestConfig>(
      ...[1, 2, 3, 4, 5, 8].map((vmid) => [`qemu/${vmid}`, given(config())] as const),
      ['qemu/6', given(config({ onBoot: false }))],
      ['qemu/7', refused('timeout')]
    );
    const tasks = onN1([backupOf('3')]);
    expect(look('pve/guest-running', { resources: resources({ guests: list }), configs, tasks })).toEqual([
      'n1 1 vm-1=1',
      'n1 2 vm-2=0',
      'n1 3 vm-3=1',
      'n1 7 vm-7=timeout: ',
      'n1 8 vm-8=no-data: The cluster has no fresh word of it; it is on n1.',
    ]);
  });

  it('have no excuse in a lock that no task holds, nor in a high availability that ignores them', () => {
    const list = [
      guest(1, { status: 'stopped', lock: 'backup' }),
      guest(2, { status: 'stopped', haState: 'ignored' }),
      guest(3, { status: 'io-error' }),
      guest(4, { status: 'stopped', lock: 'suspended' }),
      guest(5, { status: 'hovering' }),
    ];
    const configs = byName<GuestConfig>(...list.map(({ vmid }) => [`qemu/${vmid}`, given(config())] as const));
    const see = (tasks: Parameters<typeof look>[1]['tasks']) =>
      look('pve/guest-running', { resources: resources({ guests: list }), configs, tasks });
    const rest = ['n1 2 vm-2=0', 'n1 5 vm-5=no-data: "hovering" is no state that is known.'];
    expect(see(onN1([]))).toEqual(['n1 1 vm-1=0', ...rest]);
    expect(see(onN1([backupOf('1')]))).toEqual(['n1 1 vm-1=1', ...rest]);
    expect(see(byName(['n1', refused('timeout')]))).toEqual(['n1 1 vm-1=timeout: ', ...rest]);
  });

  it('stand on an error whatever their configuration says, and are in between as long as nobody knows why', () => {
    const list = [
      guest(1, { status: 'io-error' }),
      guest(2, { status: 'paused' }),
      guest(3, { status: 'paused', lock: 'backup' }),
      guest(4, { status: 'io-error', lock: 'backup' }),
      guest(5, { status: 'stopped', lock: 'suspended' }),
      guest(6, { status: 'stopped' }),
      guest(7, { status: 'unknown' }),
      guest(8, { status: 'constructor' }),
    ];
    expect(look('pve/guest-state', { resources: resources({ guests: list }) })).toEqual([
      'n1 1 vm-1 stands on an I/O error: look at its storage=2',
      'n1 2 vm-2 is paused=1',
      'n1 3 vm-3 is paused=0',
      'n1 4 vm-4 stands on an I/O error: look at its storage=2',
      'n1 5 vm-5 is suspended to disk=1',
      'n1 6 vm-6 is stopped=0',
      'n1 7 vm-7=no-data: The cluster has no fresh word of it; it is on n1.',
      'n1 8 vm-8=no-data: "constructor" is no state that is known.',
    ]);
  });

  it('say by whom and since when they are paused, as far as the tasks of a day tell', () => {
    const halt = { ...backupOf('2'), type: 'qmsuspend', user: 'ops1@pve', startedMs: NOW - HOUR, endedMs: NOW - HOUR };
    const parts = { resources: resources({ guests: [guest(2, { status: 'paused' })] }) };
    const see = (...tasks: ProxmoxTask[]) => look('pve/guest-state', { ...parts, tasks: onN1(tasks) });
    expect(see(halt)).toEqual(['n1 2 vm-2 is paused by ops1@pve=1']);
    expect(see(halt, { ...halt, type: 'qmresume', startedMs: NOW - HOUR / 2 })).toEqual(['n1 2 vm-2 is paused=1']);
    const seen = PVE_MEASURES['pve/guest-state']?.observe(snapshotOf({ ...parts, tasks: onN1([halt]) }), CONTEXT);
    expect(seen?.entities[0]?.trend[0]).toEqual({ timeMs: NOW - HOUR, value: null });
  });

  it('are locked since their task began, and for nobody knows how long without one', () => {
    const task = (fields: object) => ({
      upid: 'u',
      node: 'n1',
      type: 'vzdump',
      subject: '2',
      user: 'u',
      startedMs: NOW - 7 * HOUR,
      endedMs: null,
      status: null,
      ...fields,
    });
    const list = [
      guest(1),
      guest(2, { lock: 'backup' }),
      guest(3, { lock: 'migrate' }),
      guest(4, { lock: 'suspended' }),
      guest(5, { lock: 'constructor' }),
    ];
    const version = { version: '9.1.1', release: '9.1' };
    const see = (...tasks: Array<ReturnType<typeof task>>) =>
      look('pve/guest-locked', { resources: resources({ guests: list }), tasks: onN1(tasks), version });
    const rest = [
      'n1 4 vm-4=0',
      'n1 5 vm-5 constructor=no-data: It is locked (constructor), and nobody knows since when.',
    ];
    const unknown = 'n1 3 vm-3 migrate=no-data: It is locked (migrate), and nobody knows since when.';
    expect(see(task({}), task({ subject: '9' }))).toEqual(['n1 1 vm-1=0', 'n1 2 vm-2 backup=25200', unknown, ...rest]);
    expect(see(task({ subject: '', startedMs: NOW - HOUR }))[1]).toBe('n1 2 vm-2 backup=3600');
    const over = task({ subject: '', endedMs: NOW - HOUR, status: 'OK' });
    expect(see(over)[1]).toBe('n1 2 vm-2 backup=no-data: It is locked (backup), and nobody knows since when.');
    const met = { endedMs: NOW - 5 * HOUR, startedMs: NOW - 5 * HOUR, status: 'VM is locked (backup)' };
    expect(see(task(met))[1]).toBe('n1 2 vm-2 backup=no-data: It is locked (backup), and nobody knows since when.');
    expect(see(task({ endedMs: NOW - 30_000, status: 'OK' }))[1]).toBe('n1 2 vm-2 backup=25200');
    const noTasks = look('pve/guest-locked', { resources: resources({ guests: list }), tasks: refused(), version });
    expect(noTasks[1]).toBe('n1 2 vm-2 backup=no-data: It is locked (backup), and nobody knows since when.');
  });
});

describe('locks on Proxmox VE 7', () => {
  const see = (...guests: PveGuest[]) =>
    look('pve/guest-locked', {
      resources: resources({ guests }),
      tasks: onN1([]),
      version: { version: '7.4-3', release: '7.4' },
    })[0];
  it('are unknown until it is seen to list them', () => {
    expect(see(guest(1))).toBe('n1 1 vm-1=no-data: This version need not list locks.');
    expect(see(guest(1), guest(2, { lock: 'backup' }))).toBe('n1 1 vm-1=0');
  });
});

describe('snapshots', () => {
  const shot = (name: string, days: number | null, withMemory = false): GuestSnapshot => ({
    name,
    withMemory,
    description: null,
    takenMs: days === null ? null : NOW - days * DAY,
  });
  it('are as old as the oldest, and a guest without any is fine', () => {
    const list = [guest(1), guest(2), guest(3), guest(4), guest(5)];
    const snapshots = new Map([
      ['qemu/1', given([shot('new', 1), shot('old', 40, true)])],
      ['qemu/2', given([])],
      ['qemu/3', given([shot('odd', null)])],
      ['qemu/5', { ...given([]), partial: { code: 'bad-response' as const, detail: '1 of 1' } }],
    ]);
    const see = (measure: string) => look(measure, { resources: resources({ guests: list }), snapshots });
    const unread = ['n1 4 vm-4=no-data: Its snapshots were not read.', 'n1 5 vm-5=bad-response: 1 of 1'];
    expect(see('pve/snapshot-age')).toEqual([
      'n1 1 vm-1 old=40',
      'n1 2 vm-2=0',
      'n1 3 vm-3=no-data: A snapshot does not say when it was taken.',
      ...unread,
    ]);
    expect(see('pve/snapshot-count')).toEqual(['n1 1 vm-1=2', 'n1 2 vm-2=0', 'n1 3 vm-3=1', ...unread]);
    expect(see('pve/snapshot-memory')).toEqual(['n1 1 vm-1=1', 'n1 2 vm-2=0', 'n1 3 vm-3=0', ...unread]);
  });
});

describe('storages', () => {
  it('are counted once when they are shared, by a node where they are active', () => {
    const list = [
      storage('ceph', { shared: true, available: false, usedBytes: null, sizeBytes: null }),
      storage('ceph', { shared: true, node: 'n2' }),
      storage('local', { usedBytes: 9e11 }),
      storage('local', { node: 'n2', usedBytes: null }),
      storage('gone', { available: false }),
    ];
    const all = { resources: resources({ storages: list, nodes: [node('n1'), node('n2', { status: 'offline' })] }) };
    expect(look('pve/storage-usage', all)).toEqual([
      'ceph shared=0.5',
      'local n1=0.9',
      'local n2=no-data: The server gave no value.',
    ]);
    expect(look('pve/storage-active', all)).toEqual([
      'ceph n1=0',
      'ceph n2=no-data: n2 is not online.',
      'local n1=1',
      'local n2=no-data: n2 is not online.',
      'gone n1=0',
    ]);
    expect(look('pve/storage-usage', { ...all, permissions: SOME_GUESTS })).toContain(
      'problem not-permitted: Datastore.Audit on /storage is missing'
    );
  });

  it('are judged by what they can be bad at: a way to others and a shelf of images cannot fill up', () => {
    const list = [
      storage('portal', { type: 'iscsi', sized: false, usedBytes: null, sizeBytes: null, content: ['none'] }),
      storage('shelf', { content: ['iso', 'vztmpl'], usedBytes: 1e12 }),
      storage('mixed', { content: ['iso', 'images'] }),
      storage('silent', { type: 'nfs', usedBytes: null, sizeBytes: null }),
      storage('odd', { status: 'resting', available: false }),
    ];
    const all = { resources: resources({ storages: list, nodes: [node('n1')] }), storageMonth: new Map() };
    expect(look('pve/storage-usage', all)).toEqual(['mixed n1=0.5', 'silent n1=no-data: The server gave no value.']);
    expect(look('pve/storage-days-to-full', all).map((line) => line.split(' ')[0])).toEqual(['mixed', 'silent']);
    expect(look('pve/storage-active', all)).toEqual([
      'portal n1=1',
      'shelf n1=1',
      'mixed n1=1',
      'silent n1=1',
      'odd n1=no-data: "resting" is no state that is known.',
    ]);
  });
});
