/** @jest-environment node */
import fc from 'fast-check';
import { byName, DAY, GIB, given, NOW, refused } from '../../inventory/testData';
import { failovers, KEPT_PER_NODE_BYTES } from './memory';
import type { GuestConfig, PveGuest, PveNode } from './parts';
import { monthOfUse } from './rightSize';
import { growth } from './storage';
import { config, guest, look, node, resources, rrd, storage } from './testData';

const size = fc.integer({ min: 16, max: 1024 }).map((gib) => gib * GIB);

describe('what was promised on a node', () => {
  it('is the sum over running guests, templates and stopped ones left out', () => {
    const guests = [
      guest(1, { vcpus: 8, memoryBytes: 64 * GIB }),
      guest(2, { vcpus: 40, memoryBytes: 128 * GIB }),
      guest(3, { status: 'stopped' }),
      guest(4, { template: true }),
      guest(5, { node: 'elsewhere' }),
    ];
    const parts = { resources: resources({ nodes: [node('n1')], guests }) };
    expect(look('pve/vcpu-per-core', parts)).toEqual(['n1=3']);
    expect(look('pve/memory-allocated', parts)).toEqual(['n1=1.5']);
  });

  it('is unknown with one hole, without Sys.Audit on the node, and while the node is away', () => {
    const see = (nodes: PveNode[], ...guests: PveGuest[]) =>
      look('pve/vcpu-per-core', { resources: resources({ nodes, guests }) });
    const hole = ['n1=no-data: A guest does not say whether it runs, or what it was given.'];
    expect(see([node('n1')], guest(1), guest(2, { vcpus: null }))).toEqual(hole);
    expect(see([node('n1')], guest(1), guest(2, { status: 'unknown' }))).toEqual(hole);
    expect(see([node('n1')], guest(1, { vcpus: 16 }), guest(2, { vcpus: 16, status: 'paused' }))).toEqual(['n1=2']);
    expect(see([node('n1', { cores: null })])).toEqual(['n1=not-permitted: Sys.Audit on /nodes/n1 is missing']);
    expect(see([node('n1', { status: 'offline' })])).toEqual(['n1=no-data: The node is offline.']);
  });

  it('adds up: over all nodes as many vCPUs as the running guests have', () => {
    const anyGuest = fc.record({
      vcpus: fc.integer({ min: 1, max: 64 }),
      node: fc.constantFrom('a', 'b', 'c'),
      status: fc.constantFrom('running', 'stopped'),
    });
    fc.assert(
      fc.property(fc.array(anyGuest, { maxLength: 40 }), (list) => {
        const guests = list.map((fields, index) => guest(index, fields));
        const nodes = ['a', 'b', 'c'].map((name) => node(name, { cores: 1 }));
        const seen = look('pve/vcpu-per-core', { resources: resources({ nodes, guests }) });
        const total = seen.reduce((sum, line) => sum + Number(line.split('=')[1]), 0);
        expect(total).toBe(list.reduce((sum, { vcpus, status }) => sum + (status === 'running' ? vcpus : 0), 0));
      })
    );
  });
});

describe('a cluster without one node', () => {
  const cluster = fc.array(
    size.chain((memoryBytes) =>
      fc.double({ min: 0, max: 1, noNaN: true }).map((share) => ({ memoryBytes, memoryUsedBytes: share * memoryBytes }))
    ),
    { minLength: 2, maxLength: 8 }
  );

  it('fits exactly when what is in use is no more than the others have', () => {
    fc.assert(
      fc.property(cluster, (list) => {
        const nodes = list.map((fields, index) => node(`n${index}`, fields));
        const used = list.reduce((sum, { memoryUsedBytes }) => sum + memoryUsedBytes, 0);
        for (const [name, { ratio, lacksBytes }] of failovers(nodes, undefined)) {
          const others = nodes.filter((one) => one.name !== name);
          const room = others.reduce((sum, { memoryBytes }) => sum + (memoryBytes ?? 0) - KEPT_PER_NODE_BYTES, 0);
          expect(ratio).toBeCloseTo(used / room, 9);
          expect(lacksBytes > 0).toBe(used > room);
        }
      })
    );
  });

  it('is worst without its largest node', () => {
    fc.assert(
      fc.property(cluster, (list) => {
        const nodes = list.map((fields, index) => node(`n${index}`, fields));
        const found = failovers(nodes, undefined);
        const largest = Math.max(...list.map(({ memoryBytes }) => memoryBytes));
        const worst = Math.max(...[...found.values()].map(({ ratio }) => ratio));
        const lost = nodes.find(({ memoryBytes }) => memoryBytes === largest)?.name ?? '';
        expect(found.get(lost)?.ratio).toBeCloseTo(worst, 9);
      })
    );
  });

  it('is not judged with a hole in the sum, and means nothing to a host that is alone', () => {
    const see = (...nodes: PveNode[]) =>
      look('pve/node-fails', { resources: resources({ nodes }), nodeStatus: refused() });
    const hole = 'no-data: Not every node says what memory it has.';
    expect(see(node('a'), node('b', { memoryUsedBytes: null }))).toEqual([`a=${hole}`, `b=${hole}`]);
    expect(see(node('a'))).toEqual([]);
    expect(see(node('a'), node('b', { status: 'offline' }))).toEqual([`a=${hole}`, 'b=no-data: The node is offline.']);
  });
});

