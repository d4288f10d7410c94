import type { Datastore, DatastoreJob, Maintenance, PbsParts } from '../../core/products/proxmox-backup/parts';
import type { ProxmoxVersion } from '../../core/products/proxmox/parts';
import type { Parsed } from '../grafana/proxyReader';
import { amount, flag, LATEST_MS, object, row, rows, size, text, timeMs, type Row } from '../proxmox/fields';

/** `GET /version` of a PBS: its `release` is what stands behind the version, `4.1` and `2`. */
export function parseVersionOfPbs(data: unknown): Parsed<ProxmoxVersion> | null {
  return object(data, (found) => {
    const said = text(found['version']);
    const [major, minor, patch = text(found['release'])] = said?.split('.') ?? [];
    if (said === null || major === undefined) {
      return null;
    }
    const release = minor === undefined ? major : `${major}.${minor}`;
    return { version: patch === null ? release : `${release}.${patch}`, release };
  });
}

type Usage = Omit<Datastore, 'maintenance'>;

/**
 * `GET /status/datastore-usage`: of a datastore that cannot be read the sizes are absent, 0 or -1 and `error` says why, but for
 * a removable one that is not mounted, which has neither.
 */
export function parseDatastoreUsage(data: unknown): Parsed<readonly Usage[]> | null {
  return rows(data, (found) => {
    const name = text(found['store']);
    const total = size(found['total']);
    const collected = row(found['gc-status']) ?? {};
    const [logical, onDisk] = [amount(collected['index-data-bytes']), size(collected['disk-bytes'])];
    return name === null
      ? null
      : {
          name,
          usedBytes: total === null ? null : amount(found['used']),
          sizeBytes: total,
          availableBytes: total === null ? null : amount(found['avail']),
          error: text(found['error']),
          mount: text(found['mount-status']) ?? 'nonremovable',
          backend: text(found['backend-type']) ?? 'filesystem',
          sized: amount(found['total']) !== 0,
          estimatedFullMs: estimateMs(found['estimated-full-date']),
          deduplicationFactor: logical === null || onDisk === null ? null : logical / onDisk,
        };
  });
}

/** A datastore that does not grow is full on day 0, one that shrinks on a day that is past, also before the epoch. */
function estimateMs(value: unknown): number | null {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds)
    ? Math.min(Math.max(0, seconds * 1000), LATEST_MS)
    : null;
}

/** `GET /admin/datastore`: names with their maintenance mode, as `read-only` or `type=offline,message="new disks, Monday"`. */
export function parseMaintenance(data: unknown): Parsed<ReadonlyMap<string, Maintenance | null>> | null {
  const read = rows(data, (found) => {
    const name = text(found['store']);
    return name === null ? null : ([name, maintenanceOf(text(found['maintenance']))] as const);
  });
  return read && { ...read, value: new Map(read.value) };
}

const MESSAGE = /(?:^|,)message=(?:"((?:[^"\\]|\\.)*)"|([^,]*))/;

function maintenanceOf(said: string | null): Maintenance | null {
  if (said === null) {
    return null;
  }
  const message = MESSAGE.exec(said);
  const [mode = said] = said
    .replace(MESSAGE, '')
    .split(',')
    .map((part) => part.replace(/^type=/, ''))
    .filter((part) => part !== '');
  return { mode, message: text(message?.[1]?.replace(/\\(.)/g, '$1') ?? message?.[2]) };
}

/** `GET /admin/datastore/{store}/namespace`: the root is the empty name. */
export function parseNamespaces(data: unknown): Parsed<readonly string[]> | null {
  return rows(data, ({ ns }) => (typeof ns === 'string' ? ns : null));
}

type Group = PbsParts['groups'][number];

/** `GET /admin/datastore/{store}/groups`. */
export function parseGroups(data: unknown, place: string): Parsed<readonly Group[]> | null {
  return rows(data, (found) => {
    const kind = found['backup-type'];
    const id = text(found['backup-id']);
    const newestMs = timeMs(found['last-backup']);
    return (kind !== 'vm' && kind !== 'ct' && kind !== 'host') || id === null || newestMs === null
      ? null
      : { kind, id, place, newestMs, count: amount(found['backup-count']) ?? 0 };
  });
}

/** `GET /admin/verify`, `prune`, `sync`, `gc`: garbage collection has no id but its datastore. */
export function parseJobs(data: unknown, kind: DatastoreJob['kind']): Parsed<readonly DatastoreJob[]> | null {
  return rows(data, (found) => {
    const datastore = text(found['store']);
    const id = text(found['id']) ?? datastore;
    if (datastore === null || id === null) {
      return null;
    }
    const namespace = text(found['ns']);
    const outdatedAfterDays = size(found['outdated-after']);
    return {
      kind,
      id,
      datastore,
      schedule: text(found['schedule']),
      nextRunMs: timeMs(found['next-run']),
      lastRunEndedMs: timeMs(found['last-run-endtime']),
      lastRunState: text(found['last-run-state']),
      running: text(found['last-run-upid']) !== null && text(found['last-run-state']) === null,
      ...(flag(found['disable']) === true && { disabled: true }),
      ...(namespace !== null && { namespace }),
      ...(kind === 'verify' && outdatedAfterDays !== null && { outdatedAfterDays }),
      ...(kind === 'sync' && syncedFrom(found)),
    };
  });
}

/** One that pushes writes to a server that is not this one. */
function syncedFrom(found: Row): Pick<DatastoreJob, 'from'> {
  const datastore = text(found['remote-store']);
  return found['sync-direction'] === 'push' || datastore === null
    ? {}
    : { from: { remote: text(found['remote']), datastore, namespace: text(found['remote-ns']) ?? '' } };
}
