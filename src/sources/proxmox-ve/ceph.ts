import type { Read } from '../../core/inventory/read';
import type { PveCeph, PveCephOsd, PveCephOsds, PveCephPool } from '../../core/products/proxmox-ve/parts';
import type { Need } from '../../core/products/proxmox/privileges';
import type { Parsed } from '../grafana/proxyReader';
import { amount, flag, list, object, row, rows, size, text, type Row } from '../proxmox/fields';
import { anyNode, type PveSession } from './nodes';

/** The words of a host without Ceph, as far as they arrive. */
const NO_CEPH = /binary not installed|not initialized|not fully configured/i;
/** Storages that need a Ceph, though not one of these hosts. */
const ON_CEPH: readonly string[] = ['rbd', 'cephfs'];

/** Any of them. */
const NEEDS: readonly Need[] = [
  { privilege: 'Sys.Audit', path: '/' },
  { privilege: 'Datastore.Audit', path: '/' },
];

/** What is no flag that somebody sets, but says what the daemons can do. */
const FLAGS = /^(no|pause|full|nearfull)/;

/** `GET /cluster/ceph/status`: null where there is none, which Proxmox answers with an error. */
export async function readCephStatus(session: PveSession): Promise<Read<PveCeph | null>> {
  const read = await session.get({
    path: '/cluster/ceph/status',
    keep: 'status',
    needs: NEEDS,
    parse: parseCephStatus,
  });
  if (read.ok || read.reason.code !== 'bad-response') {
    return read;
  }
  const detail = read.reason.detail ?? '';
  const resources = await session.part('resources');
  const isUsed = !resources.ok || resources.value.storages.some(({ type }) => ON_CEPH.includes(type));
  // Words get lost on some ways; an error without any is one of Ceph only where something here needs it.
  const hasNone = NO_CEPH.test(detail) || (/HTTP 500$/.test(detail) && !isUsed);
  return hasNone && resources.ok ? { ok: true, value: null, atMs: resources.atMs } : read;
}

/** What `ceph status` says, handed on as it is. */
export function parseCephStatus(data: unknown): Parsed<PveCeph> | null {
  return object(data, (found) => {
    const health = row(found['health']);
    const word = text(health?.['status']);
    const osds = row(found['osdmap']);
    // Until Ceph 14 the map stands within another one of its name.
    const osdmap = row(osds?.['osdmap']) ?? osds;
    const pgmap = row(found['pgmap']);
    if (health === null || word === null || osdmap === null || pgmap === null) {
      return null;
    }
    return {
      fsid: text(found['fsid']),
      health: word,
      checks: Object.entries(row(health['checks']) ?? {}).map(([name, check]) => healthCheck(name, row(check))),
      osds: { total: size(osdmap['num_osds']), up: size(osdmap['num_up_osds']), in: size(osdmap['num_in_osds']) },
      usedBytes: size(pgmap['bytes_used']),
      totalBytes: size(pgmap['bytes_total']),
      placementGroups: { total: size(pgmap['num_pgs']), clean: cleanOf(pgmap) },
      monitors: {
        total: size(row(found['monmap'])?.['num_mons']) ?? list(row(found['monmap'])?.['mons'])?.length ?? null,
        inQuorum: list(found['quorum'])?.length ?? null,
      },
      monitorNames: monitorsOf(found),
      // Ceph leaves out what is 0.
      objects: {
        total: amount(pgmap['num_objects']),
        degraded: amount(pgmap['degraded_objects'] ?? 0),
        misplaced: amount(pgmap['misplaced_objects'] ?? 0),
        unfound: amount(pgmap['unfound_objects'] ?? 0),
      },
      recoveringBytesPerSecond: size(pgmap['recovering_bytes_per_sec']),
    };
  });
}

function monitorsOf(found: Row): PveCeph['monitorNames'] {
  const named = list(row(found['monmap'])?.['mons'])?.flatMap((mon) => text(row(mon)?.['name']) ?? []) ?? [];
  const inQuorum = list(found['quorum_names'])?.flatMap((name) => text(name) ?? []) ?? null;
  return [...new Set([...named, ...(inQuorum ?? [])])].map((name) => ({
    name: `mon.${name}`,
    inQuorum: inQuorum === null ? null : inQuorum.includes(name),
  }));
}

