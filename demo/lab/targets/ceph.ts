import type { Fleet } from '../fleet';
import { constant, gauge, rounded, type Family, type LabSeries, type Target } from '../metric';
import { growth } from '../model/proxmox/storages';
import { within } from '../model/story';
import { wave } from '../model/wave';

const TIB = 2 ** 40;
const HOSTS = ['pve-a1', 'pve-a2', 'pve-a3', 'pve-a4'];
const OSDS_PER_HOST = 3;
const OSDS = HOSTS.length * OSDS_PER_HOST;
const OSD_BYTES = 1.745 * TIB;
const OBJECT_BYTES = 3.6 * 2 ** 20;
const COPIES = 3;
const POOLS = [
  ['1', '.mgr', 0.0001],
  ['2', 'vm-disks', 0.52],
  ['3', 'rgw.buckets.data', 0.08],
] as const;
const MONITORS = ['a1', 'a2', 'b1'].map((host) => ({ ceph_daemon: `mon.pve-${host}`, hostname: `pve-${host}` }));
const VERSION = 'ceph version 19.2.1 (58a7fab8be0a062d730ad7da874972fd3fba59fb) squid (stable)';
const FLAGS = ['noout', 'norecover', 'nobackfill', 'norebalance', 'noscrub', 'nodeep_scrub', 'noup', 'nodown', 'noin'];

/** The prometheus module of Ceph's manager. An OSD can be taken out of its metrics: `POST /targets/ceph/osd.7/down`. */
export function cephTarget({ seed, story }: Fleet): Target {
  const { osdDown } = story.lastMonth;
  const removed = new Set<number>();
  const perOsd = (value: (osd: number) => LabSeries['value'], labels: (osd: number) => object = () => ({})) =>
    Array.from({ length: OSDS }, (_, osd) => ({
      labels: { ceph_daemon: `osd.${osd}`, ...labels(osd) },
      value: value(osd),
      exposed: () => !removed.has(osd),
    }));
  const usedRatio = (osd: number) => {
    const curve = wave(seed, `osd ${osd}`, { base: 0.56 + 0.005 * osd, daily: 0.0004 });
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
    switches: Object.fromEntries(
      Array.from({ length: OSDS }, (_, osd) => [
        `osd.${osd}`,
        { down: () => void removed.add(osd), up: () => void removed.delete(osd) },
      ])
    ),
    families: [
      gauge('ceph_health_status', 'Cluster health status', [{ labels: {}, value: (t) => (down(t) ? 1 : 0) }]),
      gauge('ceph_health_detail', 'healthcheck status by type (0=inactive, 1=active)', [
        { labels: { name: 'OSD_DOWN', severity: 'HEALTH_WARN' }, value: (t) => (down(t) ? 1 : 0) },
      ]),
      gauge(
        'ceph_mon_quorum_status',
        'Monitors in quorum',
        MONITORS.map(({ ceph_daemon }) => constant({ ceph_daemon }, 1))
      ),
      gauge(
        'ceph_mon_metadata',
        'MON Metadata',
        MONITORS.map((monitor, rank) => constant({ ...monitor, ceph_version: VERSION, rank: `${rank}` }, 1))
      ),
      gauge(
        'ceph_mgr_status',
        'MGR status (0=standby, 1=active)',
        ['a1', 'a2'].map((host, at) => constant({ ceph_daemon: `mgr.pve-${host}` }, at === 0 ? 1 : 0))
      ),
      gauge(
        'ceph_mgr_metadata',
        'MGR metadata',
        ['a1', 'a2'].map((host) =>
          constant({ ceph_daemon: `mgr.pve-${host}`, ceph_version: VERSION, hostname: `pve-${host}` }, 1)
        )
      ),
      gauge(
        'ceph_osd_metadata',
        'OSD Metadata',
        perOsd(
          () => () => 1,
          (osd) => ({ hostname: hostOf(osd), ceph_version: VERSION, device_class: 'nvme' })
        )
      ),
      gauge(
        'ceph_disk_occupation_human',
        'Associate Ceph daemon with disk used',
        perOsd(
          () => () => 1,
          (osd) => ({ device: `/dev/nvme${osd % OSDS_PER_HOST}n1` })
        )
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
      ...FLAGS.map((flag) => gauge(`ceph_osd_flag_${flag}`, `OSD flag ${flag}`, [constant({}, 0)])),
      gauge('ceph_cluster_total_bytes', 'DF total_bytes', [constant({}, OSDS * OSD_BYTES)]),
      gauge('ceph_cluster_total_used_bytes', 'DF total_used_bytes', [{ labels: {}, value: rounded(0, used) }]),
      gauge('ceph_cluster_total_used_raw_bytes', 'DF total_used_raw_bytes', [{ labels: {}, value: rounded(0, used) }]),
      gauge('ceph_num_objects_degraded', 'Number of degraded objects', [
        { labels: {}, value: rounded(0, (t) => (down(t) ? (used(t) / OSDS / OBJECT_BYTES) * 0.8 : 0)) },
      ]),
      gauge('ceph_num_objects_misplaced', 'Number of misplaced objects', [constant({}, 0)]),
      gauge('ceph_num_objects_unfound', 'Number of unfound objects', [constant({}, 0)]),
      gauge('ceph_healthcheck_slow_ops', 'OSD or Monitor requests taking a long time to process', [constant({}, 0)]),
      ...poolFamilies(used, down),
    ],
  };
}

function hostOf(osd: number): string {
  return HOSTS[Math.floor(osd / OSDS_PER_HOST)] ?? '';
}

function poolFamilies(used: (t: number) => number, degraded: (t: number) => boolean): Family[] {
  const perPool = (value: (share: number) => LabSeries['value']) =>
    POOLS.map(([pool_id, , share]) => ({ labels: { pool_id }, value: value(share) }));
  const usable = (OSDS * OSD_BYTES) / COPIES;
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
      perPool((share) => rounded(0, (t) => (used(t) / COPIES) * share))
    ),
    gauge(
      'ceph_pool_bytes_used',
      'DF pool bytes_used',
      perPool((share) => rounded(0, (t) => used(t) * share))
    ),
    gauge(
      'ceph_pool_objects',
      'DF pool objects',
      perPool((share) => rounded(0, (t) => ((used(t) / COPIES) * share) / OBJECT_BYTES))
    ),
    gauge(
      'ceph_pool_max_avail',
      'DF pool max_avail',
      perPool(() => rounded(0, (t) => usable * 0.95 - used(t) / COPIES))
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
