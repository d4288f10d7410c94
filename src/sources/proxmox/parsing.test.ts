/** @jest-environment node */
import { parseBackupJobs, parseIncluded } from '../proxmox-ve/backups';
import { parseClusterStatus, parseHa } from '../proxmox-ve/cluster';
import { parseAddresses, parseGuestConfig, parseGuestSnapshots } from '../proxmox-ve/guests';
import { parseCertificates, parseFirewall, parseSubscription } from '../proxmox-ve/nodeDetails';
import { parseResources } from '../proxmox-ve/resources';
import { parseRrd } from '../proxmox-ve/rrd';
import { accessOf, parseSecondFactors, parseUsers } from './access';
import { parseSnapshotsOfPbs, parseStorageBackups } from './backups';
import { amount, flag, percent, timeMs } from './fields';
import { parseDisks, parseNodeStatus } from './node';
import { MOST_TASKS, parseTasks } from './tasks';

const GIB = 1024 ** 3;

describe('single fields', () => {
  it('are numbers also as text, and nothing when they are nonsense', () => {
    expect(['7', ' 7 ', 7, 0, '0.5'].map(amount)).toEqual([7, 7, 7, 0, 0.5]);
    expect(['', ' ', 'N/A', '-1', -1, NaN, Infinity, '1e999', null, undefined, true, [7], {}].map(amount)).toEqual(
      Array(13).fill(null)
    );
    expect([100, '97', 101, 'N/A'].map(percent)).toEqual([1, 0.97, null, null]);
    expect([1_700_000_000, '1700000000', 0, 1e16].map(timeMs)).toEqual([1.7e12, 1.7e12, null, null]);
  });

  it('are booleans in all the ways in which Proxmox says one', () => {
    expect([1, '1', true, 'yes'].map(flag)).toEqual([true, true, true, true]);
    expect([0, '0', false, ''].map(flag)).toEqual([false, false, false, false]);
    expect([undefined, null, 2, 'maybe'].map(flag)).toEqual([null, null, null, null]);
  });
});

describe('a list', () => {
  const row = (vmid: unknown) => ({ type: 'qemu', vmid, node: 'pve-a1', status: 'running' });

  it('with rows that cannot be read is not taken for whole', () => {
    const read = parseResources([row(100), row('101'), row('x'), 7, { type: 'node' }, { type: 'sdn' }, {}]);
    expect(read?.value.guests.map(({ vmid }) => vmid)).toEqual([100, 101]);
    expect(read?.partial).toEqual({ code: 'bad-response', detail: '4 of 7 entries cannot be read' });
  });

  it('of tasks says when it was cut', () => {
    const task = (n: number) => ({ upid: `UPID:${n}`, starttime: 1_700_000_000 + n, type: 'vzdump' });
    const cut = parseTasks(Array.from({ length: MOST_TASKS }, (_, n) => task(n)));
    expect(cut?.partial).toMatchObject({ code: 'too-many' });
    expect(parseTasks([task(1)])?.partial).toBeUndefined();
  });
});

describe('the inventory', () => {
  const only = (entry: object) => parseResources([entry])?.value;

  it('gives no figures of a node that is not there, or that the token may not audit', () => {
    const node = { type: 'node', node: 'pve-a4', status: 'offline', mem: 0, maxmem: 0, cpu: 0, uptime: 0 };
    expect(only(node)?.nodes[0]).toMatchObject({ status: 'offline', cpuRatio: null, memoryUsedBytes: null });
    expect(only({ type: 'node', node: 'x', status: 'online' })?.nodes[0]).toMatchObject({ uptimeSeconds: null });
    expect(only({ type: 'node', node: 'x', status: 'gone' })?.nodes[0]).toMatchObject({ status: 'unknown' });
  });

  it('gives no disk use of a virtual machine, whose inside nobody sees', () => {
    const guest = { vmid: 1, node: 'n', status: 'running', disk: 0, maxdisk: 8 * GIB, mem: 0 };
    expect(only({ ...guest, type: 'qemu' })?.guests[0]).toMatchObject({ diskUsedBytes: null, diskBytes: 8 * GIB });
    expect(only({ ...guest, type: 'lxc', disk: 5 })?.guests[0]).toMatchObject({ diskUsedBytes: 5 });
    expect(only({ ...guest, type: 'lxc', status: 'unknown' })?.guests[0]).toMatchObject({ memoryUsedBytes: null });
  });

  it('reads what 7.4 leaves out as absent, not as 0', () => {
    const old = only({ type: 'lxc', id: 'lxc/105', node: 'n' });
    expect(old?.guests[0]).toMatchObject({ vmid: 105, name: '105', status: 'unknown', tags: [], memoryBytes: null });
    expect(
      only({ type: 'storage', storage: 's', node: 'n', status: 'unknown', maxdisk: 0, disk: 0 })?.storages
    ).toEqual([expect.objectContaining({ available: false, sizeBytes: null, usedBytes: null, content: [] })]);
  });

  it('knows a storage that has no size from one that gives none', () => {
    const sized = (plugintype: string, maxdisk?: number) =>
      only({ type: 'storage', storage: 's', node: 'n', status: 'available', plugintype, maxdisk })?.storages[0]?.sized;
    expect([sized('iscsi', 0), sized('esxi'), sized('iscsidirect', 9), sized('vendor-san', 0)]).toEqual(
      Array(4).fill(false)
    );
    expect([sized('nfs', 0), sized('zfspool'), sized('vendor-san'), sized('vendor-san', 9)]).toEqual(
      Array(4).fill(true)
    );
  });
});