describe('the size of a guest', () => {
  const month = (days: number, cpuRatio: number, memoryShare: number) =>
    Array.from({ length: days * 4 + 1 }, (_, index) =>
      rrd(days - index / 4, { cpuRatio, memoryUsedBytes: memoryShare * 8 * GIB, memoryBytes: 8 * GIB })
    );
  const see = (points: ReturnType<typeof month>, fields: object = {}) =>
    ['pve/guest-idle', 'pve/guest-cpu-month', 'pve/guest-memory-month'].map(
      (measure) =>
        look(measure, {
          resources: resources({ guests: [guest(1, fields)] }),
          guestMonth: new Map([
            ['qemu/1', given(monthOfUse(points))],
            ['lxc/1', given(monthOfUse(points))],
          ]),
        })[0]?.split('=')[1]
    );

  it('is judged by at least 14 days', () => {
    expect(see(month(30, 0.01, 0.1))).toEqual(['1', '0.01', '0.1']);
    expect(see(month(30, 0.01, 0.3))).toEqual(['0', '0.01', '0.3']);
    expect(see(month(14, 0.5, 0.95))).toEqual(
      ['0', '0.5', '0.95'].map((value, index) => (index === 2 ? expect.stringMatching('no-data') : value))
    );
    const short = 'no-data: There are 13 of the 14 days of history that it takes.';
    expect(see(month(13, 0.01, 0.1))).toEqual([short, short, short]);
    expect(see([])[0]).toBe('no-data: There are 0 of the 14 days of history that it takes.');
  });

  it('does not believe a virtual machine that reads as full all the time', () => {
    const full = month(30, 0.01, 0.99);
    const hidden = expect.stringMatching(/^no-data: Its memory reads as full/);
    expect(see(full)).toEqual([hidden, '0.01', hidden]);
    expect(see(full, { memoryUsedBytes: 8 * GIB, hostMemoryBytes: 8 * GIB })).toEqual([hidden, '0.01', hidden]);
    expect(see(full, { kind: 'lxc' })).toEqual(['0', '0.01', '0.99']);
    expect(see(full, { memoryUsedBytes: 7 * GIB, hostMemoryBytes: 8.5 * GIB })).toEqual(['0', '0.01', '0.99']);
    expect(see(month(30, 0.5, 0.99))).toEqual(['0', '0.5', hidden]);
    const once = [...full.slice(0, -1), ...month(0, 0.01, 0.5)];
    expect(see(once)).toEqual(['0', '0.01', '0.99']);
  });

  it('is not asked of guests that do not run', () => {
    expect(see(month(30, 0.01, 0.1), { status: 'stopped' })).toEqual([undefined, undefined, undefined]);
  });
});

