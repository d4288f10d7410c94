import type { CheckResult, Entity } from '../../check/result';
import { worstVerdict, type Verdict } from '../../check/verdict';
import { naturally } from '../../hardware-map/naturally';
import { entitiesOf, goneOf } from './told';
import { byMetric, rowsOf, type CephReading, type Metrics } from './reading';
import type { CephHost, MissingOsd, OsdTile } from './view';

export interface Osds {
  hosts: readonly CephHost[];
  missing: readonly MissingOsd[];
  /** Those that are there or should be; null where nobody can say what was there. */
  expected: number | null;
  /** Null where the source does not tell. */
  up: number | null;
}

/**
 * Every OSD that is there or should be: what the metrics tell now, what they told within 30 days, and what verdicts remember or a
 * person expects. Only who is said to be gone for good is not expected.
 */
export function osdsOf(reading: CephReading, checks: readonly CheckResult[]): Osds {
  const now = byMetric(reading, 'osds', 'ceph_daemon');
  const seen = rowsOf(reading, 'osdsSeen');
  const hostOf = hosts(reading);
  const judged = entitiesOf(checks, 'osds');
  const present = new Map([...(now ?? [])].filter(([, metrics]) => metrics.has('osd_up')));
  const described = rowsOf(reading, 'daemons')?.filter(({ labels }) => labels['metric'] === 'osd_metadata') ?? [];
  described.forEach(({ labels: { ceph_daemon: id = '' } }) => present.set(id, now?.get(id) ?? new Map()));
  const gone = goneOf(checks, 'osds', 'ceph_daemon');
  const ids = new Set([
    ...present.keys(),
    ...[...(seen ?? []), ...(rowsOf(reading, 'osdsUpSeen') ?? [])].flatMap(({ labels }) => labels['ceph_daemon'] ?? []),
    ...judged.flatMap(({ labels }) => labels['ceph_daemon'] ?? []),
  ]);
  const wanted = [...ids].filter((id) => present.has(id) || !gone.has(id)).sort(naturally);
  const missing = now === null ? [] : wanted.filter((id) => !present.has(id));
  const tiles = wanted.map((id) => ({
    host: hostOf(id),
    tile: tileOf(id, present.get(id), checks, now === null),
  }));
  return {
    hosts: byHost(tiles),
    missing: missing.map((id) => missingOsd(id, reading, hostOf(id), judged)),
    expected: now === null || seen === null ? null : wanted.length,
    up: now === null ? null : [...present.values()].filter((metrics) => metrics.get('osd_up') === 1).length,
  };
}

/** The host of an OSD, where it is or was last. */
function hosts(reading: CephReading): (id: string) => string | null {
  const found = new Map<string, string>();
  const seen = [...(rowsOf(reading, 'osdsSeen') ?? [])].sort((a, b) => a.value - b.value);
  for (const { labels } of [...seen, ...(rowsOf(reading, 'daemons') ?? [])]) {
    const { ceph_daemon: id, hostname } = labels;
    if (id !== undefined && hostname !== undefined && hostname !== '') {
      found.set(id, hostname);
    }
  }
  return (id) => found.get(id) ?? null;
}

function tileOf(id: string, metrics: Metrics | undefined, checks: readonly CheckResult[], isDark: boolean): OsdTile {
  const own = entitiesOf(checks, 'osd').filter(({ labels }) => labels['ceph_daemon'] === id);
  const told = worstVerdict(own.map(({ verdict }) => verdict));
  const state = stateOf(metrics);
  const verdict: Verdict = isDark || (state === 'missing' && told !== 'fail') || told === 'na' ? 'unknown' : told;
  const [used, size] = [metrics?.get('osd_stat_bytes_used'), metrics?.get('osd_stat_bytes')];
  return { id, state, usedRatio: used === undefined || !size ? null : used / size, verdict };
}

function stateOf(metrics: Metrics | undefined): OsdTile['state'] {
  if (metrics === undefined) {
    return 'missing';
  }
  return metrics.get('osd_up') !== 1 ? 'down' : metrics.get('osd_in') === 0 ? 'out' : 'up';
}

export function byHost(tiles: ReadonlyArray<{ host: string | null; tile: OsdTile }>): CephHost[] {
  const names = [...new Set(tiles.map(({ host }) => host ?? ''))].sort(naturally);
  return names.map((name) => ({
    name,
    osds: tiles.filter(({ host }) => (host ?? '') === name).map(({ tile }) => tile),
  }));
}

function missingOsd(id: string, reading: CephReading, host: string | null, judged: readonly Entity[]): MissingOsd {
  const own = (refId: string) => (rowsOf(reading, refId) ?? []).filter(({ labels }) => labels['ceph_daemon'] === id);
  const seen = [...own('osdsUpSeen'), ...own('osdsSeen')].map(({ value }) => value * 1000);
  const remembered = judged.find(({ labels }) => labels['ceph_daemon'] === id)?.left?.seenMs ?? null;
  const newest = [...own('disksSeen')].sort((a, b) => b.value - a.value)[0];
  return {
    id,
    host,
    lastSeenMs: seen.length === 0 ? remembered : Math.max(...seen),
    usedRatio: own('osdsWereFull')[0]?.value ?? null,
    device: newest?.labels['device'] ?? null,
  };
}
