import type { Clock } from '../../core/check/ports';
import type { Reason } from '../../core/check/verdict';
import { unreadOf } from '../../core/inventory/measure';
import type { Inventory } from '../../core/inventory/port';
import type { Read } from '../../core/inventory/read';
import type { Datastore, DatastoreJob, PbsParts } from '../../core/products/proxmox-backup/parts';
import { ALL_DATASTORES } from '../../core/products/proxmox/completeness';
import { holds, missing } from '../../core/products/proxmox/privileges';
import { readAccess } from '../proxmox/access';
import { parseSnapshotsOfPbs } from '../proxmox/backups';
import { filtered, inventory, mapRead, type PartReaders, type Session } from '../proxmox/inventory';
import { parseDisks, parseNodeStatus, parseUpdates } from '../proxmox/node';
import { PERMISSIONS, proxmoxServer, type ApiRequest } from '../proxmox/server';
import { MOST_TASKS, parseTasks, TASKS_OF_PBS, tasksFrom, withRunning } from '../proxmox/tasks';
import type { Transport } from '../transport/port';
import {
  parseDatastoreUsage,
  parseGroups,
  parseJobs,
  parseMaintenance,
  parseNamespaces,
  parseVersionOfPbs,
} from './datastores';

const DAY_MS = 86_400_000;
/** The list of all snapshots, or of a month of backups, may have tens of MB. */
const LONG_LIST_TIMEOUT_MS = 30_000;

type PbsSession = Session<PbsParts>;

/** A Proxmox Backup Server 3 or 4 behind the proxy of a data source. */
export function proxmoxBackupServer(
  transport: Transport,
  ref: { uid: string; name: string; address?: string },
  { clock }: { clock: Clock }
): Inventory<PbsParts> {
  return inventory(ref, proxmoxServer(transport, ref, clock), PARTS, clock);
}

const PARTS: PartReaders<PbsParts> = {
  version: (session) => session.get({ path: '/version', keep: 'inventory', parse: parseVersionOfPbs }),
  permissions: (session) => session.get(PERMISSIONS),
  datastores: async (session) => filtered(await datastores(session), await session.part('permissions'), ALL_DATASTORES),
  groups: (session) =>
    perNamespace(session, (path, ns, place) => ({
      path: `${path}/groups`,
      query: ns,
      keep: 'lists',
      parse: (data) => parseGroups(data, place),
    })),
  snapshots: (session) =>
    perNamespace(session, (path, ns, place) => ({
      path: `${path}/snapshots`,
      query: ns,
      keep: 'lists',
      timeoutMs: LONG_LIST_TIMEOUT_MS,
      parse: (data) => parseSnapshotsOfPbs(data, place),
    })),
  jobs,
  tasks,
  backupTasks,
  nodeStatus: (session) =>
    session.get({
      path: '/nodes/localhost/status',
      keep: 'status',
      needs: [{ privilege: 'Sys.Audit', path: '/system/status' }],
      parse: parseNodeStatus,
    }),
  updates: (session) =>
    session.get({
      path: '/nodes/localhost/apt/update',
      keep: 'inventory',
      needs: [{ privilege: 'Sys.Audit', path: '/' }],
      parse: parseUpdates,
    }),
  disks: (session) =>
    session.get({
      path: '/nodes/localhost/disks/list',
      keep: 'inventory',
      needs: [{ privilege: 'Sys.Audit', path: '/system/disks' }],
      parse: parseDisks,
    }),
  access: (session) => readAccess(session, { include_tokens: 1 }, { users: '/access/users', acl: '/access/acl' }),
};

async function datastores(session: PbsSession): Promise<Read<readonly Datastore[]>> {
  const [usage, maintenance] = await Promise.all([
    session.get({ path: '/status/datastore-usage', keep: 'status', parse: parseDatastoreUsage }),
    session.get({ path: '/admin/datastore', keep: 'lists', parse: parseMaintenance }),
  ]);
  const read = mapRead(usage, (stores) =>
    stores.map((store) => ({
      ...store,
      maintenance: maintenance.ok ? (maintenance.value.get(store.name) ?? null) : null,
    }))
  );
  // A mode that was not read is not "none".
  const unread = unreadOf(maintenance);
  return read.ok && unread !== undefined ? { ...read, partial: read.partial ?? unread } : read;
}

