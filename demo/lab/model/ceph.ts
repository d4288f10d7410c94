import type { LabNode } from './nodes';
import type { Story } from './story';
import { within } from './story';
import { fraction, wave } from './wave';

const DAY = 86_400;
const TIB = 2 ** 40;
const OSD_BYTES = 3.49 * TIB;
const OSDS_PER_HOST = 2;
/** The worn disk of pve-a3 left; one of pve-a4 is fuller than the others. */
const LEFT = 5;
const FULLER = 6;

export const CEPH_VERSION = '19.2.1';
export const CEPH_FSID = '6f4c1d2e-0d0b-4e0c-9a75-3c8de1b2a790';

export interface LabOsd {
  id: number;
  host: string;
  device: string;
  sizeBytes: number;
  usedBytes: (t: number) => number;
  up: (t: number) => boolean;
  /** Whether Ceph knows of it. */
  known: (t: number) => boolean;
}

export interface LabPool {
  id: number;
  name: string;
  type: 'replicated' | 'erasure';
  description: string;
  pgs: number;
  copies: number;
  quotaBytes: number;
  storedBytes: (t: number) => number;
  rawBytes: (t: number) => number;
  maxAvailBytes: (t: number) => number;
  objects: (t: number) => number;
}

export interface LabCeph {
  hosts: readonly string[];
  osds: readonly LabOsd[];
  pools: readonly LabPool[];
  usedBytes: (t: number) => number;
  totalBytes: (t: number) => number;
  /** Objects that lack a copy. */
  degraded: (t: number) => number;
  health: (t: number) => 0 | 1;
}

/** [name, type, description, share of the raw space in use, raw bytes per stored byte, shards, placement groups, quota] */
const POOLS = [
  ['.mgr', 'replicated', 'replica:3', 0.0001, 3, 3, 1, 0],
  ['vm-disks', 'replicated', 'replica:3', 0.66, 3, 3, 128, 0],
  ['rgw.buckets.data', 'erasure', 'ec:4+2', 0.2, 1.5, 6, 64, 4.2 * TIB],
  ['cephfs.data', 'replicated', 'replica:3', 0.12, 3, 3, 32, 0],
] as const;

/** The Ceph of pve-a: two OSDs on each of its hosts, as the metrics and the API of Proxmox tell of it. */
export function createCeph(seed: number, story: Story, nodes: readonly LabNode[]): LabCeph {
  const hosts = nodes.map(({ name }) => name).filter((name) => name.startsWith('pve-a'));
  const ids = Array.from({ length: hosts.length * OSDS_PER_HOST }, (_, id) => id);
  const known = (id: number, t: number) => id !== LEFT || t < story.osdLeft;
  const down = (id: number, t: number) =>
    (id === LEFT && within(story.lastMonth.osdDown, t)) || (id === 2 && within(story.osdRestarted, t));
  const filling = wave(seed, 'ceph used', { base: 0.578, daily: 0.0004 });
  const morning = Date.parse(`${story.morning}T06:00:00Z`) / 1000;
  // Of the space of all: what an OSD held is copied to the others when it leaves.
  const usedBytes = (t: number) => ids.length * OSD_BYTES * (filling.at(t) + (0.0021 * (t - morning)) / DAY);
  const count = (t: number) => ids.filter((id) => known(id, t)).length;
  const weight = (id: number) => (id === FULLER ? 1.2 : 0.94 + 0.06 * fraction(seed, `osd ${id}`));
  const weights = (t: number) => ids.reduce((sum, id) => sum + (known(id, t) ? weight(id) : 0), 0);
  const totalBytes = (t: number) => count(t) * OSD_BYTES;
  const pools = POOLS.map(([name, type, description, share, factor, copies, pgs, quotaBytes], index): LabPool => {
    const storedBytes = (t: number) => (usedBytes(t) * share) / factor;
    return {
      id: index + 1,
      name,
      type,
      description,
      pgs,
      copies,
      quotaBytes,
      storedBytes,
      rawBytes: (t) => usedBytes(t) * share,
      maxAvailBytes: (t) => Math.max(0, (totalBytes(t) * 0.95 - usedBytes(t)) * 0.85) / factor,
      objects: (t) => Math.round(storedBytes(t) / 2 ** 22),
    };
  });
  const isBad = (t: number) => ids.some((id) => known(id, t) && down(id, t));
  return {
    hosts,
    osds: ids.map((id) => ({
      id,
      host: hosts[Math.floor(id / OSDS_PER_HOST)] ?? '',
      device: `nvme${id % OSDS_PER_HOST}n1`,
      sizeBytes: OSD_BYTES,
      usedBytes: (t) => (known(id, t) ? (usedBytes(t) * weight(id)) / weights(t) : 0),
      up: (t) => known(id, t) && !down(id, t),
      known: (t) => known(id, t),
    })),
    pools,
    usedBytes,
    totalBytes,
    degraded: (t) =>
      isBad(t) ? Math.round(pools.reduce((sum, pool) => sum + pool.objects(t) * pool.copies, 0) / ids.length) : 0,
    health: (t) => (isBad(t) ? 1 : 0),
  };
}
