/** @jest-environment node */
import type { CheckDefinition } from '../../check/definition';
import type { CheckResult } from '../../check/result';
import { runChecks } from '../../check/run';
import { checkDefinition } from '../../check/testData';
import { inventoryEvaluator, inventoryGroup } from '../../inventory/inventoryEvaluator';
import type { Inventory } from '../../inventory/port';
import type { Read, Snapshot } from '../../inventory/read';
import { byName, DAY, GIB, given, HOUR, NOW, onN1, refused } from '../../inventory/testData';
import { AUDITOR, SEES_BACKUPS } from '../proxmox/testData';
import { clusterView } from './clusterView';
import { PVE_MEASURES } from './measures';
import type { PveParts } from './parts';
import { backup, guest, node, nodeStatus, resources, rrd, snapshotOf, storage } from './testData';

const BY_GUEST = ['cluster', 'vmid', 'name'];
const CHECKS: readonly CheckDefinition[] = [
  check('pve/node-online', { figures: ['online'], by: ['cluster', 'node'], op: 'lt', fail: 1 }),
  check('pve/node-memory', { figures: ['memory'], by: ['cluster', 'node'], warn: 0.8, fail: 0.9 }),
  check('pve/guest-known', { place: 'guests', figures: ['guests'], by: BY_GUEST, op: 'lt', fail: 1 }),
  check('pve/backup-age', {
    place: 'guests',
    figures: ['backup-age'],
    short: { wrong: 'backup too old', unknown: 'backups unknown' },
    by: BY_GUEST,
    unit: 'seconds',
    warn: 93_600,
    fail: 172_800,
    finding: '{name} is {value} old',
  }),
  check('pve/backup-never', { place: 'guests', figures: ['backup-never'], by: BY_GUEST, op: 'gte', fail: 1 }),
  check('pve/ha-state', {
    place: 'ha',
    by: ['cluster', 'sid', 'state'],
    op: 'gte',
    warn: 1,
    fail: 2,
    finding: '{sid} is in {state}',
  }),
  check('pve/storage-usage', {
    place: 'storage',
    figures: ['storage-used'],
    by: ['cluster', 'storage', 'where'],
    warn: 0.8,
    fail: 0.9,
  }),
  check('pve/storage-active', { place: 'storage', by: ['cluster', 'storage', 'node'], op: 'lt', fail: 1 }),
  check('pve/pending-updates', { place: 'updates', optional: true, by: ['cluster', 'node'], warn: 0 }),
];

function check(query: string, fields: Partial<CheckDefinition>): CheckDefinition {
  const { fail, ...base } = checkDefinition();
  return { ...base, id: query.replace('pve/', 'proxmox.'), kind: 'proxmox', query, absent: 'na', ...fields };
}

function source(name: string, snapshot: Snapshot<PveParts>): Inventory<PveParts> {
  return {
    uid: `uid-${name}`,
    name,
    read: (parts) => {
      const missing: Read<never> = refused('no-data');
      const entries = parts.map((part) => [part, snapshot[part] ?? missing]);
      return Promise.resolve(Object.fromEntries(entries));
    },
    forget: () => undefined,
  };
}

async function judged(...sources: Array<Inventory<PveParts>>): Promise<CheckResult[]> {
  const registry = { proxmox: inventoryEvaluator([inventoryGroup(sources, PVE_MEASURES)]) };
  const signal = new AbortController().signal;
  const { checks } = await runChecks(CHECKS, { registry, clock: () => NOW, windowSeconds: 86_400, signal });
  return [...checks.values()];
}

const healthy = {
  resources: resources({
    nodes: [node('n1'), node('n2')],
    guests: [guest(1), guest(2, { node: 'n2' }), guest(3, { template: true })],
    storages: [storage('ceph', { shared: true }), storage('ceph', { shared: true, node: 'n2' }), storage('local')],
  }),
  status: { cluster: { name: 'prod', quorate: true, nodes: 2 }, nodes: [] },
  nodeStatus: byName(['n1', given(nodeStatus())], ['n2', given(nodeStatus())]),
  permissions: SEES_BACKUPS,
  ha: { quorate: true, managers: [], services: [] },
  backups: new Map([['backup', given([backup(1, HOUR), backup(2, HOUR)])]]),
  updates: byName(['n1', given([])], ['n2', given([])]),
};

async function view(parts: Parameters<typeof snapshotOf>[0]) {
  const snapshot = snapshotOf(parts);
  return clusterView({ uid: 'uid-a', name: 'a' }, snapshot, await judged(source('a', snapshot)), NOW);
}

