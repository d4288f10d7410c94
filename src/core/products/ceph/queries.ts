import type { MetricQuery } from '../../check/ports';
import { BUCKET_METRICS } from './bucketMetrics';

/** What is asked of a metrics source about one Ceph cluster. Every answer is one series per thing, whatever exporter told it. */

export const DAY_SECONDS = 86_400;
/** How many days growth is read from, and shown of. */
export const CAPACITY_DAYS = 60;
export const RECOVERY_SECONDS = 3 * DAY_SECONDS;
export const RECOVERY_STEP_SECONDS = 600;
/** How long what left is looked for, and how exactly. */
const SEEN = '30d:2h';
/** How long it is looked for since when something is as it is, and how exactly. */
const SINCE = '7d:10m';
export const SINCE_STEP_SECONDS = 600;

/** Series of these metrics (a regex of names without `ceph_`), `more` being further matchers. */
type Select = (names: string, more?: string) => string;

/**
 * The series of one cluster: by the label `cluster`, else by `fsid`; those without either where it has no name.
 */
function selectOf(cluster: string): Select {
  const value = JSON.stringify(cluster);
  return (names, more = '') => {
    const of = (matchers: string) => `{__name__=~"${names}", ${matchers}${more}}`;
    return cluster === ''
      ? of('cluster="", fsid=""')
      : `(${of(`cluster=${value}`)} or ${of(`cluster="", fsid=${value}`)})`;
  };
}

/** With the name of the metric, without `ceph_`, as the label `metric`. */
function named(selected: string): string {
  return `label_replace(${selected}, "metric", "$1", "__name__", "(?:ceph_)?(.+)")`;
}

/** When things were last there, in seconds; `by` are the labels that make them. */
function lastSeen(selected: string, by: string): string {
  return `max by (${by}) (max_over_time((time() * 1 ^ max by (${by}) (${selected}))[${SEEN}]))`;
}

const OSD_STATE = 'ceph_osd_(up|in|stat_bytes|stat_bytes_used|apply_latency_ms)';

/** What is true now, and since when. */
export function nowQueries(cluster: string): MetricQuery[] {
  const select = selectOf(cluster);
  const max = (by: string, selected: string) => `max by (${by}) (${selected})`;
  const health = `max(${select('ceph_health_status')})`;
  const detail = max('name, severity', select('ceph_health_detail'));
  const occupied = max('ceph_daemon, device', select('ceph_disk_occupation(_human)?'));
  const usedRatio =
    `${max('ceph_daemon', select('ceph_osd_stat_bytes_used'))} / ` +
    `(${max('ceph_daemon', select('ceph_osd_stat_bytes'))} > 0)`;
  const isThere = max('ceph_daemon', select('ceph_osd_up'));
  const queries: Record<string, string> = {
    cluster: max(
      'metric',
      named(
        select(
          'ceph_health_status|ceph_cluster_total_.*bytes|ceph_num_objects_(degraded|misplaced|unfound)' +
            '|ceph_healthcheck_slow_ops|ceph_osd_flag_.*|ceph_osd_(nearfull|backfillfull|full)_ratio'
        )
      )
    ),
    healthWas: `max by (word) (max_over_time((time() * 1 ^ count_values("word", ${health}))[${SINCE}]))`,
    detail,
    detailWasNot: `max by (name) (max_over_time((time() * 1 ^ (${detail} == 0))[${SINCE}]))`,
    detailWas: `min by (name) (min_over_time((time() * 1 ^ (${detail} > 0))[${SINCE}]))`,
    osds: max('metric, ceph_daemon', named(select(OSD_STATE))),
    daemons: max(
      'metric, ceph_daemon, hostname, ceph_version, rank, fs_id',
      named(select('ceph_(osd|mon|mgr|mds|rgw)_metadata'))
    ),
    states: max('metric, ceph_daemon', named(select('ceph_(mon_quorum|mgr)_status'))),
    osdsSeen: lastSeen(select('ceph_osd_metadata'), 'ceph_daemon, hostname'),
    osdsUpSeen: lastSeen(select('ceph_osd_up'), 'ceph_daemon'),
    osdsWereFull: `last_over_time((${usedRatio})[${SEEN}]) unless on (ceph_daemon) ${isThere}`,
    disksSeen: `${lastSeen(occupied, 'ceph_daemon, device')} unless on (ceph_daemon) ${isThere}`,
    pools: max(
      'metric, pool_id',
      named(
        select(
          'ceph_pool_(stored|bytes_used|max_avail|quota_bytes|objects|recovering_(bytes|objects)_per_sec)' +
            '|ceph_pg_(total|clean)'
        )
      )
    ),
    poolNames: max('pool_id, name, type, description', select('ceph_pool_metadata')),
    poolNamesSeen: lastSeen(select('ceph_pool_metadata'), 'pool_id, name, type, description'),
    poolsSeen: lastSeen(select('ceph_pool_stored'), 'pool_id'),
    filesystems: max('fs_id, name, metadata_pool, data_pools', select('ceph_fs_metadata')),
    buckets: max('metric, bucket, owner, uid, user, tenant', named(select(BUCKET_METRICS.join('|')))),
  };
  return Object.entries(queries).map(([refId, expr]) => ({ refId, expr, shape: 'instant' }));
}

/** What was, by the day: each value is the highest of the day before it. */
export function dayQueries(cluster: string): MetricQuery[] {
  const select = selectOf(cluster);
  const daily = (expr: string, step: string) => `max_over_time((${expr})[1d:${step}])`;
  const total = `max(${select('ceph_cluster_total_bytes')})`;
  const raw = `max(${select('ceph_cluster_total_used_raw_bytes')})`;
  const used = `(${raw} or max(${select('ceph_cluster_total_used_bytes')}))`;
  const queries: Record<string, string> = {
    usedDays: daily(used, '1h'),
    ratioDays: daily(`${used} / (${total} > 0)`, '1h'),
    totalDays: total,
    poolDays: daily(`max by (pool_id) (${select('ceph_pool_stored')})`, '6h'),
    bucketDays: daily(
      `max by (bucket, owner, uid, user, tenant) (${select(BUCKET_METRICS.filter(isSize).join('|'))})`,
      '6h'
    ),
  };
  return Object.entries(queries).map(([refId, expr]) => ({ refId, expr, shape: 'range', stepSeconds: DAY_SECONDS }));
}

/** What was degraded of three days. */
export function recoveryQueries(cluster: string): MetricQuery[] {
  const expr = `max(${selectOf(cluster)('ceph_num_objects_degraded')})`;
  return [{ refId: 'degraded', expr, shape: 'range', stepSeconds: RECOVERY_STEP_SECONDS }];
}

function isSize(metric: string): boolean {
  return metric.endsWith('bucket_bytes') || metric.endsWith('usage_bytes');
}
