import { createFleet, type Fleet } from '../../demo/lab/fleet';
import { morningOf } from '../../demo/lab/model/story';
import { startPbs } from '../../demo/lab/simulators/pbs/start';
import { startPve, type PveOptions, type PveSimulator } from '../../demo/lab/simulators/pve/start';
import type { PveTokenName } from '../../demo/lab/simulators/pve/tokens';
import type { CheckResult, Entity, RunResult } from '../../src/core/check/result';
import { runChecks } from '../../src/core/check/run';
import { inventoryEvaluator, inventoryGroup } from '../../src/core/inventory/inventoryEvaluator';
import { asksEveryGuest } from '../../src/core/products/proxmox-ve/asked';
import { CLUSTER_PARTS, clusterView } from '../../src/core/products/proxmox-ve/clusterView';
import { PBS_MEASURES, PVE_MEASURES } from '../../src/core/products/proxmox-ve/measures';
import { builtin } from '../../src/library/builtin.gen';
import { proxmoxBackupServer } from '../../src/sources/proxmox-backup/proxmoxBackup';
import { proxmoxVe } from '../../src/sources/proxmox-ve/proxmoxVe';
import { pbsUpstream, proxyShim, pveUpstream, type Upstream } from './proxyShim';

const signal = new AbortController().signal;
/** A Friday morning, so that nothing here depends on when it runs. */
const clock = () => Date.UTC(2026, 10, 20, 8, 30);
const checks = builtin.checks.filter(({ kind }) => kind === 'proxmox');
const light = checks.filter((check) => !asksEveryGuest(check, PVE_MEASURES));

let fleet: Fleet;
const running: Array<{ close: () => Promise<void> }> = [];

