import type { Fleet } from '../fleet';
import { constant, gauge, rounded, type Family, type LabSeries, type Target } from '../metric';
import { within } from '../model/story';
import { growth, vmDisks } from '../model/proxmox/storages';
import { wave } from '../model/wave';

const TIB = 2 ** 40;
const OSDS = 6;
const OSD_BYTES = 3.49 * TIB;
const POOLS = [
  ['1', '.mgr', 0.0001],
  ['2', 'vm-disks', 0.52],
  ['3', 'rgw.buckets.data', 0.08],
] as const;

/** The exporters of Proxmox VE and of Ceph's manager. */
export function storageTargets(fleet: Fleet): Target[] {
  return [proxmoxTarget(fleet), cephTarget(fleet)];
}

function proxmoxTarget({ guests, nodes, seed }: Fleet): Target {
  const hosts = nodes.filter(({ kind }) => kind === 'proxmox');
  const perGuest = (value: (guest: Fleet['guests'][number]) => LabSeries['value']) =>
    guests.map((guest) => ({ labels: { id: `qemu/${guest.vmid}` }, value: value(guest) }));
  const shared = { id: 'storage/pve-a1/vm-disks' };
  const pool = vmDisks(seed);
  return {
    name: 'pve-exporter',
    job: 'pve',
    instance: 'pve-prod',
    labels: {},
    answers: () => true,
    families: [
      gauge('pve_up', 'Node/VM/CT-Status is online/running', [
        ...hosts.map(({ name, answers }) => ({
          labels: { id: `node/${name}` },
          value: (t: number) => (answers(t) ? 1 : 0),
        })),
        ...perGuest(() => () => 1),
        constant(shared, 1),
        constant({ id: 'cluster/pve-prod' }, 1),
      ]),
      gauge(
        'pve_guest_info',
        'VM/CT info',
        guests.map(({ vmid, name, node }) => constant({ id: `qemu/${vmid}`, name, node, type: 'qemu', tags: '' }, 1))
      ),
      gauge(
        'pve_cpu_usage_ratio',
        'CPU utilization (for types node, qemu and lxc).',
        perGuest(({ processor }) => rounded(4, processor.at))
      ),
      gauge(
        'pve_memory_size_bytes',
        'Number of available memory in bytes (for types node, qemu and lxc).',
        perGuest(
          ({ memoryBytes }) =>
            () =>
              memoryBytes
        )
      ),
      gauge(
        'pve_memory_usage_bytes',
        'Used memory in bytes (for types node, qemu and lxc).',
        perGuest(({ memoryBytes, memory }) => rounded(0, (t) => memory.at(t) * memoryBytes))
      ),
      gauge('pve_disk_size_bytes', 'Storage size in bytes (for type storage).', [constant(shared, pool.sizeBytes)]),
      gauge('pve_disk_usage_bytes', 'Used disk space in bytes (for type storage).', [
        { labels: shared, value: rounded(0, (t) => pool.sizeBytes * pool.used(t)) },
      ]),
      gauge('pve_storage_info', 'Storage info', [
        constant({ ...shared, content: 'images', node: 'pve-a1', plugintype: 'rbd', storage: 'vm-disks' }, 1),
      ]),
      gauge('pve_not_backed_up_total', 'Total number of guests not covered by any backup job.', [
        constant({ id: 'cluster/pve-prod' }, 0),
      ]),
      gauge('pve_replication_failed_syncs', 'Proxmox vm replication fail_count', [constant({ id: '102-0' }, 0)]),
    ],
  };
}

function cephTarget({ seed, story }: Fleet): Target {
  const { osdDown } = story.lastMonth;
  const perOsd = (value: (osd: number) => LabSeries['value']) =>
    Array.from({ length: OSDS }, (_, osd) => ({ labels: { ceph_daemon: `osd.${osd}` }, value: value(osd) }));
  const usedRatio = (osd: number) => {
    const curve = wave(seed, `osd ${osd}`, { base: 0.56 + 0.01 * osd, daily: 0.0004 });
    return (t: number) => curve.at(t) + growth(t);
  };
  const osds = Array.from({ length: OSDS }, (_, osd) => usedRatio(osd));
  const used = (t: number) => osds.reduce((sum, ratio) => sum + ratio(t) * OSD_BYTES, 0);
  const down = (t: number) => within(osdDown, t);
  return {
    name: 'ceph',
    job: 'ceph',
    instance: 'ceph-mgr',
    labels: { cluster: 'ceph-prod' },
    answers: () => true,
    families: [
      gauge('ceph_health_status', 'Cluster health status', [{ labels: {}, value: (t) => (down(t) ? 1 : 0) }]),
      gauge(
        'ceph_mon_quorum_status',
        'Monitors in quorum',
        ['a1', 'a2', 'b1'].map((host) => constant({ ceph_daemon: `mon.pve-${host}` }, 1))
      ),
      gauge(
        'ceph_osd_up',
        'OSD status up',
        perOsd((osd) => (t) => (osd === 5 && down(t) ? 0 : 1))
      ),
      gauge(
        'ceph_osd_in',
        'OSD status in',
        perOsd(() => () => 1)
      ),
      gauge(
        'ceph_osd_apply_latency_ms',
        'OSD stat apply_latency_ms',
        perOsd(() => () => 0)
      ),
      gauge(
        'ceph_osd_stat_bytes',
        'Total storage in bytes',
        perOsd(() => () => OSD_BYTES)
      ),
      gauge(
        'ceph_osd_stat_bytes_used',
        'Used storage in bytes',
        perOsd((osd) => rounded(0, (t) => (osds[osd]?.(t) ?? 0) * OSD_BYTES))
      ),
      gauge('ceph_cluster_total_bytes', 'DF total_bytes', [constant({}, OSDS * OSD_BYTES)]),
      gauge('ceph_cluster_total_used_bytes', 'DF total_used_bytes', [{ labels: {}, value: rounded(0, used) }]),
      ...poolFamilies(used, down),
    ],
  };
}

function poolFamilies(used: (t: number) => number, degraded: (t: number) => boolean): Family[] {
  const perPool = (value: (share: number) => LabSeries['value']) =>
    POOLS.map(([pool_id, , share]) => ({ labels: { pool_id }, value: value(share) }));
  const usable = (OSDS * OSD_BYTES) / 3;
  return [
    gauge(
      'ceph_pool_metadata',
      'POOL Metadata',
      POOLS.map(([pool_id, name]) =>
        constant({ pool_id, name, type: 'replicated', description: 'replica:3', compression_mode: 'none' }, 1)
      )
    ),
    gauge(
      'ceph_pool_stored',
      'DF pool stored',
      perPool((share) => rounded(0, (t) => (used(t) / 3) * share))
    ),
    gauge(
      'ceph_pool_max_avail',
      'DF pool max_avail',
      perPool(() => rounded(0, (t) => usable * 0.95 - used(t) / 3))
    ),
    gauge(
      'ceph_pg_total',
      'PG Total Count per Pool',
      perPool((share) => () => (share < 0.01 ? 1 : 128))
    ),
    gauge(
      'ceph_pg_active',
      'PG active per pool',
      perPool((share) => () => (share < 0.01 ? 1 : 128))
    ),
    gauge(
      'ceph_pg_clean',
      'PG clean per pool',
      perPool((share) => (t) => (share < 0.01 ? 1 : degraded(t) ? 89 : 128))
    ),
  ];
}
