import { forecastOf, lastDrop, reachesAt, sinceEmptied, type DayValue, type Forecast } from '../../capacity/forecast';
import type { Series, TrendPoint } from '../../check/series';
import { CAPACITY_DAYS, DAY_SECONDS } from './queries';
import { seriesOf, type CephReading, type Metrics } from './reading';
import type { CephCapacity } from './view';

const DAY_MS = DAY_SECONDS * 1000;
/** What Ceph acts at where nobody says otherwise. */
export const USUAL_LIMITS = { nearfull: 0.85, backfillfull: 0.9, full: 0.95 };

/** How full the cluster was by the day, is and will be. */
export function capacityOf(reading: CephReading, cluster: Metrics): CephCapacity {
  const { askedMs } = reading;
  const [used, total] = [usedBytes(cluster), cluster.get('cluster_total_bytes') ?? null];
  const sizes = daysOf(seriesOf(reading, 'totalDays')[0], reading, total);
  const drop = lastDrop(sizes);
  // A size that changed must not look like growth: what was used is taken as a share of what there is now.
  const days = daysOf(seriesOf(reading, 'usedDays')[0], reading, used).map(({ timeMs, value }) => ({
    timeMs,
    value: value === null || total === null || total === 0 ? null : value / total,
  }));
  return {
    points: daysOf(
      seriesOf(reading, 'ratioDays')[0],
      reading,
      used === null || total === null || total === 0 ? null : used / total
    ),
    forecast: forecastOf(sinceEmptied(days)),
    limits: limitsOf(cluster),
    shrank: drop && { atMs: Math.min(drop.atMs, askedMs), fromBytes: drop.from, toBytes: drop.to },
  };
}

/** Raw bytes used, replicas and what belongs to them included; null when not known. */
export function usedBytes(cluster: Metrics): number | null {
  return cluster.get('cluster_total_used_raw_bytes') ?? cluster.get('cluster_total_used_bytes') ?? null;
}

/** Days from now until the forecast reaches a limit; null where it does not, or nobody can say. */
export function daysUntil(forecast: Forecast, limit: number, nowMs: number): number | null {
  const reaches = reachesAt(forecast, limit);
  return reaches && Math.max(0, (reaches.atMs - nowMs) / DAY_MS);
}

/** Values by the day, gaps included, with what is now as the last of them. */
export function daysOf(series: Series | undefined, { askedMs }: CephReading, now: number | null): TrendPoint[] {
  const byDay = new Map(series?.timesMs.map((timeMs, index) => [timeMs, series.values[index] ?? null]));
  const todayMs = Math.floor(askedMs / DAY_MS) * DAY_MS;
  const ended = Array.from({ length: CAPACITY_DAYS }, (_, index) => {
    const timeMs = todayMs - (CAPACITY_DAYS - 1 - index) * DAY_MS;
    return { timeMs, value: byDay.get(timeMs) ?? null };
  });
  return [...ended.slice(ended[0]?.timeMs === askedMs ? 0 : 1), { timeMs: askedMs, value: now }];
}

/** What it grew by in 30 days; null where either end is not known. */
export function grown30dOf(days: readonly DayValue[]): number | null {
  const now = days.at(-1);
  const before = now && [...days].reverse().find(({ timeMs }) => timeMs <= now.timeMs - 30 * DAY_MS);
  return now?.value == null || before?.value == null ? null : now.value - before.value;
}

function limitsOf(cluster: Metrics): CephCapacity['limits'] {
  const said = {
    nearfull: cluster.get('osd_nearfull_ratio'),
    backfillfull: cluster.get('osd_backfillfull_ratio'),
    full: cluster.get('osd_full_ratio'),
  };
  return {
    nearfull: said.nearfull ?? USUAL_LIMITS.nearfull,
    backfillfull: said.backfillfull ?? USUAL_LIMITS.backfillfull,
    full: said.full ?? USUAL_LIMITS.full,
    isDefault: said.nearfull === undefined,
  };
}
