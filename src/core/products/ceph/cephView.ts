import type { CheckResult } from '../../check/result';
import { crossing, limitsFor } from '../../check/limits';
import { worstVerdict, type Verdict } from '../../check/verdict';
import { worstOf, type JudgedOf } from '../judged';
import { notPassing, standingOf } from '../standing';
import { bucketsOf } from './buckets';
import { capacityOf, daysUntil, usedBytes } from './capacity';
import { filesystemsOf, managersOf, monitorsOf, versionsOf } from './daemons';
import { ownHealth, reportedBy } from './health';
import { osdsOf, type Osds } from './osds';
import { poolRows, poolsOf, type PoolNumbers } from './pools';
import { rowsOf, type CephReading, type Metrics } from './reading';
import { recoveryOf } from './recovery';
import { cephFeeding } from './shows';
import { entitiesOf, toldBy } from './told';
import type { CephCapacity, CephView, PoolRow } from './view';

/** Joins what was read of a cluster with what the checks of its pack say of it alone; verdicts are theirs. */
export function cephView(reading: CephReading, checks: readonly CheckResult[]): CephView {
  const { sourceUid, sourceName, cluster: name, silent, askedMs } = reading;
  const cluster: Metrics = new Map(
    (rowsOf(reading, 'cluster') ?? []).map(({ labels, value }) => [labels['metric'] ?? '', value])
  );
  const capacity = capacityOf(reading, cluster);
  const osds = osdsOf(reading, checks);
  const pools = poolsOf(reading, checks);
  const rows = poolRows(reading, pools, checks);
  return {
    key: `ceph ${sourceUid} ${name}`,
    through: 'metrics',
    beside: null,
    unheard: null,
    sourceUid,
    name: name === '' ? sourceName : name,
    verdict: silent === null ? standingOf(checks) : 'unknown',
    own: ownHealth(reading, cluster),
    versions: versionsOf(reading),
    silent,
    asOfMs: silent === null ? askedMs : null,
    checks,
    attention: notPassing(checks),
    reported: reportedBy(reading),
    figures: figuresOf(reading, { checks, cluster, capacity, osds, pools, rows }),
    capacity,
    hosts: osds.hosts,
    missing: osds.missing,
    recovery: recoveryOf(
      reading,
      cluster,
      pools.filter(({ lastSeenMs }) => lastSeenMs === null)
    ),
    pools: rows,
    buckets: bucketsOf(reading, checks),
    filesystems: filesystemsOf(reading, pools, checks),
    monitors: monitorsOf(reading, checks),
    managers: managersOf(reading),
    slowOps: { value: cluster.get('healthcheck_slow_ops') ?? null, verdict: toldBy(checks, 'slow-ops') },
    scrub: {
      notScrubbed: scrubDebt(reading, checks, 'PG_NOT_SCRUBBED'),
      notDeepScrubbed: scrubDebt(reading, checks, 'PG_NOT_DEEP_SCRUBBED'),
    },
  };
}

interface Parts {
  checks: readonly CheckResult[];
  cluster: Metrics;
  capacity: CephCapacity;
  osds: Osds;
  pools: readonly PoolNumbers[];
  rows: readonly PoolRow[];
}

function figuresOf(reading: CephReading, parts: Parts): CephView['figures'] {
  const { checks, cluster, capacity, osds, pools, rows } = parts;
  const [used, total] = [usedBytes(cluster), cluster.get('cluster_total_bytes') ?? null];
  return {
    osds: {
      value: osds.up,
      expected: osds.expected,
      missing: osds.missing.length,
      verdict: worstVerdict([toldBy(checks, 'osds'), ...(osds.missing.length > 0 ? (['unknown'] as const) : [])]),
    },
    rawUsed: {
      value: used === null || total === null || total === 0 ? null : used / total,
      usedBytes: used,
      totalBytes: total,
      verdict: toldBy(checks, 'raw-used'),
    },
    writable: writableOf(rows),
    nearfullIn: nearfullIn(reading, parts),
    hostFails: { ...hostFails(checks), limitRatio: capacity.limits.backfillfull },
    pgs: pgsOf(pools, toldBy(checks, 'pgs')),
  };
}

/** The pool that holds something and takes the least; of equal ones the one that holds most. */
function writableOf(rows: readonly PoolRow[]): JudgedOf {
  const holding = rows.filter(({ storedBytes }) => (storedBytes ?? 0) > 0);
  const [least] = [...holding]
    .sort((a, b) => (b.storedBytes ?? 0) - (a.storedBytes ?? 0))
    .flatMap(({ name, writableBytes, verdict }) =>
      writableBytes === null ? [] : [{ value: writableBytes, verdict, of: name }]
    )
    .sort((a, b) => a.value - b.value);
  return least ?? { value: null, verdict: 'unknown', of: null };
}

/**
 * The check looks at the last week and the forecast at 60 days: the figure is as bad as the worse of them. Where there is too
 * little to say anything, it is not known.
 */
function nearfullIn({ askedMs }: CephReading, { checks, capacity }: Parts): CephView['figures']['nearfullIn'] {
  const { forecast, limits } = capacity;
  const value = daysUntil(forecast, limits.nearfull, askedMs);
  const check = cephFeeding(checks, 'nearfull-in')[0]?.definition;
  const own: Verdict =
    value === null || check === undefined ? 'na' : crossing(value, check.op, limitsFor(check, {})).verdict;
  return { value, verdict: worstVerdict([toldBy(checks, 'nearfull-in'), own]) };
}

function hostFails(checks: readonly CheckResult[]): JudgedOf {
  const things = entitiesOf(checks, 'host-fails').map(({ labels, value, verdict }) => ({
    value,
    verdict,
    of: labels['hostname'] ?? null,
  }));
  return worstOf(things, (a, b) => b - a) ?? { value: null, verdict: toldBy(checks, 'host-fails'), of: null };
}

function pgsOf(pools: readonly PoolNumbers[], verdict: Verdict): CephView['figures']['pgs'] {
  const sum = (metric: string) => {
    const counts = pools.flatMap(({ metrics }) => metrics.get(metric) ?? []);
    return counts.length === 0 ? null : counts.reduce((all, count) => all + count, 0);
  };
  const [clean, total] = [sum('pg_clean'), sum('pg_total')];
  return { value: clean === null || total === null || total === 0 ? null : clean / total, clean, total, verdict };
}

/** Metrics tell that there is a debt, not how large it is. */
function scrubDebt(reading: CephReading, checks: readonly CheckResult[], name: string): CephView['slowOps'] {
  const detail = rowsOf(reading, 'detail');
  const told = toldBy(checks, 'scrub');
  if (detail === null || told === 'unknown') {
    return { value: null, verdict: 'unknown' };
  }
  const isOwed = detail.some(({ labels, value }) => labels['name'] === name && value > 0);
  return isOwed ? { value: null, verdict: told } : { value: 0, verdict: told === 'na' ? 'na' : 'pass' };
}
