import type { Fleet } from '../fleet';
import { constant, gauge, rounded, type Family, type LabelSet, type LabSeries, type Target } from '../metric';
import { CEPH_VERSION, createCeph, type LabCeph } from '../model/ceph';

const TIB = 2 ** 40;
const VERSION = `ceph version ${CEPH_VERSION} (58a7fab8be0a062d730ad7da874972fd3fba59fb) squid (stable)`;
const FLAGS = ['noup', 'nodown', 'noout', 'noin', 'nobackfill', 'norebalance', 'norecover', 'noscrub', 'nodeep_scrub'];
const MONITORS = ['pve-a1', 'pve-a2', 'pve-a3'];
const MANAGERS = ['pve-a1', 'pve-a2'];
const GATEWAYS = ['pve-a1', 'pve-a2'];
/** [name, owner, bytes, what it grows by in a day, objects, quota] */
const BUCKETS = [
  ['loki-chunks', 'observability', 1.38 * TIB, 6e9, 812_400, -1],
  ['backups-cnpg', 'databases', 0.62 * TIB, 2e9, 41_230, 0.8 * TIB],
  ['velero', 'platform', 0.31 * TIB, 1e9, 96_510, 1 * TIB],
  ['artifacts', 'delivery', 0.09 * TIB, 0, 18_775, 0.5 * TIB],
] as const;

/**
 * The prometheus module of Ceph's manager, which speaks of the cluster on the hosts of pve-a. An OSD can be taken out of it:
 * `POST /targets/ceph/osd.4/down`.
 */
export function cephTarget({ seed, story, nodes }: Fleet): Target {
  const ceph = createCeph(seed, story, nodes);
  const removed = new Set<number>();
  return {
    name: 'ceph',
    job: 'ceph',
    instance: 'ceph-mgr',
    labels: { cluster: 'ceph-prod' },
    answers: () => true,
    switches: Object.fromEntries(
      ceph.osds.map(({ id }) => [`osd.${id}`, { down: () => void removed.add(id), up: () => void removed.delete(id) }])
    ),
    families: [
      ...clusterFamilies(ceph),
      ...osdFamilies(ceph, removed),
      ...poolFamilies(ceph),
      ...daemonFamilies(),
      gauge('ceph_fs_metadata', 'FS Metadata', [
        constant({ fs_id: '1', name: 'cephfs', data_pools: '4', metadata_pool: '1' }, 1),
      ]),
    ],
  };
}

/** radosgw_usage_exporter, which is told by the administration API of the gateways what the manager does not know. */
export function bucketTarget({ story }: Fleet): Target {
  const morning = Date.parse(`${story.morning}T06:00:00Z`) / 1000;
  const perBucket = (value: (bucket: (typeof BUCKETS)[number]) => LabSeries['value']) =>
    BUCKETS.map((bucket) => ({ labels: { bucket: bucket[0], owner: bucket[1] }, value: value(bucket) }));
  return {
    name: 'radosgw',
    job: 'radosgw-usage',
    instance: 'radosgw-usage',
    labels: { cluster: 'ceph-prod' },
    answers: () => true,
    families: [
      gauge(
        'radosgw_usage_bucket_bytes',
        'Bucket used bytes',
        perBucket(([, , bytes, daily]) => rounded(0, (t) => bytes + (daily * (t - morning)) / 86_400))
      ),
      gauge(
        'radosgw_usage_bucket_objects',
        'Number of objects in bucket',
        perBucket(
          ([, , , , objects]) =>
            () =>
              objects
        )
      ),
      gauge(
        'radosgw_usage_bucket_quota_enabled',
        'Quota enabled for bucket',
        perBucket(
          ([, , , , , quota]) =>
            () =>
              quota > 0 ? 1 : 0
        )
      ),
      gauge(
        'radosgw_usage_bucket_quota_size_bytes',
        'Maximum allowed bucket size in bytes',
        perBucket(
          ([, , , , , quota]) =>
            () =>
              quota
        )
      ),
    ],
  };
}

function clusterFamilies({ health, degraded, totalBytes, usedBytes }: LabCeph): Family[] {
  const one = (name: string, help: string, value: LabSeries['value']) => gauge(name, help, [{ labels: {}, value }]);
  return [
    one('ceph_health_status', 'Cluster health status', health),
    gauge('ceph_health_detail', 'healthcheck status by type (0=inactive, 1=active)', [
      ...['OSD_DOWN', 'PG_DEGRADED'].map((name) => ({ labels: { name, severity: 'HEALTH_WARN' }, value: health })),
    ]),
    one('ceph_healthcheck_slow_ops', 'OSD or Monitor requests taking a long time to process', () => 0),
    one('ceph_cluster_total_bytes', 'DF total_bytes', totalBytes),
    one('ceph_cluster_total_used_bytes', 'DF total_used_bytes', rounded(0, usedBytes)),
    one('ceph_cluster_total_used_raw_bytes', 'DF total_used_raw_bytes', rounded(0, usedBytes)),
    one('ceph_num_objects_degraded', 'Number of degraded objects', degraded),
    one('ceph_num_objects_misplaced', 'Number of misplaced objects', () => 0),
    one('ceph_num_objects_unfound', 'Number of unfound objects', () => 0),
    one('ceph_osd_nearfull_ratio', 'OSD nearfull ratio', () => 0.85),
    one('ceph_osd_full_ratio', 'OSD full ratio', () => 0.95),
    ...FLAGS.map((flag) => one(`ceph_osd_flag_${flag}`, `OSD Flag ${flag}`, () => 0)),
  ];
}

