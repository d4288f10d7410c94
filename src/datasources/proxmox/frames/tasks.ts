import type { PerNode, Read } from '../../../core/inventory/read';
import type { ProxmoxTask } from '../../../core/products/proxmox/parts';
import { holds, missing } from '../../../core/products/proxmox/privileges';
import { TASKS_OF_PBS, tasksBetween, tasksOfNode } from '../../../sources/proxmox/tasks';
import type { FrameAnswer } from '../../../ui/datasource/answer';
import { matches, wantedOf } from '../../../ui/datasource/filter';
import type { TimeSpan } from '../../../ui/datasource/query';
import { moment, seconds, text } from '../../../ui/datasource/tableFrame';
import type { ProxmoxQuery } from '../query';
import type { PbsAccess, PveAccess } from './access';
import { gatherEach } from './gather';
import { partOf, table } from './table';

type Tasks = PerNode<readonly ProxmoxTask[]>;

const tasks = table<{ tasks: Tasks }, ProxmoxTask>({
  name: 'Tasks',
  parts: ['tasks'],
  rows: (read, query) => {
    const gathered = gatherEach(partOf(read, 'tasks'), (_node, found) => found, query.node);
    return { ...gathered, rows: [...gathered.rows].sort((a, b) => b.startedMs - a.startedMs) };
  },
  columns: [
    moment('Started', ({ startedMs }) => startedMs),
    moment('Ended', ({ endedMs }) => endedMs),
    seconds('Duration', ({ startedMs, endedMs }) => (endedMs === null ? null : (endedMs - startedMs) / 1000)),
    text('Node', ({ node }) => node),
    text('Type', ({ type }) => type),
    text('Subject', ({ subject }) => subject),
    text('Status', ({ status, endedMs }) => (endedMs === null ? 'running' : status)),
    text('User', ({ user }) => user),
    text('UPID', ({ upid }) => upid),
  ],
  // A backup server writes `store:ns/vm/100`.
  names: { guest: ({ subject }) => [subject, ...subject.split(/[:/]/)] },
  failed: ({ status, endedMs }) => endedMs !== null && status !== null && !/^(OK|WARNINGS)/.test(status),
});

/** The tasks of a cluster's nodes. Without Sys.Audit a node lists the token's own ones only, with status 200: a refusal. */
export async function pveTasks(
  { inventory, server }: PveAccess,
  query: ProxmoxQuery,
  span: TimeSpan,
  signal: AbortSignal
): Promise<FrameAnswer> {
  const { permissions, resources } = await inventory.read(['permissions', 'resources'], { signal });
  if (!permissions.ok) {
    return permissions;
  }
  if (!resources.ok) {
    return resources;
  }
  const wanted = wantedOf(query.node);
  const asked = resources.value.nodes.filter(({ name }) => matches(wanted, name));
  const answers = await Promise.all(
    asked.map(async ({ name, status }): Promise<[string, Read<readonly ProxmoxTask[]>]> => {
      const need = tasksOfNode(name);
      if (status === 'offline') {
        return [name, { ok: false, reason: { code: 'source-down', detail: `${name} is offline` } }];
      }
      return holds(permissions.value, need.path, need.privilege)
        ? [name, await server.get(tasksBetween('pve', name, span), signal)]
        : [name, { ok: false, reason: missing(need) }];
    })
  );
  return tasksFrame(new Map(answers), query, span);
}

/** The tasks of a backup server. */
export async function pbsTasks(
  { inventory, server }: PbsAccess,
  query: ProxmoxQuery,
  span: TimeSpan,
  signal: AbortSignal
): Promise<FrameAnswer> {
  const { permissions } = await inventory.read(['permissions'], { signal });
  if (!permissions.ok) {
    return permissions;
  }
  if (!holds(permissions.value, TASKS_OF_PBS.path, TASKS_OF_PBS.privilege)) {
    return { ok: false, reason: missing(TASKS_OF_PBS) };
  }
  const read = await server.get(tasksBetween('pbs', 'localhost', span), signal);
  return read.ok ? tasksFrame(new Map([['localhost', read]]), { ...query, node: '' }, span) : read;
}

function tasksFrame(read: Tasks, query: ProxmoxQuery, { fromMs, toMs }: TimeSpan): FrameAnswer {
  const within = new Map(
    [...read].map(([node, one]) => [
      node,
      one.ok
        ? {
            ...one,
            value: one.value.filter(({ startedMs, endedMs }) => startedMs <= toMs && (endedMs ?? Infinity) >= fromMs),
          }
        : one,
    ])
  );
  return tasks.frame({ tasks: { ok: true, value: within, atMs: toMs } }, query);
}
