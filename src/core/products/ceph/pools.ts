import { forecastOf, sinceEmptied } from '../../capacity/forecast';
import type { CheckResult } from '../../check/result';
import { naturally } from '../../hardware-map/naturally';
import { daysOf, grown30dOf } from './capacity';
import { byMetric, rowsOf, seriesOf, type CephReading, type Metrics } from './reading';
import { entitiesOf, goneOf, toldOf } from './told';
import type { PoolRow } from './view';

/** One pool as the metrics tell of it. */
export interface PoolNumbers {
  id: string;
  name: string;
  description: string;
  /** Copies or shards of each object; null where nobody says. */
  copies: number | null;
  metrics: Metrics;
  lastSeenMs: number | null;
}

/** The pools that are there, and those that were within 30 days. */
export function poolsOf(reading: CephReading, checks: readonly CheckResult[]): PoolNumbers[] {
  const numbers = byMetric(reading, 'pools', 'pool_id');
  const seen = new Map((rowsOf(reading, 'poolsSeen') ?? []).map(({ labels, value }) => [labels['pool_id'], value]));
  const newestLast = [...(rowsOf(reading, 'poolNamesSeen') ?? [])].sort((a, b) => a.value - b.value);
  const pools = new Map<string, PoolNumbers>();
  for (const { labels, value } of [...newestLast, ...(rowsOf(reading, 'poolNames') ?? [])]) {
    const { pool_id: id = '', name = '', type = '', description = '' } = labels;
    const metrics = numbers?.get(id) ?? new Map<string, number>();
    const seenSeconds = seen.get(id) ?? value;
    pools.set(id, {
      id,
      name,
      ...madeOf(type, description),
      metrics,
      lastSeenMs: metrics.has('pool_stored') ? null : seenSeconds * 1000,
    });
  }
  const gone = goneOf(checks, 'pool', 'name');
  return [...pools.values()]
    .filter(({ name, lastSeenMs }) => lastSeenMs === null || !gone.has(name))
    .sort((a, b) => naturally(a.name, b.name));
}

/** `replica:3` and `ec:4+2`, as the manager writes them. */
function madeOf(type: string, description: string): Pick<PoolNumbers, 'description' | 'copies'> {
  const replicas = /^replica:(\d+)$/.exec(description);
  if (replicas) {
    return { description: `replicated ${replicas[1]}`, copies: Number(replicas[1]) };
  }
  const shards = /^ec:(\d+)\+(\d+)$/.exec(description);
  if (shards) {
    return { description: `erasure ${shards[1]}+${shards[2]}`, copies: Number(shards[1]) + Number(shards[2]) };
  }
  return { description: description === '' ? type : `${type} ${description}`.trim(), copies: null };
}

/** What is listed of each pool. */
export function poolRows(
  reading: CephReading,
  pools: readonly PoolNumbers[],
  checks: readonly CheckResult[]
): PoolRow[] {
  const daily = new Map(seriesOf(reading, 'poolDays').map((series) => [series.labels['pool_id'], series]));
  return pools.map(({ id, name, description, metrics, lastSeenMs }) => {
    const stored = metrics.get('pool_stored') ?? null;
    const writable = metrics.get('pool_max_avail') ?? null;
    const quota = metrics.get('pool_quota_bytes') ?? 0;
    const days = daysOf(daily.get(id), reading, stored);
    const verdict = toldOf(checks, { name }, 'pool');
    const judged = entitiesOf(checks, 'pool').find(({ labels }) => labels['name'] === name);
    const share = stored === null || writable === null || stored + writable === 0 ? null : stored / (stored + writable);
    return {
      name,
      description,
      verdict,
      used: { value: stored === null ? null : (judged?.value ?? share), verdict },
      storedBytes: stored,
      rawBytes: metrics.get('pool_bytes_used') ?? null,
      writableBytes: writable,
      grown30dBytes: grown30dOf(days),
      forecast: forecastOf(sinceEmptied(days)),
      quota: quota > 0 ? { bytes: quota, usedRatio: stored === null ? null : stored / quota } : null,
      lastSeenMs,
    };
  });
}
