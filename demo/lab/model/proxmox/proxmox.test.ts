import { createFleet } from '../../fleet';
import { everySeries } from '../../targets';
import { createLargeCluster, type PveLabCluster } from './cluster';
import { morningOf } from '../story';
import { tasksOf } from './tasks';

const HOUR = 3600;
const fleet = createFleet(7, '2026-11-20');
const morning = Date.parse('2026-11-20T08:30:00+01:00') / 1000;
const { 'pve-a': a, 'pve-b': b } = fleet.pve;
const clusters: readonly PveLabCluster[] = [a, b];

/** The day's hours and every hour of a weekend. */
const hours = Array.from({ length: 72 }, (_, i) => morning + i * HOUR);

function metric(name: string, labels: Record<string, string>): number {
  const found = everySeries(fleet).filter(
    (one) =>
      one.name === name &&
      Object.entries(labels).every(([key, value]) => one.labels[key] === value) &&
      one.exposed(morning)
  );
  expect([name, found.length]).toEqual([name, 1]);
  return found[0]?.value(morning) ?? NaN;
}

describe('the clusters', () => {
  it('have the guests of the story: 142 and 41, ids used twice across clusters and once within', () => {
    const count = ({ guests }: PveLabCluster, status: string) => guests.filter((one) => one.status === status).length;
    expect([count(a, 'running'), count(a, 'stopped'), count(a, 'unknown')]).toEqual([120, 21, 1]);
    expect(b.guests).toHaveLength(41);
    for (const { guests } of clusters) {
      expect(new Set(guests.map(({ vmid }) => vmid)).size).toBe(guests.length);
    }
    const both = b.guests.filter(({ vmid }) => a.guests.some((one) => one.vmid === vmid));
    expect(both.length).toBeGreaterThan(15);
    expect(both.every(({ vmid, name }) => a.guests.some((one) => one.vmid === vmid && one.name !== name))).toBe(true);
  });

  it('never use more of a node in their guests than the node uses, at any hour', () => {
    for (const { hosts, guests } of clusters) {
      for (const { node, processors } of hosts) {
        const here = guests.filter((guest) => guest.node === node.name && guest.status === 'running');
        for (const t of hours) {
          const memory = here.reduce((sum, guest) => sum + guest.memory.at(t) * guest.memoryBytes, 0);
          const cores = here.reduce((sum, guest) => sum + guest.processor.at(t) * guest.processors, 0);
          expect([node.name, t, memory < node.memory.at(t) * node.memoryBytes]).toEqual([node.name, t, true]);
          expect([node.name, t, cores < node.processor.at(t) * processors]).toEqual([node.name, t, true]);
        }
      }
    }
  });

  it('cannot all lose a node: without one, pve-a is nearly full', () => {
    const used = a.hosts.reduce((sum, { node }) => sum + node.memory.at(morning) * node.memoryBytes, 0);
    const left = (a.hosts.length - 1) * 248 * 2 ** 30;
    expect(used / left).toBeGreaterThan(0.93);
    expect(used / left).toBeLessThan(1.02);
  });

  it('allocate more of thin storages than these have', () => {
    const virtual = ({ guests }: PveLabCluster, name: string, node?: string) =>
      guests
        .filter((guest) => node === undefined || guest.node === node)
        .flatMap(({ disks }) => disks)
        .reduce((sum, { storage, sizeBytes }) => sum + (storage === name ? sizeBytes : 0), 0);
    const size = ({ storages }: PveLabCluster, name: string) =>
      storages.find((one) => one.name === name)?.sizeBytes ?? 0;
    expect(virtual(a, 'vm-disks') / size(a, 'vm-disks')).toBeGreaterThan(1.2);
    expect(virtual(b, 'local-lvm', 'pve-b2') / size(b, 'local-lvm')).toBeGreaterThan(1);
    expect(virtual(a, 'local-zfs', 'pve-a1') / size(a, 'local-zfs')).toBeLessThan(1);
  });

  it('have a guest that is tight, one that is idle and one that is busy, the whole week', () => {
    const guest = (name: string) => a.guests.find((one) => one.name === name);
    for (const t of hours) {
      expect(guest('mail-archive')?.memory.at(t)).toBeGreaterThan(0.95);
      expect(guest('proxy-1')?.processor.at(t)).toBeLessThan(0.05);
      expect(guest('search-1')?.processor.at(t)).toBeLessThanOrEqual(1);
    }
    expect(Math.max(...hours.map((t) => guest('search-1')?.processor.at(t) ?? 0))).toBeGreaterThan(0.8);
  });

  it('have as many nodes and guests as the bench asks for', () => {
    const large = createLargeCluster(7, fleet.story, 'x', { nodes: 20, guests: 1000 });
    expect([large.hosts.length, large.guests.length]).toEqual([20, 1000]);
    const perNode = large.hosts.map(({ node }) => large.guests.filter((guest) => guest.node === node.name).length);
    expect(Math.min(...perNode)).toBeGreaterThan(20);
  });
});