function osdFamilies({ osds }: LabCeph, removed: ReadonlySet<number>): Family[] {
  type Osd = (typeof osds)[number];
  const perOsd = (value: (osd: Osd) => LabSeries['value'], more: (osd: Osd) => LabelSet = () => ({})) =>
    osds.map((osd) => ({
      labels: { ceph_daemon: `osd.${osd.id}`, ...more(osd) },
      value: value(osd),
      exposed: (t: number) => osd.known(t) && !removed.has(osd.id),
    }));
  const isThere = () => () => 1;
  return [
    gauge(
      'ceph_osd_up',
      'OSD status up',
      perOsd(
        ({ up }) =>
          (t) =>
            up(t) ? 1 : 0
      )
    ),
    gauge('ceph_osd_in', 'OSD status in', perOsd(isThere)),
    gauge(
      'ceph_osd_apply_latency_ms',
      'OSD stat apply_latency_ms',
      perOsd(() => () => 0)
    ),
    gauge(
      'ceph_osd_stat_bytes',
      'Total storage in bytes',
      perOsd(
        ({ sizeBytes }) =>
          () =>
            sizeBytes
      )
    ),
    gauge(
      'ceph_osd_stat_bytes_used',
      'Used storage in bytes',
      perOsd(({ usedBytes }) => rounded(0, usedBytes))
    ),
    gauge(
      'ceph_osd_metadata',
      'OSD Metadata',
      perOsd(isThere, ({ host }) => ({
        hostname: host,
        device_class: 'ssd',
        objectstore: 'bluestore',
        ceph_version: VERSION,
      }))
    ),
    gauge(
      'ceph_disk_occupation_human',
      'Associate Ceph daemon with disk used for displaying to humans',
      perOsd(isThere, ({ device }) => ({ device: `/dev/${device}` }))
    ),
  ];
}

function poolFamilies({ pools, health }: LabCeph): Family[] {
  type Pool = (typeof pools)[number];
  const perPool = (value: (pool: Pool) => LabSeries['value'], more: (pool: Pool) => LabelSet = () => ({})) =>
    pools.map((pool) => ({ labels: { pool_id: String(pool.id), ...more(pool) }, value: value(pool) }));
  const pgs = ({ pgs: count }: Pool) => {
    return () => count;
  };
  return [
    gauge(
      'ceph_pool_metadata',
      'POOL Metadata',
      perPool(
        () => () => 1,
        ({ name, type, description }) => ({ name, type, description, compression_mode: 'none' })
      )
    ),
    gauge(
      'ceph_pool_stored',
      'DF pool stored',
      perPool(({ storedBytes }) => rounded(0, storedBytes))
    ),
    gauge(
      'ceph_pool_bytes_used',
      'DF pool bytes_used',
      perPool(({ rawBytes }) => rounded(0, rawBytes))
    ),
    gauge(
      'ceph_pool_max_avail',
      'DF pool max_avail',
      perPool(({ maxAvailBytes }) => rounded(0, maxAvailBytes))
    ),
    gauge(
      'ceph_pool_quota_bytes',
      'DF pool quota_bytes',
      perPool(
        ({ quotaBytes }) =>
          () =>
            quotaBytes
      )
    ),
    gauge(
      'ceph_pool_objects',
      'DF pool objects',
      perPool(({ objects }) => objects)
    ),
    gauge('ceph_pg_total', 'PG Total Count per Pool', perPool(pgs)),
    gauge('ceph_pg_active', 'PG active per pool', perPool(pgs)),
    gauge(
      'ceph_pg_clean',
      'PG clean per pool',
      perPool(
        ({ pgs: count }) =>
          (t) =>
            health(t) === 0 ? count : Math.ceil(count * 0.7)
      )
    ),
  ];
}

function daemonFamilies(): Family[] {
  const daemons = (kind: string, hosts: readonly string[], more: (index: number) => LabelSet = () => ({})) =>
    hosts.map((host, index) =>
      constant({ ceph_daemon: `${kind}.${host}`, hostname: host, ceph_version: VERSION, ...more(index) }, 1)
    );
  return [
    gauge(
      'ceph_mon_quorum_status',
      'Monitors in quorum',
      MONITORS.map((host) => constant({ ceph_daemon: `mon.${host}` }, 1))
    ),
    gauge(
      'ceph_mon_metadata',
      'MON Metadata',
      daemons('mon', MONITORS, (index) => ({ rank: String(index) }))
    ),
    gauge(
      'ceph_mgr_status',
      'MGR status (0=standby, 1=active)',
      MANAGERS.map((host, index) => constant({ ceph_daemon: `mgr.${host}` }, index === 0 ? 1 : 0))
    ),
    gauge('ceph_mgr_metadata', 'MGR metadata', daemons('mgr', MANAGERS)),
    gauge(
      'ceph_rgw_metadata',
      'RGW Metadata',
      daemons('rgw', GATEWAYS, (index) => ({ instance_id: String(4168 + index) }))
    ),
    gauge(
      'ceph_mds_metadata',
      'MDS Metadata',
      daemons('mds', MANAGERS, (index) => ({ fs_id: index === 0 ? '1' : '-1', rank: index === 0 ? '0' : '-1' }))
    ),
  ];
}