/** Every host with Ceph knows all OSDs; null where there is no Ceph. */
export function readCephOsds(session: PveSession): Promise<Read<PveCephOsds | null>> {
  return readOfCeph(session, 'osd', parseCephOsds);
}

export function readCephPools(session: PveSession): Promise<Read<readonly PveCephPool[] | null>> {
  return readOfCeph(session, 'pool', parseCephPools);
}

async function readOfCeph<T>(
  session: PveSession,
  below: 'osd' | 'pool',
  parse: (data: unknown) => Parsed<T> | null
): Promise<Read<T | null>> {
  const ceph = await session.part('ceph');
  if (!ceph.ok || ceph.value === null) {
    return ceph.ok ? { ...ceph, value: null } : ceph;
  }
  return anyNode(session, (node) =>
    session.get({ path: `/nodes/${encodeURIComponent(node)}/ceph/${below}`, keep: 'status', needs: NEEDS, parse })
  );
}

/** The OSDs of a tree of roots, racks and hosts. */
export function parseCephOsds(data: unknown): Parsed<PveCephOsds> | null {
  return object(data, (found) => {
    const root = row(found['root']);
    const flags = text(found['flags']);
    return root === null || list(root['children']) === null
      ? null
      : {
          osds: osdsBelow(root, null),
          flags: flags === null ? null : flags.split(',').filter((one) => FLAGS.test(one)),
        };
  });
}

function osdsBelow(parent: Row, host: string | null): PveCephOsd[] {
  return (list(parent['children']) ?? []).flatMap((child) => {
    const found = row(child);
    const name = text(found?.['name']);
    if (found === null) {
      return [];
    }
    return found['type'] === 'osd' && name !== null
      ? [osdOf(found, name, host)]
      : osdsBelow(found, found['type'] === 'host' ? name : host);
  });
}

function osdOf(found: Row, id: string, host: string | null): PveCephOsd {
  const status = text(found['status']);
  const total = size(found['total_space']);
  const version = text(found['ceph_version_short']) ?? text(found['ceph_version']);
  // Of one that is down Proxmox makes up a size of 1 KiB.
  const isSized = total !== null && total > 1024;
  return {
    id,
    host: text(found['host']) ?? host,
    up: status === 'up' ? true : status === 'down' ? false : null,
    // What weighs nothing is out.
    in: flag(found['in']) ?? isIn(amount(found['reweight'])),
    usedBytes: isSized ? amount(found['bytes_used']) : null,
    totalBytes: isSized ? total : null,
    version: version === null ? null : (/\d+\.\d+\.\d+/.exec(version)?.[0] ?? null),
  };
}

function isIn(reweight: number | null): boolean | null {
  return reweight === null ? null : reweight > 0;
}

export function parseCephPools(data: unknown): Parsed<readonly PveCephPool[]> | null {
  return rows(data, (pool) => {
    const name = text(pool['pool_name']);
    const used = amount(pool['percent_used']);
    return name === null
      ? null
      : {
          name,
          type: text(pool['type']),
          copies: size(pool['size']),
          // By its name a percentage, by its value a ratio.
          usedRatio: used === null || used > 1 ? null : used,
          rawBytes: amount(pool['bytes_used']),
        };
  });
}

function healthCheck(name: string, check: Row | null): PveCeph['checks'][number] {
  return {
    name,
    severity: text(check?.['severity']) ?? 'HEALTH_WARN',
    message: text(row(check?.['summary'])?.['message']),
    muted: flag(check?.['muted']) ?? false,
  };
}

/** Those that are clean and active, whatever else they are doing: `active+clean+scrubbing`. */
function cleanOf(pgmap: Row): number | null {
  const states = list(pgmap['pgs_by_state'])?.map(row);
  return (
    states?.reduce((sum, state) => {
      const words = text(state?.['state_name'])?.split('+') ?? [];
      return words.includes('clean') && words.includes('active') ? sum + (size(state?.['count']) ?? 0) : sum;
    }, 0) ?? null
  );
}