describe('the metrics', () => {
  it('say the same of guests, storages, the datastore and updates', () => {
    for (const known of fleet.guests) {
      const cluster = known.node.startsWith('pve-a') ? a : b;
      const guest = cluster.guests.find(({ vmid }) => vmid === Number(known.vmid));
      const labels = { id: `qemu/${known.vmid}` };
      expect(guest).toMatchObject({ name: known.name, node: known.node, memoryBytes: known.memoryBytes });
      expect(metric('pve_cpu_usage_ratio', labels)).toBeCloseTo(guest?.processor.at(morning) ?? NaN, 4);
      expect(metric('pve_memory_usage_bytes', labels)).toBeCloseTo(
        (guest?.memory.at(morning) ?? NaN) * known.memoryBytes,
        0
      );
    }
    const pool = a.storages.find(({ name }) => name === 'vm-disks');
    expect(metric('pve_disk_usage_bytes', { id: 'storage/pve-a1/vm-disks' })).toBeCloseTo(
      (pool?.used('pve-a1', morning) ?? NaN) * (pool?.sizeBytes ?? NaN),
      0
    );
    const main = fleet.backupServer.datastores[0];
    expect(metric('pbs_used', { datastore: 'main' })).toBeCloseTo(
      (main?.used(morning) ?? NaN) * (main?.sizeBytes ?? NaN),
      0
    );
    for (const { node, patch } of [...a.hosts, ...b.hosts]) {
      const pending = metric('apt_upgrades_pending', { instance: node.name });
      expect([node.name, pending]).toEqual([node.name, patch.installed === patch.candidate ? 0 : 4]);
    }
  });

  it('say the same of the last backup of the guests that they know', () => {
    for (const { vmid, node } of fleet.guests) {
      const namespace = node.startsWith('pve-b') ? 'pve-b' : '';
      const newest = fleet.backupServer
        .archives(morning)
        .filter((one) => one.id === vmid && one.namespace === namespace)
        .map(({ takenAt }) => takenAt);
      expect(metric('pbs_snapshot_vm_last_timestamp', { vm_id: vmid, namespace })).toBe(Math.max(...newest));
    }
  });
});

describe('the backups', () => {
  it('leave out whom no enabled job takes, and the mail archive since last night, at every hour of the week', () => {
    const first = Date.parse('2026-11-18T23:00:00Z') / 1000;
    // Seven hours on each time: every hour of the day is among them.
    for (let hour = 0; hour < 7 * 24; hour += 7) {
      const t = first + hour * HOUR;
      const { protection } = createFleet(7, morningOf(t * 1000)).pve['pve-a'];
      const taken = protection.backups(t).filter(({ storage }) => storage === 'pbs-1');
      const ofGuest = (vmid: number) => taken.filter(({ guest }) => guest.vmid === vmid).map(({ takenAt }) => takenAt);
      expect([134, 341, 342].flatMap(ofGuest)).toEqual([]);
      const age = t - Math.max(...ofGuest(214));
      expect(age).toBeGreaterThan(24 * HOUR);
      expect(age).toBeLessThan(60 * HOUR);
      expect(taken.every(({ takenAt, verifiedAt }) => takenAt <= t && (verifiedAt ?? 0) <= t + 900)).toBe(true);
    }
  });

  it('have verified, failed, never verified and outdated ones', () => {
    const archives = fleet.backupServer.archives(morning);
    const states = new Set(archives.map(({ verified }) => verified));
    expect(states).toEqual(new Set(['ok', 'failed', null]));
    const old = archives.filter(({ verifiedAt }) => verifiedAt !== null && verifiedAt < morning - 40 * 24 * HOUR);
    expect(old.map(({ kind, id }) => `${kind}/${id}`)).toEqual(['host/ops-1']);
  });

  it('fail as a whole job on a node where one guest failed', () => {
    const tasks = tasksOf(a, 'pve-a1', morning - 24 * HOUR, morning);
    const nightly = tasks.filter(({ type, subject }) => type === 'vzdump' && subject === '');
    expect(nightly.map(({ status }) => status)).toEqual(['job errors']);
    expect(nightly[0]?.log.filter((line) => line.startsWith('ERROR'))).toEqual([
      expect.stringContaining('Backup of VM 214 failed'),
    ]);
    const failed = a.hosts.flatMap(({ node }) =>
      tasksOf(a, node.name, morning - 24 * HOUR, morning).filter(({ status }) => status === 'job errors')
    );
    expect(failed).toHaveLength(2);
  });
});