it('has no cluster row on a standalone host', () => {
  const read = parseClusterStatus([{ type: 'node', id: 'node/solo', name: 'solo', online: 1, local: 1 }]);
  expect(read?.value).toEqual({ cluster: null, nodes: [{ name: 'solo', online: true, address: null, local: true }] });
});

it('takes the state of high availability apart, and leaves out rows of kinds that it does not know', () => {
  const read = parseHa([
    { type: 'quorum', id: 'quorum', quorate: '1', status: 'OK' },
    { type: 'master', id: 'master', node: 'a', status: 'a (active)', timestamp: '1700000000' },
    { type: 'service', id: 'service:vm:100', node: 'a', crm_state: 'error' },
    { type: 'fencing', id: 'fencing', 'armed-state': 'armed' },
    { type: 'weather', id: 'weather', status: 'fine' },
  ]);
  expect(read).toEqual({
    value: {
      quorate: true,
      managers: [{ kind: 'master', node: 'a', status: 'a (active)', saidMs: 1.7e12 }],
      services: [{ sid: 'vm:100', node: 'a', state: 'error', requested: null }],
      fencing: 'armed',
    },
  });
});

it('reads the status of a node of either product', () => {
  const pve = parseNodeStatus({
    cpu: '0.25',
    wait: 0,
    loadavg: ['0.50', '0.4', 'x'],
    pveversion: 'pve-manager/7.4-3/9002ab8a',
    memory: { used: 1, total: 4, available: 2 },
    rootfs: { used: 3, total: 9 },
    kversion: 'Linux 5.15',
  });
  expect(pve?.value).toMatchObject({
    cpuRatio: 0.25,
    load: [0.5, 0.4],
    managerVersion: '7.4-3',
    rootBytes: 9,
    memoryAvailableBytes: 2,
    kernel: 'Linux 5.15',
    swapBytes: null,
  });
  expect(parseNodeStatus({ uptime: 5, root: { used: 1, total: 2 } })?.value).toMatchObject({ rootUsedBytes: 1 });
  expect(parseNodeStatus({})).toBeNull();
});

it('takes wear for the life that is left, and an unknown health for none', () => {
  const read = parseDisks([
    { devpath: '/dev/sda', wearout: 97, health: 'OK', type: 'ssd' },
    { devpath: '/dev/sdb', wearout: 'N/A', health: 'UNKNOWN' },
    { name: 'nvme0n1', wearout: 88, status: 'passed', 'disk-type': 'ssd' },
    { devpath: '/dev/nvme1n1', wearout: -4, health: 'PASSED' },
  ]);
  expect(read?.value.map(({ lifeLeftRatio, health }) => [lifeLeftRatio, health])).toEqual([
    [0.97, 'OK'],
    [null, null],
    [0.88, 'PASSED'],
    [0, 'PASSED'],
  ]);
});

it('lists no drives without a disk in them', () => {
  const read = parseDisks([
    { devpath: '/dev/sr0', size: 4096, health: 'UNKNOWN' },
    { devpath: '/dev/sdc', size: 0, health: 'UNKNOWN' },
    { devpath: '/dev/sda', size: 1e12, health: 'PASSED' },
  ]);
  expect(read).toEqual({ value: [expect.objectContaining({ device: '/dev/sda' })] });
});

it('takes a day at the epoch for no day, and keeps the beginning of a certificate', () => {
  const due = (nextduedate: string) => parseSubscription({ status: 'active', nextduedate })?.value.nextDueMs;
  expect(['2027-01-31', '1970-01-01', '0000-00-00', ''].map(due)).toEqual([Date.UTC(2027, 0, 31), null, null, null]);
  expect(parseCertificates([{ filename: 'a', notbefore: 1_700_000_000, notafter: 0 }])?.value).toEqual([
    expect.objectContaining({ notBeforeMs: 1.7e12, notAfterMs: null }),
  ]);
});

