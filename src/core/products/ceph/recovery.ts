import type { TrendPoint } from '../../check/series';
import type { PoolNumbers } from './pools';
import { rowsOf, seriesOf, type CephReading, type Metrics } from './reading';
import type { CephRecovery } from './view';

/** What is degraded now, what was in three days, and how fast it is mended. */
export function recoveryOf(reading: CephReading, cluster: Metrics, pools: readonly PoolNumbers[]): CephRecovery {
  const objects = sum(pools.map(({ metrics }) => metrics.get('pool_objects') ?? null));
  // A degraded object is counted once for each copy that it lacks.
  const copies = sum(
    pools.map(({ metrics, copies: of }) => {
      const count = metrics.get('pool_objects');
      return count === undefined ? null : count === 0 ? 0 : of === null ? null : count * of;
    })
  );
  const degraded = cluster.get('num_objects_degraded') ?? null;
  const misplaced = cluster.get('num_objects_misplaced') ?? null;
  const points = ratiosOf(reading, copies, degraded);
  return {
    points,
    degraded,
    misplaced,
    unfound: cluster.get('num_objects_unfound') ?? null,
    objects,
    flags: flagsOf(reading, cluster),
    running: runningOf(pools, (degraded ?? 0) + (misplaced ?? 0)),
    last: lastOf(points),
  };
}

function ratiosOf(reading: CephReading, copies: number | null, degraded: number | null): TrendPoint[] {
  const [series] = seriesOf(reading, 'degraded');
  const ratio = (count: number | null) =>
    count === 0 ? 0 : count === null || copies === null || copies === 0 ? null : Math.min(1, count / copies);
  const before = (series?.timesMs ?? []).map((timeMs, index) => ({
    timeMs,
    value: ratio(series?.values[index] ?? null),
  }));
  return before.length === 0 && degraded === null
    ? []
    : [...before.filter(({ timeMs }) => timeMs < reading.askedMs), { timeMs: reading.askedMs, value: ratio(degraded) }];
}

/** As Ceph writes them: `nodeep-scrub`. Null where no flag is told of, set or not. */
function flagsOf(reading: CephReading, cluster: Metrics): string[] | null {
  const flags = [...cluster].filter(([metric]) => metric.startsWith('osd_flag_'));
  return rowsOf(reading, 'cluster') === null || flags.length === 0
    ? null
    : flags
        .filter(([, value]) => value > 0)
        .map(([metric]) => metric.slice('osd_flag_'.length).replace('_', '-'))
        .sort();
}

/** Something is being mended while objects are degraded or misplaced; what it takes is told by the rates of the pools, if at all. */
function runningOf(pools: readonly PoolNumbers[], left: number): CephRecovery['running'] {
  if (left === 0) {
    return null;
  }
  const rate = (metric: string) => sum(pools.map(({ metrics }) => metrics.get(metric) ?? null));
  const objectsPerSecond = rate('pool_recovering_objects_per_sec');
  return {
    bytesPerSecond: rate('pool_recovering_bytes_per_sec'),
    leftSeconds: objectsPerSecond === null || objectsPerSecond === 0 ? null : left / objectsPerSecond,
  };
}

/** The last stretch of points above 0; a gap within it is part of it. */
function lastOf(points: readonly TrendPoint[]): CephRecovery['last'] {
  const stretches: Array<NonNullable<CephRecovery['last']>> = [];
  for (const { timeMs, value } of points) {
    const open = stretches.at(-1);
    const isOpen = open !== undefined && open.toMs === null;
    if (value === null || (value === 0 && !isOpen)) {
      continue;
    }
    if (!isOpen) {
      stretches.push({ fromMs: timeMs, toMs: null, mostRatio: value });
    } else if (value === 0) {
      stretches.splice(-1, 1, { ...open, toMs: timeMs });
    } else {
      stretches.splice(-1, 1, { ...open, mostRatio: Math.max(open.mostRatio, value) });
    }
  }
  return stretches.at(-1) ?? null;
}

/** Null as soon as one is not known, and where there is none. */
function sum(values: ReadonlyArray<number | null>): number | null {
  return values.length === 0
    ? null
    : values.reduce((total, value) => (total === null || value === null ? null : total + value), 0);
}
