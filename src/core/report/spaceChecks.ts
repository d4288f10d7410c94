import type { CheckDefinition } from '../check/definition';
import type { Labels } from '../check/series';
import { withoutPort } from './withoutPort';

/** What can fill up: how much of it is used and its size, in bytes, and the share of it at which it counts as full. */
export interface SpaceKind {
  many: string;
  nameOf(labels: Labels): string;
  used: CheckDefinition;
  size: CheckDefinition;
  /** 0..1 */
  fullAt: number;
}

const FILESYSTEMS =
  'fstype!~"tmpfs|ramfs|devtmpfs|overlay|squashfs|iso9660|erofs|cramfs|nsfs|fuse.*|nfs.*|cifs",' +
  'mountpoint!~".*/kubelet/(pods|plugins)/.+|/var/lib/(docker|containers/storage)/.+"';

export const SPACE_KINDS: readonly SpaceKind[] = [
  space(
    'filesystem',
    {
      many: 'filesystems',
      nameOf: ({ instance = '', mountpoint = '' }) => `${mountpoint} on ${withoutPort(instance)}`,
      fullAt: 1,
    },
    ['cluster', 'instance', 'mountpoint'],
    `max by (cluster, instance, mountpoint) (node_filesystem_size_bytes{${FILESYSTEMS}} - node_filesystem_avail_bytes{${FILESYSTEMS}})`,
    `max by (cluster, instance, mountpoint) (node_filesystem_size_bytes{${FILESYSTEMS}} > 0)`
  ),
  // Ceph stops to be well at nearfull.
  space(
    'ceph',
    {
      many: 'Ceph clusters',
      nameOf: ({ cluster = '', fsid = '' }) => `Ceph ${cluster === '' ? fsid : cluster}`.trim(),
      fullAt: 0.85,
    },
    ['cluster', 'fsid'],
    'max by (cluster, fsid) (ceph_cluster_total_used_raw_bytes or ceph_cluster_total_used_bytes)',
    'max by (cluster, fsid) (ceph_cluster_total_bytes > 0)'
  ),
];

function space(
  id: string,
  kind: Pick<SpaceKind, 'many' | 'nameOf' | 'fullAt'>,
  by: readonly string[],
  used: string,
  size: string
): SpaceKind {
  return {
    ...kind,
    used: measure(`report.${id}-used`, `Space used, ${kind.many}`, used, by),
    size: measure(`report.${id}-size`, `Size, ${kind.many}`, size, by),
  };
}

function measure(id: string, title: string, query: string, by: readonly string[]): CheckDefinition {
  return {
    id,
    pack: 'report',
    title,
    finding: '{value}',
    kind: 'prometheus',
    mode: 'value',
    query,
    presence: query,
    by,
    unit: 'bytes',
    op: 'none',
    thresholds: [],
    vanish: 'ignore',
    absent: 'na',
    remediation: '',
    severity: 'info',
    seeds: [],
  };
}
