import type { CheckResult } from '../../check/result';
import { worstVerdict } from '../../check/verdict';
import { naturally } from '../../hardware-map/naturally';
import type { PoolNumbers } from './pools';
import { rowsOf, type CephReading } from './reading';
import { entitiesOf, toldOf } from './told';
import type { CephView } from './view';

/** `19.2.1` of all daemons, newest first. */
export function versionsOf(reading: CephReading): string[] {
  const words = (rowsOf(reading, 'daemons') ?? []).flatMap(
    ({ labels }) => /\d+\.\d+\.\d+/.exec(labels['ceph_version'] ?? '')?.[0] ?? []
  );
  return [...new Set(words)].sort((a, b) => naturally(b, a));
}

/** Monitors with whether they are in quorum, those that left included. */
export function monitorsOf(reading: CephReading, checks: readonly CheckResult[]): CephView['monitors'] {
  const states = statesOf(reading, 'mon_quorum_status');
  const left = entitiesOf(checks, 'ceph.mon-down').flatMap(({ labels, left: away }) =>
    away === undefined ? [] : (labels['ceph_daemon'] ?? [])
  );
  return [...new Set([...states.keys(), ...left])]
    .sort(naturally)
    .map((name) => ({ name, inQuorum: flagOf(states.get(name)) }));
}

export function managersOf(reading: CephReading): CephView['managers'] {
  const states = statesOf(reading, 'mgr_status');
  const described = daemonsOf(reading, 'mgr_metadata').map(({ ceph_daemon: name = '' }) => name);
  return [...new Set([...states.keys(), ...described])]
    .sort(naturally)
    .map((name) => ({ name, active: flagOf(states.get(name)) }));
}

/** File systems with their metadata servers and what their data pools hold; null where there is none. */
export function filesystemsOf(
  reading: CephReading,
  pools: readonly PoolNumbers[],
  checks: readonly CheckResult[]
): CephView['filesystems'] {
  const servers = daemonsOf(reading, 'mds_metadata');
  const rows = (rowsOf(reading, 'filesystems') ?? []).map(({ labels }) => {
    const { fs_id: id = '', name = '', data_pools: data = '' } = labels;
    const own = pools.filter((pool) => data.split(',').includes(pool.id));
    const stored = own.flatMap(({ metrics }) => metrics.get('pool_stored') ?? []);
    const writable = own.flatMap(({ metrics }) => metrics.get('pool_max_avail') ?? []);
    return {
      name,
      activeMds: servers.filter(({ fs_id: of, rank }) => of === id && Number(rank) >= 0).length,
      standbyMds: servers.filter(({ rank }) => Number(rank) < 0).length,
      usedBytes: stored.length === 0 ? null : stored.reduce((sum, bytes) => sum + bytes, 0),
      availableBytes: writable.length === 0 ? null : Math.max(...writable),
      verdict: worstVerdict([
        toldOf(checks, { name }, 'ceph.fs-mds'),
        ...entitiesOf(checks, 'ceph.fs-degraded').map(({ verdict }) => verdict),
      ]),
    };
  });
  return rows.length === 0 ? null : rows.sort((a, b) => naturally(a.name, b.name));
}

function statesOf(reading: CephReading, metric: string): ReadonlyMap<string, number> {
  const rows = (rowsOf(reading, 'states') ?? []).filter(({ labels }) => labels['metric'] === metric);
  return new Map(rows.map(({ labels, value }) => [labels['ceph_daemon'] ?? '', value]));
}

function daemonsOf(reading: CephReading, metric: string) {
  return (rowsOf(reading, 'daemons') ?? []).map(({ labels }) => labels).filter((labels) => labels['metric'] === metric);
}

function flagOf(value: number | undefined): boolean | null {
  return value === undefined ? null : value === 1;
}
