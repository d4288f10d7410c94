import type { Read } from '../../core/inventory/read';
import type { PveCeph } from '../../core/products/proxmox-ve/parts';
import type { Parsed } from '../grafana/proxyReader';
import { flag, list, object, row, size, text, type Row } from '../proxmox/fields';
import type { PveSession } from './nodes';

/** The words of a host without Ceph, as far as they arrive. */
const NO_CEPH = /binary not installed|not initialized|not fully configured/i;
/** Storages that need a Ceph, though not one of these hosts. */
const ON_CEPH: readonly string[] = ['rbd', 'cephfs'];

/** `GET /cluster/ceph/status`: null where there is none, which Proxmox answers with an error. */
export async function readCephStatus(session: PveSession): Promise<Read<PveCeph | null>> {
  const read = await session.get({
    path: '/cluster/ceph/status',
    keep: 'status',
    needs: [
      { privilege: 'Sys.Audit', path: '/' },
      { privilege: 'Datastore.Audit', path: '/' },
    ],
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