describe('growth of a storage', () => {
  const line = (days: number, perDay: number, start = 1000) =>
    Array.from({ length: days }, (_, index) =>
      rrd(days - 1 - index, {
        timeMs: NOW - (days - 1 - index) * DAY,
        diskUsedBytes: start + perDay * index,
        diskBytes: 10_000,
      })
    );

  it('is the slope of daily maxima, and full where the line meets the size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 14, max: 30 }), fc.integer({ min: 1, max: 100 }), (days, perDay) => {
        const grown = growth(line(days, perDay))!;
        expect(grown.bytesPer30Days).toBeCloseTo(perDay * 30, 6);
        expect(grown.fullInDays).toBeCloseTo((10_000 - 1000 - perDay * (days - 1)) / perDay, 6);
      })
    );
  });

  it('is unknown with less than 14 days, and no reason to fill up where it shrinks or stays', () => {
    expect(growth(line(13, 5))).toBeNull();
    expect(growth([])).toBeNull();
    const ended = line(30, 5).map((point, day) => (day < 16 ? point : { ...point, diskUsedBytes: null }));
    expect(growth(ended)).toBeNull();
    expect(growth(line(20, 0))).toEqual({ bytesPer30Days: 0, fullInDays: Infinity, pace: '30 days' });
    expect(growth(line(20, -5))).toMatchObject({ fullInDays: Infinity });
    const gaps = line(20, 5).map((point, index) => (index % 2 ? point : { ...point, diskUsedBytes: null }));
    expect(growth(gaps)).toBeNull();
  });

  it('is forecast by the worst of the paces of a day, a week and a month, and never later than by any of them', () => {
    const history = fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 20, maxLength: 30 });
    fc.assert(
      fc.property(history, (used) => {
        const points = line(used.length, 0).map((point, index) => ({ ...point, diskUsedBytes: used[index] ?? 0 }));
        const { fullInDays, pace, bytesPer30Days } = growth(points)!;
        const left = 10_000 - used.at(-1)!;
        const perDay = used.at(-1)! - used.at(-2)!;
        const scaled = fullInDays * (pace === 'day' ? 2 : 1);
        expect(scaled).toBeLessThanOrEqual(bytesPer30Days > 0 ? (left / bytesPer30Days) * 30 + 1e-6 : Infinity);
        expect(scaled).toBeLessThanOrEqual(perDay > 0 ? (left / perDay) * 2 + 1e-6 : Infinity);
      })
    );
  });

  it('of a storage that one day filled is that day’s, as the check of the filesystem below it says', () => {
    const points = [...line(20, 0, 5000).slice(0, -1), { ...line(1, 0, 9000)[0]! }];
    expect(growth(points)).toMatchObject({ bytesPer30Days: 0, fullInDays: 0.25, pace: 'day' });
  });

  it('gives a check a number that is finite', () => {
    const see = (points: ReturnType<typeof line>) =>
      look('pve/storage-days-to-full', {
        resources: resources({ storages: [storage('local')] }),
        storageMonth: new Map([['n1/local', given(points)]]),
      });
    expect(see(line(20, 0))).toEqual(['local n1 30 days=3650']);
    expect(see(line(13, 1))).toEqual(['local n1=no-data: There are less than 14 days of history up to now.']);
  });
});

describe('disks that were promised', () => {
  const disk = (name: string | null, sizeBytes: number | null) => ({
    slot: 's',
    storage: name,
    sizeBytes,
    backup: true,
  });
  const storages = [
    storage('ceph', { shared: true }),
    storage('ceph', { shared: true, node: 'n2' }),
    storage('local'),
    storage('local', { node: 'n2' }),
  ];
  const guests = [guest(1), guest(2, { node: 'n2' }), guest(3, { node: 'n2', template: true })];
  const see = (...configs: Array<GuestConfig['disks'] | ReturnType<typeof refused>>) =>
    look('pve/storage-thin', {
      resources: resources({ storages, guests }),
      configs: byName<GuestConfig>(
        ...configs.map(
          (one, index) => [`qemu/${index + 1}`, 'ok' in one ? one : given(config({ disks: one }))] as const
        )
      ),
    });

  it('add up by storage, shared ones over all nodes, templates with them', () => {
    expect(
      see([disk('ceph', 5e11), disk('local', 1e11)], [disk('ceph', 7e11), disk(null, 9)], [disk('local', 2e11)])
    ).toEqual(['ceph shared rbd=1.2', 'local n1 rbd=0.1', 'local n2 rbd=0.2']);
  });

  it('are unknown where a guest was not read that may have one, or a disk has no size', () => {
    expect(see([disk('local', 1e11)], refused('timeout'), [])).toEqual([
      'ceph shared rbd=timeout: ',
      'local n1 rbd=0.1',
      'local n2 rbd=timeout: ',
    ]);
    expect(see([disk('local', null), disk('local', 5)], [], [])).toEqual([
      'local n1 rbd=no-data: A disk of vm-1 has no size.',
    ]);
  });
});