beforeAll(() => {
  fleet = createFleet(7, morningOf(clock()));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function pve(options: PveOptions = {}): Promise<PveSimulator> {
  const server = await startPve({ fleet, now: clock, offlineDelayMs: 10, ...options });
  running.push(server);
  return server;
}

function as(server: PveSimulator, token: PveTokenName): Upstream {
  return pveUpstream(server.url, server.tokens[token]);
}

/** The checks of Proxmox on these clusters, by the name of their data source; those that ask every guest only if wanted. */
function run(servers: Readonly<Record<string, Upstream>>, asked = light): Promise<RunResult> {
  const transport = proxyShim(servers);
  const sources = Object.keys(servers).map((name) => proxmoxVe(transport, { uid: name, name }, { clock }));
  const registry = {
    proxmox: inventoryEvaluator([inventoryGroup(sources, PVE_MEASURES), inventoryGroup([], PBS_MEASURES)]),
  };
  return runChecks(asked, { registry, clock, windowSeconds: 86_400, signal });
}

function resultOf(result: RunResult, id: string): CheckResult {
  const found = result.checks.get(id);
  if (found === undefined) {
    throw new Error(`no result of ${id}`);
  }
  return found;
}

const verdictsOf = (entities: readonly Entity[]) => new Map(entities.map(({ key, verdict }) => [key, verdict]));
const unknownOf = ({ entities }: CheckResult) => entities.filter(({ verdict }) => verdict === 'unknown');

/** What the versions themselves differ in: their names, their packages, how fine their history is, and pressure. */
const BY_VERSION = new Set([
  'pve/version-skew',
  'pve/end-of-life',
  'pve/package-updates',
  'pve/reboot-due',
  'pve/pending-updates',
  'pve/node-pressure',
  'pve/ha-fencing',
  'pve/node-cpu-week',
  'pve/guest-idle',
  'pve/guest-cpu-month',
  'pve/guest-memory-month',
  'pve/storage-days-to-full',
  'pve/guest-locked',
]);

describe('the same cluster behind Proxmox VE 7.4, 8.4 and 9.1', () => {
  it('gets the same verdicts wherever the data allows, and unknown with a reason where not', async () => {
    const results: RunResult[] = [];
    for (const version of ['7.4', '8.4', '9.1'] as const) {
      results.push(await run({ 'pve-a': as(await pve({ version }), 'backups') }, checks));
    }
    const [old, middle, latest] = results as [RunResult, RunResult, RunResult];
    for (const [id, { definition, entities }] of latest.checks) {
      if (!BY_VERSION.has(definition.query)) {
        expect({ id, of: '8.4', verdicts: verdictsOf(resultOf(middle, id).entities) }).toEqual({
          id,
          of: '8.4',
          verdicts: verdictsOf(entities),
        });
        expect({ id, of: '7.4', verdicts: verdictsOf(resultOf(old, id).entities) }).toEqual({
          id,
          of: '7.4',
          verdicts: verdictsOf(entities),
        });
      }
    }
    for (const result of results) {
      for (const [id, one] of result.checks) {
        const silent = unknownOf(one).filter(({ reason }) => reason?.detail === undefined);
        expect({ id, silent }).toEqual({ id, silent: [] });
        expect({ id, verdict: one.verdict, reason: one.reason?.code }).not.toMatchObject({ reason: 'internal' });
      }
    }
    expect(resultOf(latest, 'proxmox.node-pressure').verdict).not.toBe('na');
    expect(resultOf(old, 'proxmox.node-pressure').verdict).toBe('na');
    expect(resultOf(old, 'proxmox.end-of-life').verdict).toBe('fail');
    // Version 7 does not list locks: then nobody is taken for not locked.
    expect(resultOf(old, 'proxmox.guest-locked').counts.pass).toBe(0);
    expect(resultOf(latest, 'proxmox.guest-locked').counts.pass).toBeGreaterThan(100);
  });
});

describe('what the fleet is known to have wrong', () => {
  it('is found, and nothing beside it', async () => {
    const result = await run({ 'pve-a': as(await pve(), 'backups') }, checks);
    const bad = (id: string) =>
      resultOf(result, id)
        .entities.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
        .map(({ labels }) => labels['vmid'] ?? labels['storage'] ?? labels['node'] ?? labels['user']);
    const { cluster } = await pve();
    const byName = (name: string) => String(cluster.guests.find((guest) => guest.name === name)?.vmid);
    expect(bad('backup.not-covered')).toContain(byName('billing-app'));
    expect(bad('backup.excluded-disks')).toEqual([byName('orders-db-1')]);
    expect(bad('proxmox.guest-running')).toEqual([byName('wiki')]);
    expect(bad('proxmox.storage')).toEqual(['local']);
    expect(bad('access.pve-admin-2fa')).toEqual(['bob@pve']);
    expect(resultOf(result, 'proxmox.quorum').verdict).toBe('pass');
    expect(resultOf(result, 'proxmox.updates').reason).toEqual({
      code: 'not-permitted',
      detail: 'Sys.Modify on /nodes/pve-a1 is missing',
    });
  });
});

describe('backups', () => {
  it('are unknown with the reason to an auditor, and listed with the extra role', async () => {
    const server = await pve();
    const auditor = await run({ 'pve-a': as(server, 'auditor') });
    for (const id of ['backup.guest-age', 'backup.guest-never']) {
      const { verdict, reason, counts } = resultOf(auditor, id);
      expect({ id, verdict, counts }).toMatchObject({ verdict: 'unknown', counts: { pass: 0, warn: 0, fail: 0 } });
      expect(reason?.detail).toMatch(/^Datastore\.AllocateSpace on \/storage\/\S+ is missing$/);
    }
    const more = await run({ 'pve-a': as(server, 'backups') });
    expect(resultOf(more, 'backup.guest-age').counts).toMatchObject({ unknown: 0 });
    expect(resultOf(more, 'backup.guest-age').counts.pass).toBeGreaterThan(100);
    expect(resultOf(more, 'backup.not-covered').counts.unknown).toBe(0);
  });
});

describe('two clusters', () => {
  it('that reuse VM ids are never mixed', async () => {
    const scale = { nodes: 3, guests: 40 };
    const [a, b] = [await pve({ scale, name: 'a' }), await pve({ scale, name: 'b', version: '8.4' })];
    const shared = a.cluster.guests.filter(({ vmid }) => b.cluster.guests.some((guest) => guest.vmid === vmid));
    expect(shared.length).toBeGreaterThan(10);
    const servers = { a: as(a, 'backups'), b: as(b, 'auditor') };
    const result = await run(servers);
    const alone = await run({ a: servers.a });
    for (const [id, { entities }] of alone.checks) {
      const own = resultOf(result, id).entities.filter(({ sourceUid }) => sourceUid === 'a');
      expect({ id, verdicts: verdictsOf(own) }).toEqual({ id, verdicts: verdictsOf(entities) });
      expect(own.filter(({ labels }) => labels['cluster'] !== 'a')).toEqual([]);
    }
    const ages = resultOf(result, 'backup.guest-age').entities;
    expect(ages.filter(({ sourceUid, verdict }) => sourceUid === 'b' && verdict !== 'unknown')).toEqual([]);
    expect(ages.filter(({ sourceUid, verdict }) => sourceUid === 'a' && verdict === 'unknown')).toEqual([]);
  });
});

describe('a token that sees little', () => {
  it('is told so by every check of a list, and never that all is well', async () => {
    const result = await run({ 'pve-a': as(await pve(), 'few') });
    const passing = [...result.checks.values()].filter(({ verdict }) => verdict === 'pass');
    // The server shows these to everybody.
    const open = ['proxmox.node-status', 'proxmox.certificate', 'proxmox.subscription', 'proxmox.end-of-life'];
    expect(passing.map(({ definition }) => definition.id).filter((id) => !open.includes(id))).toEqual([]);
    expect(resultOf(result, 'proxmox.guest-known').reason).toEqual({
      code: 'not-permitted',
      detail: 'VM.Audit on /vms is missing',
    });
  });

  it('sees nothing with no role at all, and nothing is green but what is open to all', async () => {
    const result = await run({ 'pve-a': as(await pve(), 'nothing') });
    const [guests, storages] = ['proxmox.guest-known', 'proxmox.storage'].map((id) => resultOf(result, id).verdict);
    expect([guests, storages]).toEqual(['unknown', 'unknown']);
  });
});

describe('a node that goes away', () => {
  it('fails, its own things are unknown, and the others are judged as before', async () => {
    const server = await pve();
    server.turnNode('pve-a2', 'down');
    const result = await run({ 'pve-a': as(server, 'backups') });
    const of = (id: string, node: string) =>
      resultOf(result, id)
        .entities.filter(({ labels }) => labels['node'] === node)
        .map(({ verdict }) => verdict);
    expect(of('proxmox.node-status', 'pve-a2')).toEqual(['fail']);
    for (const id of ['proxmox.node-memory', 'proxmox.certificate', 'proxmox.disk-health', 'proxmox.task-errors']) {
      expect({ id, verdicts: of(id, 'pve-a2') }).toEqual({ id, verdicts: ['unknown'] });
      expect(of(id, 'pve-a1')).not.toContain(undefined);
      expect(of(id, 'pve-a1').length).toBeGreaterThan(0);
    }
    expect(resultOf(result, 'proxmox.guest-known').counts.unknown).toBeGreaterThan(10);
    expect(of('proxmox.node-fails', 'pve-a2')).toEqual(['unknown']);
  });
});

describe('a Backup Server', () => {
  it('is asked for what only it knows', async () => {
    const server = await startPbs({ fleet, now: clock });
    running.push(server);
    const transport = proxyShim({ 'pbs-1': pbsUpstream(server.url, server) });
    const source = proxmoxBackupServer(transport, { uid: 'pbs-1', name: 'pbs-1' }, { clock });
    const registry = { proxmox: inventoryEvaluator([inventoryGroup([source], PBS_MEASURES)]) };
    const result = await runChecks(checks, { registry, clock, windowSeconds: 86_400, signal });
    const ids = [...result.checks.keys()].filter((id) => id.startsWith('pbs.'));
    const verdicts = ids.map((id) => [id, resultOf(result, id).verdict]);
    expect(verdicts.filter(([id, verdict]) => verdict === 'na' && id !== 'pbs.end-of-life')).toEqual([]);
    expect(resultOf(result, 'pbs.datastore-usage').entities.map(({ labels }) => labels['cluster'])).toContain('pbs-1');
    expect(resultOf(result, 'proxmox.quorum').verdict).toBe('na');
  });
});

describe('the view of a cluster of 1,000 guests', () => {
  it('is whole: every guest and node has a row with a verdict, and one inventory request is enough', async () => {
    const server = await pve({ scale: { nodes: 20, guests: 1000 }, name: 'big' });
    const transport = proxyShim({ big: as(server, 'backups') });
    const source = proxmoxVe(transport, { uid: 'big', name: 'big' }, { clock });
    const snapshot = await source.read(CLUSTER_PARTS, { signal });
    const asked = (path: string) => transport.asked.filter((one) => one.endsWith(path)).length;
    expect(asked('/cluster/resources')).toBe(1);
    const registry = {
      proxmox: inventoryEvaluator([
        inventoryGroup([{ ...source, read: () => Promise.resolve(snapshot) as never }], PVE_MEASURES),
      ]),
    };
    const answered = checks.filter(
      ({ query }) => PVE_MEASURES[query]?.needs.every((part) => part in snapshot) === true
    );
    const result = await runChecks(answered, { registry, clock, windowSeconds: 86_400, signal });
    const view = clusterView(source, snapshot, [...result.checks.values()], clock());
    expect(view.guests).toHaveLength(1000);
    expect(view.nodes).toHaveLength(20);
    expect(view.guests.filter(({ verdict, template }) => verdict === 'na' && !template)).toEqual([]);
    expect(view.guests.filter(({ lastBackup }) => lastBackup.state === 'unknown')).toEqual([]);
  });
});
