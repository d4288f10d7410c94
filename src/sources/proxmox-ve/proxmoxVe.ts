import type { Clock } from '../../core/check/ports';
import type { Inventory } from '../../core/inventory/port';
import type { Read } from '../../core/inventory/read';
import type { PveParts } from '../../core/products/proxmox-ve/parts';
import { ALL_GUESTS } from '../../core/products/proxmox/completeness';
import { holds, missing, type Need } from '../../core/products/proxmox/privileges';
import { readAccess } from '../proxmox/access';
import { filtered, inventory, mapRead, type PartReaders } from '../proxmox/inventory';
import { parseDisks, parseNodeStatus, parseUpdates } from '../proxmox/node';
import { PERMISSIONS, proxmoxServer, type ApiRequest } from '../proxmox/server';
import { MOST_TASKS, parseTasks, tasksFrom, tasksOfNode, withRunning } from '../proxmox/tasks';
import type { Transport } from '../transport/port';
import { PVE_BACKUP_PARTS } from './backupParts';
import { readCephOsds, readCephPools, readCephStatus } from './ceph';
import { parseClusterStatus, parseHa, parseVersion } from './cluster';
import { PVE_GUEST_PARTS } from './guestParts';
import { parseCertificates, parseFirewall, parseNetworks, parsePackages, parseSubscription } from './nodeDetails';
import { perNode, type PveSession } from './nodes';
import { parseReplication } from './replication';
import { parseResources } from './resources';
import { parseRrd } from './rrd';

const DAY_MS = 86_400_000;

/** A Proxmox VE 7.4, 8 or 9, cluster or standalone, behind the proxy of a data source. */
export function proxmoxVe(
  transport: Transport,
  ref: { uid: string; name: string; address?: string },
  { clock }: { clock: Clock }
): Inventory<PveParts> {
  return inventory(ref, proxmoxServer(transport, ref, clock), PARTS, clock);
}

const onRoot: readonly Need[] = [{ privilege: 'Sys.Audit', path: '/' }];

const PARTS: PartReaders<PveParts> = {
  version: (session) => session.get({ path: '/version', keep: 'inventory', parse: parseVersion }),
  permissions: (session) => session.get(PERMISSIONS),
  status: (session) =>
    session.get({ path: '/cluster/status', keep: 'status', needs: onRoot, parse: parseClusterStatus }),
  resources: (session) => session.get({ path: '/cluster/resources', keep: 'status', parse: parseResources }),
  nodeStatus: (session) => ofNodes(session, { below: '/status', keep: 'status', parse: parseNodeStatus }),
  ha: (session) => session.get({ path: '/cluster/ha/status/current', keep: 'status', needs: onRoot, parse: parseHa }),
  ceph: readCephStatus,
  cephOsds: readCephOsds,
  cephPools: readCephPools,
  replication: (session) =>
    perNode(session, async (node) => {
      const parse = (data: unknown) => parseReplication(data, node);
      const read = await session.get(ofNode(node, { below: '/replication', keep: 'status', parse }));
      return filtered(read, await session.part('permissions'), ALL_GUESTS);
    }),
  tasks,
  certificates: (session) =>
    ofNodes(session, { below: '/certificates/info', keep: 'inventory', parse: parseCertificates }),
  subscriptions: (session) => ofNodes(session, { below: '/subscription', keep: 'inventory', parse: parseSubscription }),
  packages: (session) => ofNodes(session, { below: '/apt/versions', keep: 'inventory', parse: parsePackages }),
  updates,
  disks: (session) => ofNodes(session, { below: '/disks/list', keep: 'inventory', parse: parseDisks }),
  networks: (session) => ofNodes(session, { below: '/network', keep: 'lists', parse: parseNetworks }),
  firewall: (session) =>
    session.get({
      path: '/cluster/firewall/options',
      keep: 'lists',
      needs: onRoot,
      parse: (data) => parseFirewall(data, false),
    }),
  nodeFirewalls: (session) =>
    ofNodes(session, { below: '/firewall/options', keep: 'lists', parse: (data) => parseFirewall(data, true) }),
  access: (session) => readAccess(session, { full: 1 }, { users: '/access/groups', acl: '/access' }),
  nodeWeek: (session) =>
    ofNodes(session, {
      below: '/rrddata',
      query: { timeframe: 'week', cf: 'MAX' },
      keep: 'inventory',
      parse: parseRrd,
    }),
  ...PVE_GUEST_PARTS,
  ...PVE_BACKUP_PARTS,
};

type NodeRequest<T> = Omit<ApiRequest<T>, 'path' | 'needs'> & { below: string };

function ofNode<T>(node: string, { below, ...request }: NodeRequest<T>): ApiRequest<T> {
  return {
    ...request,
    path: `/nodes/${encodeURIComponent(node)}${below}`,
    needs: [{ privilege: 'Sys.Audit', path: `/nodes/${node}` }],
  };
}

function ofNodes<T>(session: PveSession, request: NodeRequest<T>) {
  return perNode(session, (node) => session.get(ofNode(node, request)));
}

/** Of the last 24 h, and all that still run. Without Sys.Audit the server lists the token's own tasks only, and does not say so. */
async function tasks(session: PveSession): Promise<Read<PveParts['tasks']>> {
  const permissions = await session.part('permissions');
  const fromMs = session.nowMs - DAY_MS;
  return perNode(session, async (node) => {
    if (!permissions.ok) {
      return permissions;
    }
    const need = tasksOfNode(node);
    if (!holds(permissions.value, need.path, need.privilege)) {
      return { ok: false, reason: missing(need) };
    }
    const list = (query: NonNullable<ApiRequest<unknown>['query']>) =>
      session.get(ofNode(node, { below: '/tasks', query, keep: 'status', parse: parseTasks }));
    const [listed, running] = await Promise.all([
      list({ source: 'all', since: tasksFrom(fromMs), limit: MOST_TASKS }),
      list({ source: 'active', limit: MOST_TASKS }),
    ]);
    return mapRead(withRunning(listed, running), (listed) =>
      listed.filter(({ endedMs }) => endedMs === null || endedMs >= fromMs)
    );
  });
}

/** Not asked where the privilege is missing, which for once is one to write with. */
async function updates(session: PveSession): Promise<Read<PveParts['updates']>> {
  const permissions = await session.part('permissions');
  return perNode(session, async (node) => {
    const need = { privilege: 'Sys.Modify', path: `/nodes/${node}` };
    if (!permissions.ok) {
      return permissions;
    }
    return holds(permissions.value, need.path, need.privilege)
      ? session.get({
          ...ofNode(node, { below: '/apt/update', keep: 'inventory', parse: parseUpdates }),
          needs: [need],
        })
      : { ok: false, reason: missing(need) };
  });
}