it('takes a firewall that says something odd neither for on nor for off', () => {
  const said = (enable: unknown) => parseFirewall({ enable }, true)?.value.enabled;
  expect(['maybe', 2, '1', null].map(said)).toEqual([null, true, true, true]);
});

it('takes a silent firewall for off in the datacenter and for on at a node', () => {
  expect(parseFirewall({}, false)?.value.enabled).toBe(false);
  expect(parseFirewall({}, true)?.value.enabled).toBe(true);
  expect(parseFirewall({ enable: 0 }, true)?.value.enabled).toBe(false);
});

describe('backups', () => {
  it('know a job without `enabled` as enabled, and old ones by days and time', () => {
    const read = parseBackupJobs([
      { id: 'a', schedule: '01:00' },
      { id: 'b', enabled: 0, dow: 'sat', starttime: '02:00' },
    ]);
    expect(read?.value.map(({ enabled, schedule }) => [enabled, schedule])).toEqual([
      [true, '01:00'],
      [false, 'sat 02:00'],
    ]);
  });

  it('know what a job takes of a guest, and are not whole when a volume cannot be read', () => {
    const guest = (volume: object) => ({ children: [{ id: 100, type: 'qemu', name: 'db', children: [volume] }] });
    expect(parseIncluded(guest({ id: 'scsi1', name: 's:vm', included: 0, reason: 'backup=0' }))?.value).toEqual([
      { vmid: 100, kind: 'qemu', volumes: [{ name: 'scsi1', volume: 's:vm', included: false, why: 'backup=0' }] },
    ]);
    expect(parseIncluded(guest({ included: 1 }))).toMatchObject({ value: [], partial: { code: 'bad-response' } });
  });

  it('take an absent verification for none, and say when a verified one was verified', () => {
    const upid = 'UPID:pbs-1:00000577:05146CFB:000039E4:6553F100:verificationjob:main:root@pam:';
    const backup = (more: object) => ({ volid: 'pbs:backup/vm/101/2026-11-01T00:00:00Z', ctime: 1, size: 5, ...more });
    const read = parseStorageBackups(
      [
        backup({ subtype: 'qemu', vmid: 101 }),
        backup({ verification: { state: 'ok', upid } }),
        backup({ verification: { state: 'failed' }, protected: 1, encrypted: '1' }),
        { volid: 'local:backup/vzdump-lxc-105-2026.tar.zst', ctime: 1, 'approximate-size': 9 },
        { volid: 'local:iso/x.iso', content: 'iso' },
        { volid: 'local:backup/unknown.bin', ctime: 1 },
      ],
      'pbs'
    );
    expect(read?.value.map(({ id, kind, verified, verifiedMs }) => [id, kind, verified, verifiedMs])).toEqual([
      ['101', 'qemu', null, null],
      ['101', 'qemu', 'ok', 1.7e12],
      ['101', 'qemu', 'failed', null],
      ['105', 'lxc', null, null],
    ]);
    expect(read?.partial?.detail).toBe('1 of 6 entries cannot be read');
    expect(read?.value[2]).toMatchObject({ protected: true, encrypted: true });
  });

  it('are none while they are being made', () => {
    const snapshot = { 'backup-type': 'ct', 'backup-id': '105', 'backup-time': 1_700_000_000 };
    expect(parseSnapshotsOfPbs([snapshot], 'main')).toEqual({ value: [] });
    const made = { ...snapshot, size: 5, files: [{ filename: 'a', 'crypt-mode': 'encrypt' }] };
    expect(parseSnapshotsOfPbs([made], 'main')?.value[0]).toMatchObject({ kind: 'lxc', encrypted: true });
  });
});

