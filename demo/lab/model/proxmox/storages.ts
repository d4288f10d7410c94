import type { LabNode } from '../nodes';
import { fraction, wave } from '../wave';

const TIB = 2 ** 40;

/** A storage of a cluster as its nodes see it. */
export interface PveLabStorage {
  name: string;
  /** As Proxmox names its plugins: `rbd`, `zfspool`, `lvmthin`, `nfs`, `dir`, `pbs`. */
  type: string;
  shared: boolean;
  content: readonly string[];
  /** Nodes that have it. */
  nodes: readonly string[];
  /** Nodes on which it cannot be reached. */
  inactiveOn: readonly string[];
  sizeBytes: number;
  used: (node: string, t: number) => number;
}

/** Slow growth of everything that is stored, as a ratio of the space: half a percent in ten days. */
export function growth(t: number): number {
  return ((t - 1.76e9) / 86_400) * 0.00005;
}

/** Ratio in use and size of the pool `vm-disks`, which the metrics show, too. */
export function vmDisks(seed: number): { sizeBytes: number; used: (t: number) => number } {
  const used = wave(seed, 'storage vm-disks', { base: 0.52 });
  return { sizeBytes: Math.round(6.9 * TIB), used: (t) => used.at(t) + growth(t) };
}

/** Ratio in use and size of the datastore `main`, which the metrics show, too. */
export function backupDatastore(seed: number): { sizeBytes: number; used: (t: number) => number } {
  const base = wave(seed, 'pbs datastore', { base: 0.61 + 0.02 * fraction(seed, 'pbs'), daily: 0.003 });
  return { sizeBytes: 24_000 * 2 ** 30, used: base.at };
}

/** The storages of one of the lab's clusters; a cluster of another name gets those of `pve-a`. */
export function createStorages(seed: number, cluster: string, nodes: readonly LabNode[]): PveLabStorage[] {
  const names = nodes.map(({ name }) => name);
  const pool = vmDisks(seed);
  const datastore = backupDatastore(seed);
  const iso = wave(seed, `${cluster} iso`, { base: 0.31 });
  const everywhere = { nodes: names, inactiveOn: [] };
  const localBase = new Map(names.map((name) => [name, wave(seed, `${name} local pool`, localShape(seed, name))]));
  const own = (node: string, t: number) => (localBase.get(node)?.at(t) ?? 0) + growth(t);
  const local: PveLabStorage = {
    name: 'local',
    type: 'dir',
    shared: false,
    content: ['backup', 'iso', 'vztmpl'],
    ...everywhere,
    sizeBytes: nodes[0]?.filesystems[1]?.sizeBytes ?? 0,
    used: (node, t) => nodes.find(({ name }) => name === node)?.filesystems[1]?.used(t) ?? 0,
  };
  const backup: PveLabStorage = {
    name: 'pbs-1',
    type: 'pbs',
    shared: true,
    content: ['backup'],
    ...everywhere,
    sizeBytes: datastore.sizeBytes,
    used: (_, t) => datastore.used(t),
  };
  const images: PveLabStorage = {
    name: 'iso',
    type: 'nfs',
    shared: true,
    content: ['iso', 'vztmpl'],
    ...everywhere,
    sizeBytes: 2 * TIB,
    used: (_, t) => iso.at(t),
  };
  if (cluster === 'pve-b') {
    const thin = { name: 'local-lvm', type: 'lvmthin', shared: false, content: ['images', 'rootdir'] };
    return [{ ...thin, ...everywhere, sizeBytes: Math.round(0.6 * TIB), used: own }, local, backup, images];
  }
  return [
    {
      name: 'vm-disks',
      type: 'rbd',
      shared: true,
      content: ['images', 'rootdir'],
      ...everywhere,
      sizeBytes: pool.sizeBytes,
      used: (_, t) => pool.used(t),
    },
    {
      name: 'local-zfs',
      type: 'zfspool',
      shared: false,
      content: ['images', 'rootdir'],
      ...everywhere,
      sizeBytes: Math.round(1.75 * TIB),
      used: own,
    },
    local,
    backup,
    images,
    {
      name: 'archive',
      type: 'nfs',
      shared: true,
      content: ['backup'],
      nodes: names,
      sizeBytes: 12 * TIB,
      inactiveOn: names.filter((name) => name === 'pve-a2'),
      used: () => 0.61,
    },
  ];
}

function localShape(seed: number, node: string): { base: number; daily: number } {
  return { base: 0.44 + 0.14 * fraction(seed, `${node} local pool base`), daily: 0.002 };
}