/** Groups and snapshots are listed per namespace. One that cannot be read leaves the others, and the list is not all. */
async function perNamespace<T>(
  session: PbsSession,
  request: (path: string, ns: { ns?: string }, place: string) => ApiRequest<readonly T[]>
): Promise<Read<readonly T[]>> {
  const stores = await session.part('datastores');
  if (!stores.ok) {
    return stores;
  }
  const lists = await Promise.all(
    stores.value.map(async ({ name }) => {
      const path = `/admin/datastore/${encodeURIComponent(name)}`;
      const needs = [{ privilege: 'Datastore.Audit', path: `/datastore/${name}` }];
      const spaces = await session.get({
        path: `${path}/namespace`,
        keep: 'lists',
        needs,
        parse: parseNamespaces,
      });
      if (!spaces.ok) {
        return [spaces];
      }
      return Promise.all(
        spaces.value.map((ns) => {
          const place = ns === '' ? name : `${name}/${ns}`;
          return session.get({ needs, ...request(path, ns === '' ? {} : { ns }, place) });
        })
      );
    })
  );
  return joined(lists.flat(), stores);
}

/** Many lists as one, as old as the oldest; what failed or was not whole makes it partial, all failed makes it fail. */
function joined<T>(
  lists: ReadonlyArray<Read<readonly T[]>>,
  of: Extract<Read<unknown>, { ok: true }>
): Read<readonly T[]> {
  const value: T[] = [];
  let { atMs, partial }: { atMs: number; partial?: Reason } = of;
  let answered = lists.length === 0;
  for (const read of lists) {
    if (read.ok) {
      answered = true;
      atMs = Math.min(atMs, read.atMs);
      read.value.forEach((one) => value.push(one));
    }
    partial ??= unreadOf(read);
  }
  return answered || partial === undefined
    ? { ok: true, value, atMs, ...(partial && { partial }) }
    : { ok: false, reason: partial };
}

async function jobs(session: PbsSession): Promise<Read<readonly DatastoreJob[]>> {
  const get = (kind: DatastoreJob['kind'], query?: Readonly<Record<string, string>>) =>
    session.get({
      path: `/admin/${kind}`,
      ...(query && { query }),
      keep: 'lists',
      parse: (data) => parseJobs(data, kind),
    });
  // Before 3.3 there is one direction and no word for it.
  const bothWays = async () => {
    const all = await get('sync', { 'sync-direction': 'all' });
    return all.ok || all.reason.code !== 'no-data' ? all : get('sync');
  };
  const lists = await Promise.all([get('verify'), get('prune'), bothWays(), get('gc')]);
  return filtered(
    joined(lists, { ok: true, value: null, atMs: session.nowMs }),
    await session.part('permissions'),
    ALL_DATASTORES
  );
}

/** Of a thousand guests a month. */
const MOST_BACKUPS = 40_000;
const BACKUPS_DAYS = 35;

async function backupTasks(session: PbsSession): Promise<Read<PbsParts['backupTasks']>> {
  const permissions = await session.part('permissions');
  if (!permissions.ok) {
    return permissions;
  }
  if (!holds(permissions.value, TASKS_OF_PBS.path, TASKS_OF_PBS.privilege)) {
    return { ok: false, reason: missing(TASKS_OF_PBS) };
  }
  return session.get({
    path: '/nodes/localhost/tasks',
    query: { typefilter: 'backup', since: tasksFrom(session.nowMs - BACKUPS_DAYS * DAY_MS), limit: MOST_BACKUPS },
    keep: 'lists',
    timeoutMs: LONG_LIST_TIMEOUT_MS,
    parse: (data) => parseTasks(data, MOST_BACKUPS),
  });
}

/** Of the last 24 h, and all that still run. Without Sys.Audit the server lists the token's own tasks only, and does not say so. */
async function tasks(session: PbsSession): Promise<Read<PbsParts['tasks']>> {
  const permissions = await session.part('permissions');
  if (!permissions.ok) {
    return permissions;
  }
  if (!holds(permissions.value, TASKS_OF_PBS.path, TASKS_OF_PBS.privilege)) {
    return { ok: false, reason: missing(TASKS_OF_PBS) };
  }
  const fromMs = session.nowMs - DAY_MS;
  const list = (query: NonNullable<ApiRequest<unknown>['query']>) =>
    session.get({ path: '/nodes/localhost/tasks', query, keep: 'status', parse: parseTasks });
  const [listed, running] = await Promise.all([
    list({ since: tasksFrom(fromMs), limit: MOST_TASKS }),
    list({ running: 1, limit: MOST_TASKS }),
  ]);
  return mapRead(withRunning(listed, running), (listed) =>
    listed.filter(({ endedMs }) => endedMs === null || endedMs >= fromMs)
  );
}