describe('a guest', () => {
  it('is no snapshot of itself', () => {
    const read = parseGuestSnapshots([{ name: 'current' }, { name: 's', snaptime: '1700000000', vmstate: 1 }]);
    expect(read?.value).toEqual([{ name: 's', takenMs: 1.7e12, withMemory: true, description: null }]);
  });

  it('has disks with their size, without CD drives; mount points are backed up only where it says so', () => {
    const read = parseGuestConfig({
      scsi0: 'local-lvm:vm-100-disk-0,size=32G',
      scsi1: 'ceph:vm-1,backup=0,size=1.5T',
      ide2: 'none,media=cdrom',
      ide0: 'local:iso/x.iso,media=cdrom,size=4M',
      efidisk0: 'ceph:vm-2,size=528K',
      rootfs: 'zfs:s,size=8G',
      mp0: '/srv,mp=/data',
      mp1: 'zfs:v,mp=/x,backup=1,size=1G',
      unused0: 'zfs:old',
      scsihw: 'virtio-scsi-pci',
      cipassword: '$5$hash',
      sshkeys: 'ssh-ed25519',
    });
    expect(read?.value.disks).toEqual([
      { slot: 'scsi0', storage: 'local-lvm', sizeBytes: 32 * GIB, backup: true },
      { slot: 'scsi1', storage: 'ceph', sizeBytes: 1536 * GIB, backup: false },
      { slot: 'efidisk0', storage: 'ceph', sizeBytes: 528 * 1024, backup: true },
      { slot: 'rootfs', storage: 'zfs', sizeBytes: 8 * GIB, backup: true },
      { slot: 'mp0', storage: null, sizeBytes: null, backup: false },
      { slot: 'mp1', storage: 'zfs', sizeBytes: GIB, backup: true },
    ]);
    expect(JSON.stringify(read)).not.toMatch(/hash|ed25519/);
  });

  it('has an agent in all the ways in which it is switched on', () => {
    const agent = (value: unknown) => parseGuestConfig({ agent: value })?.value.agent;
    expect([1, '1', '1,fstrim_cloned_disks=1', 'enabled=1'].map(agent)).toEqual([true, true, true, true]);
    expect([0, '0', 'enabled=0,type=virtio', undefined].map(agent)).toEqual([false, false, false, false]);
  });

  it('says its addresses by its agent or by its node', () => {
    const agent = { name: 'eth0', 'hardware-address': 'BC:24:11:00:00:01' };
    const listed = { ...agent, 'ip-addresses': [{ 'ip-address': '10.0.0.1', prefix: 24 }] };
    expect(parseAddresses({ result: [listed] })?.value).toEqual([
      { name: 'eth0', mac: 'bc:24:11:00:00:01', addresses: ['10.0.0.1/24'] },
    ]);
    expect(parseAddresses([{ name: 'eth0', hwaddr: 'bc:24', inet: '10.0.0.1/24' }])?.value).toEqual([
      { name: 'eth0', mac: 'bc:24', addresses: ['10.0.0.1/24'] },
    ]);
  });
});

it('reads gaps of a history as gaps, oldest first, and pressure in percent as a ratio', () => {
  const read = parseRrd([{ time: 200, cpu: 0.5, pressurecpusome: 25 }, { time: 100 }, { time: 'x' }]);
  expect(read?.value.map(({ timeMs: at, cpuRatio, cpuPressureRatio }) => [at, cpuRatio, cpuPressureRatio])).toEqual([
    [100_000, null, null],
    [200_000, 0.5, 0.25],
  ]);
  expect(read?.partial).toBeDefined();
});

describe('access', () => {
  const ok = <T>(value: T) => ({ ok: true as const, value, atMs: 0 });
  const lists = {
    users: ok(parseUsers([{ userid: 'a@pve', tokens: [{ tokenid: 'a@pve!t', expire: 0 }] }])?.value ?? []),
    secondFactors: ok(new Map()),
    acl: ok([]),
    realmsWithFactor: ok([]),
  };
  const paths = { users: '/access/groups', acl: '/access' };
  const audit = new Map([['Sys.Audit', true]]);
  const granted = ok(new Map(Object.values(paths).map((path) => [path, audit])));

  it('is whole only when the privileges prove that more than the own user is seen', () => {
    expect(accessOf(lists, granted, paths)).toMatchObject({ value: { complete: true, acl: { ok: true } } });
    expect(accessOf(lists, ok(new Map()), paths)).toMatchObject({
      value: {
        complete: false,
        secondFactors: { ok: false, reason: { detail: 'Sys.Audit on /access/groups is missing' } },
        acl: { ok: false, reason: { code: 'not-permitted' } },
      },
    });
    const unread = { ok: false as const, reason: { code: 'timeout' as const } };
    expect(accessOf(lists, unread, paths)).toMatchObject({ value: { complete: false, acl: unread } });
  });

  it('knows users as enabled unless it says otherwise, and factors that are switched off as none', () => {
    expect(lists.users.value[0]).toMatchObject({ enabled: true, tokens: [{ id: 't', expiresMs: null }] });
    const read = parseSecondFactors([
      { userid: 'a', entries: [{ type: 'totp' }, { type: 'totp' }, { type: 'webauthn', enable: 0 }] },
      { userid: 'b', entries: [{ type: 'totp', enable: 0 }] },
    ]);
    expect([...(read?.value ?? [])]).toEqual([['a', ['totp']]]);
  });
});
