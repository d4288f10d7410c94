import type { Reason } from '../check/verdict';
import type { Read, Snapshot } from '../inventory/read';
import type { GuestConfig, NetworkInterface, PveGuest, PveNode, PveParts } from '../products/proxmox-ve/parts';
import type { Disk, NodeStatus } from '../products/proxmox/parts';
import { hardwareMap, type HardwareMap } from './map';

/** A small cluster for tests: two nodes, three guests, everything readable. */

export const READ_MS = 1_763_600_000_000;

export function read<T>(value: T, atMs = READ_MS): Read<T> {
  return { ok: true, value, atMs };
}

export function unread(code: Reason['code'], detail?: string): { ok: false; reason: Reason } {
  return { ok: false, reason: { code, ...(detail !== undefined && { detail }) } };
}

export function fakeNode(name: string, fields: Partial<PveNode> = {}): PveNode {
  return {
    name,
    status: 'online',
    cpuRatio: 0.4,
    cores: 64,
    memoryUsedBytes: 200 * 1024 ** 3,
    memoryBytes: 512 * 1024 ** 3,
    rootUsedBytes: 2e10,
    rootBytes: 1e11,
    uptimeSeconds: 864_000,
    ...fields,
  };
}

export function fakeGuest(vmid: number, name: string, fields: Partial<PveGuest> = {}): PveGuest {
  return {
    kind: 'qemu',
    vmid,
    name,
    node: 'pve-a1',
    status: 'running',
    template: false,
    cpuRatio: 0.1,
    vcpus: 4,
    memoryUsedBytes: 2 ** 32,
    memoryBytes: 2 ** 33,
    hostMemoryBytes: null,
    diskUsedBytes: null,
    diskBytes: 3e10,
    uptimeSeconds: 86_400,
    lock: null,
    tags: [],
    haState: null,
    ...fields,
  };
}

export function fakeConfig(networks: GuestConfig['networks']): GuestConfig {
  return { onBoot: true, agent: true, balloonBytes: null, disks: [], networks };
}

export function fakeCard(mac: string | null, fields: Partial<GuestConfig['networks'][number]> = {}) {
  return { slot: 'net0', mac, bridge: 'vmbr0', vlan: null, firewall: false, ...fields };
}

export const fakeStatus = (fields: Partial<NodeStatus> = {}): NodeStatus => ({
  cpuRatio: 0.4,
  ioWaitRatio: 0,
  load: [],
  memoryUsedBytes: null,
  memoryAvailableBytes: null,
  memoryBytes: 512 * 1024 ** 3,
  swapUsedBytes: null,
  swapBytes: null,
  rootUsedBytes: null,
  rootBytes: null,
  uptimeSeconds: 864_000,
  kernel: null,
  managerVersion: '9.1-1',
  cpuModel: 'AMD EPYC 7543 32-Core Processor',
  sockets: 2,
  cores: 64,
  ...fields,
});

const bridge = (address: string): NetworkInterface => {
  return { name: 'vmbr0', kind: 'bridge', addresses: [address], mac: null, active: true };
};

export const fakeDisk = (serial: string, fields: Partial<Disk> = {}): Disk => ({
  device: '/dev/nvme0n1',
  model: 'SAMSUNG MZQL23T8HCLS',
  serial,
  sizeBytes: 3_840_755_982_336,
  kind: 'nvme',
  health: 'PASSED',
  lifeLeftRatio: 0.97,
  ...fields,
});

/** Everything that a map is made of; parts given replace those of the small cluster. */
export function fakeSnapshot(parts: Partial<Snapshot<PveParts>> = {}): Snapshot<PveParts> {
  return {
    permissions: read(new Map([['/vms', new Map([['VM.Audit', true]])]])),
    resources: read({
      nodes: [fakeNode('pve-a10'), fakeNode('pve-a1')],
      guests: [
        fakeGuest(341, 'billing-db'),
        fakeGuest(101, 'dns', { kind: 'lxc' }),
        fakeGuest(9, 'old', { status: 'stopped' }),
      ],
      storages: [],
    }),
    nodeStatus: read(
      new Map([
        ['pve-a1', read(fakeStatus())],
        ['pve-a10', read(fakeStatus())],
      ])
    ),
    networks: read(
      new Map([
        ['pve-a1', read([bridge('10.0.0.1/24')])],
        ['pve-a10', read([bridge('10.0.0.10/24')])],
      ])
    ),
    disks: read(
      new Map([
        ['pve-a1', read([fakeDisk('S1')])],
        ['pve-a10', read([fakeDisk('S2')])],
      ])
    ),
    configs: read(
      new Map([
        ['qemu/341', read(fakeConfig([fakeCard('BC:24:11:00:03:41', { vlan: 12 })]))],
        ['lxc/101', read(fakeConfig([fakeCard('BC:24:11:00:01:01')]))],
        ['qemu/9', read(fakeConfig([fakeCard('BC:24:11:00:00:09')]))],
      ])
    ),
    addresses: read(
      new Map([
        [
          'qemu/341',
          read([
            { name: 'lo', mac: '00:00:00:00:00:00', addresses: ['127.0.0.1', '::1'] },
            { name: 'eth0', mac: 'bc:24:11:00:03:41', addresses: ['10.1.3.41/24', 'fe80::be24:11ff:fe00:341'] },
            { name: 'docker0', mac: '02:42:00:00:00:01', addresses: ['172.17.0.1/16'] },
          ]),
        ],
        ['lxc/101', read([{ name: 'eth0', mac: 'BC:24:11:00:01:01', addresses: ['10.1.1.1/24'] }])],
      ])
    ),
    ...parts,
  };
}

export function fakeMap(parts: Partial<Snapshot<PveParts>> = {}): HardwareMap {
  const found = hardwareMap(fakeSnapshot(parts));
  if (!found.ok) {
    throw new Error(found.reason.code);
  }
  return found.map;
}