describe('the view of a cluster', () => {
  it('is as old as the oldest part of the state, not as the histories, which stand for an hour', async () => {
    const backups = given(new Map([['backup', given([backup(1, HOUR)], NOW - 60_000)]]), NOW - 60_000);
    const histories = { nodeWeek: given(onN1([rrd(1)]), NOW - HOUR), storageMonth: given(new Map(), NOW - HOUR) };
    expect((await view({ ...healthy, ...histories, backups })).asOfMs).toBe(NOW - 60_000);
  });

  it('counts guests that stand on an error or are paused neither as running nor as stopped', async () => {
    const states = ['running', 'stopped', 'io-error', 'paused', 'unknown', 'hovering'];
    const guests = states.map((status, index) => guest(index + 1, { status }));
    const seen = await view({ ...healthy, resources: resources({ nodes: [node('n1'), node('n2')], guests }) });
    expect(seen.figures.guests).toMatchObject({ running: 1, stopped: 1, halted: 2, unknown: 2 });
  });

  it('has nothing to say of one that is well', async () => {
    const seen = await view(healthy);
    expect(seen).toMatchObject({ verdict: 'pass', silent: null, clusterName: 'prod', asOfMs: NOW, attention: [] });
    expect(seen.figures).toMatchObject({
      online: { online: 2, nodes: 2, verdict: 'pass', haErrors: 0 },
      guests: { running: 2, stopped: 0, halted: 0, unknown: 0 },
      memory: { used: { value: 60 / 256, verdict: 'pass', of: null }, allocated: { value: 16 / 256, of: null } },
      tasks: { failed: null, total: null },
    });
    expect(seen.nodes.map(({ name, verdict, guests, vcpuPerCore }) => [name, verdict, guests, vcpuPerCore])).toEqual([
      ['n1', 'pass', 1, 0.25],
      ['n2', 'pass', 1, 0.25],
    ]);
    expect(seen.guests.map(({ vmid, lastBackup }) => [vmid, lastBackup.state])).toEqual([
      [1, 'known'],
      [2, 'known'],
      [3, 'excluded'],
    ]);
    expect(seen.storages.map(({ name, node: on, used }) => [name, on, used.value])).toEqual([
      ['ceph', null, 0.5],
      ['local', 'n1', 0.5],
    ]);
  });

  it('shows with a verdict the number of the very node that it is about, by name', async () => {
    const [used, size] = [120 * GIB, 128 * GIB];
    const full = nodeStatus({ memoryUsedBytes: used, memoryAvailableBytes: size - used, memoryBytes: size });
    const seen = await view({ ...healthy, nodeStatus: byName(['n1', given(nodeStatus())], ['n2', given(full)]) });
    expect(seen.figures.memory.used).toEqual({ value: used / size, verdict: 'fail', of: 'n2' });
  });

  it('puts the worst first and says why in the words of the checks', async () => {
    const backups = new Map([['backup', given([backup(1, HOUR), backup(2, 3 * DAY)])]]);
    const services = [{ sid: 'vm:1', node: 'n1', state: 'migrate', requested: null }];
    const seen = await view({ ...healthy, backups, ha: { quorate: true, managers: [], services } });
    expect(seen.guests.map(({ vmid, verdict, hints }) => [vmid, verdict, hints.map(({ finding }) => finding)])).toEqual(
      [
        [2, 'fail', ['vm-2 is 3\u00a0d old']],
        [1, 'warn', ['vm:1 is in migrate']],
        [3, 'pass', []],
      ]
    );
    expect(seen.guests.map(({ hints }) => hints.map(({ short }) => short))).toEqual([['backup too old'], [null], []]);
    expect(seen.attention.map(({ checkId, verdict, tab, count }) => [checkId, verdict, tab, count])).toEqual([
      ['proxmox.backup-age', 'fail', 'guests', 1],
      ['proxmox.ha-state', 'warn', 'ha', 1],
    ]);
    expect(seen.verdict).toBe('fail');
  });

  it('is unknown about backups with an auditor token, with the reason on every guest', async () => {
    const seen = await view({ ...healthy, permissions: AUDITOR, backups: new Map([['backup', given([])]]) });
    const reason = { code: 'not-permitted', detail: 'Datastore.AllocateSpace on /storage/backup is missing' };
    expect(seen.guests.map(({ lastBackup }) => lastBackup)).toEqual([
      { state: 'unknown', reason },
      { state: 'unknown', reason },
      { state: 'excluded' },
    ]);
    expect(seen.guests[0]?.hints.map(({ short }) => short)).toEqual(['backups unknown', null]);
    expect(seen.attention).toMatchObject([
      { verdict: 'unknown', reason },
      { verdict: 'unknown', reason },
    ]);
  });

  it('never mixes two clusters that reuse VM ids, though their checks were run at once', async () => {
    const a = snapshotOf(healthy);
    const b = snapshotOf({ ...healthy, backups: new Map([['backup', given([backup(1, 9 * DAY)])]]) });
    const checks = await judged(source('a', a), source('b', b));
    const viewA = clusterView({ uid: 'uid-a', name: 'a' }, a, checks, NOW);
    const viewB = clusterView({ uid: 'uid-b', name: 'b' }, b, checks, NOW);
    expect([viewA.verdict, viewA.attention]).toEqual(['pass', []]);
    expect(viewB.guests.map(({ vmid, verdict }) => [vmid, verdict])).toEqual([
      [1, 'fail'],
      [2, 'fail'],
      [3, 'pass'],
    ]);
  });

  it('sums nothing over guests that it may not see', async () => {
    const seen = await view({ ...healthy, permissions: new Map([['/', new Map([['Sys.Audit', true]])]]) });
    expect(seen.figures.guests).toMatchObject({ running: null, stopped: null, unknown: null, verdict: 'unknown' });
    expect(seen.figures.memory.allocated.value).toBeNull();
    expect(seen.nodes[0]).toMatchObject({ guests: null, vcpuPerCore: null, memoryAllocatedBytes: null });
  });

  it('does not turn unknown for a list of updates that nobody has to open', async () => {
    const closed = refused('not-permitted', 'Sys.Modify on /nodes/n1 is missing');
    const seen = await view({ ...healthy, updates: byName(['n1', closed], ['n2', closed]) });
    expect(seen.attention).toMatchObject([{ checkId: 'proxmox.pending-updates', verdict: 'unknown', tab: 'updates' }]);
    expect([seen.verdict, ...seen.nodes.map(({ verdict }) => verdict)]).toEqual(['pass', 'pass', 'pass']);
  });

  it('is silent with the reason when nothing was read, and draws no zeros', async () => {
    const down = refused('source-down', 'no route');
    const seen = await view({ resources: down, status: down, permissions: down });
    expect(seen).toMatchObject({ verdict: 'unknown', silent: { code: 'source-down' }, asOfMs: null, guests: [] });
    expect(seen.figures.online).toEqual({ online: null, nodes: null, verdict: 'unknown', haErrors: null });
    expect(seen.figures.memory).toMatchObject({ used: { value: null }, allocated: { value: null } });
    expect(seen.figures.nodeFails.value).toBeNull();
  });

  it('is silent although what was kept from before can still be read', async () => {
    const down = refused('source-down', 'no route');
    const seen = await view({ ...healthy, resources: down, status: down });
    expect(seen).toMatchObject({ verdict: 'unknown', silent: { code: 'source-down' } });
    expect((await view({ ...healthy, status: refused('not-permitted') })).silent).toBeNull();
  });

  it('shows a storage where it is not active, its limit, its growth and when it is full', async () => {
    const storages = [
      storage('ceph', { shared: true, usedBytes: 9.5e11 }),
      storage('ceph', { shared: true, node: 'n2', available: false }),
    ];
    const month = Array.from({ length: 20 }, (_, index) =>
      rrd(19 - index, { diskUsedBytes: 7e11 + index * 1e10, diskBytes: 1e12 })
    );
    const seen = await view({
      ...healthy,
      resources: { ...healthy.resources, storages },
      storageMonth: new Map([['ceph', given(month)]]),
    });
    expect(seen.storages).toMatchObject([
      {
        name: 'ceph',
        node: null,
        verdict: 'fail',
        used: { value: 0.95, verdict: 'fail', limit: 0.8 },
        inactiveOn: ['n2'],
      },
    ]);
    expect(seen.storages[0]?.growthBytesPer30Days).toBeCloseTo(3e11, -3);
    expect(seen.storages[0]?.fullIn.value).toBeCloseTo(11, 6);
    expect(seen.storages[0]?.thin).toEqual({ value: null, verdict: 'pending' });
  });

  it('draws an offline node without numbers of its own', async () => {
    const nodes = [
      node('n1'),
      node('n2', { status: 'offline', memoryUsedBytes: null, memoryBytes: null, cpuRatio: null }),
    ];
    const seen = await view({
      ...healthy,
      resources: { ...healthy.resources, nodes },
      nodeStatus: byName(['n1', given(nodeStatus({ memoryUsedBytes: 120 * GIB }))], ['n2', refused('source-down')]),
      nodeWeek: onN1([]),
    });
    expect(seen.nodes).toMatchObject([
      { name: 'n1', verdict: 'fail', memory: { value: 120 / 128, verdict: 'fail' }, cpuIsWeek: false },
      {
        name: 'n2',
        verdict: 'fail',
        cpu: { value: null, verdict: 'unknown' },
        memory: { value: null, verdict: 'unknown' },
      },
    ]);
  });

  it('holds no NaN, whatever is missing', async () => {
    const zero = { memoryBytes: 0, memoryUsedBytes: 0, rootBytes: 0, rootUsedBytes: 0, cores: 0 };
    const seen = await view({
      ...healthy,
      resources: {
        nodes: [node('n1', zero)],
        guests: [guest(1, { memoryBytes: 0, memoryUsedBytes: 0, vcpus: null })],
        storages: [storage('x', { usedBytes: 0, sizeBytes: 0 })],
      },
      nodeStatus: onN1(nodeStatus(zero)),
    });
    const numbers: number[] = [];
    JSON.stringify(seen, (_key, value: unknown) => {
      numbers.push(...(typeof value === 'number' ? [value] : []));
      return value;
    });
    expect(numbers.filter(Number.isNaN)).toEqual([]);
  });
});
