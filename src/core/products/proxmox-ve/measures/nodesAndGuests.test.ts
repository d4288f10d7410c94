/** @jest-environment node */
import { byName, DAY, given, HOUR, n2Offline, NOW, onN1, refused } from '../../../inventory/testData';
import type { Permissions } from '../../proxmox/parts';
import type { GuestConfig, GuestSnapshot, PveGuest } from '../parts';
import { config, guest, look, node, nodeStatus, resources, rrd, storage } from '../testData';

const SOME_GUESTS: Permissions = new Map([['/pool/one', new Map([['VM.Audit', true]])]]);

describe('nodes', () => {
  it('count what can be given back as free, where the node says so', () => {
    const used = (fields: object) => look('pve/node-memory', { nodeStatus: onN1(nodeStatus(fields)) });
    expect(used({ memoryBytes: 100, memoryUsedBytes: 95, memoryAvailableBytes: 40 })).toEqual(['n1=0.6']);
    expect(used({ memoryBytes: 100, memoryUsedBytes: 95 })).toEqual(['n1=0.95']);
    expect(used({ memoryBytes: 0 })).toEqual(['n1=no-data: The server gave no value.']);
    expect(look('pve/node-root', { nodeStatus: n2Offline(nodeStatus()) })).toEqual([
      'n1=0.2',
      'n2=source-down: n2 is offline',
    ]);
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
    expect(look('pve/guest-running', { resources: resources({ guests: list }), configs })).toEqual([
      'n1 1 vm-1=1',
      'n1 2 vm-2=0',
      'n1 3 vm-3=1',
      'n1 7 vm-7=timeout: ',
      'n1 8 vm-8=no-data: The cluster has no fresh word of it; it is on n1.',
    ]);
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
    const rest = ['n1 4 vm-4=0', 'n1 5 vm-5 constructor=no-data: locked (constructor), age unknown'];
    const unknown = 'n1 3 vm-3 migrate=no-data: locked (migrate), age unknown';
    expect(see(task({}), task({ subject: '9' }))).toEqual(['n1 1 vm-1=0', 'n1 2 vm-2 backup=25200', unknown, ...rest]);
    expect(see(task({ subject: '', startedMs: NOW - HOUR }))[1]).toBe('n1 2 vm-2 backup=3600');
    const over = task({ subject: '', endedMs: NOW - HOUR, status: 'OK' });
    expect(see(over)[1]).toBe('n1 2 vm-2 backup=no-data: locked (backup), age unknown');
    const met = { endedMs: NOW - 5 * HOUR, startedMs: NOW - 5 * HOUR, status: 'VM is locked (backup)' };
    expect(see(task(met))[1]).toBe('n1 2 vm-2 backup=no-data: locked (backup), age unknown');
    expect(see(task({ endedMs: NOW - 30_000, status: 'OK' }))[1]).toBe('n1 2 vm-2 backup=25200');
    const noTasks = look('pve/guest-locked', { resources: resources({ guests: list }), tasks: refused(), version });
    expect(noTasks[1]).toBe('n1 2 vm-2 backup=no-data: locked (backup), age unknown');
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
});
