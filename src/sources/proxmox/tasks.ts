import { unreadOf } from '../../core/inventory/measure';
import type { Read } from '../../core/inventory/read';
import type { ProxmoxProduct, ProxmoxTask } from '../../core/products/proxmox/parts';
import type { Need } from '../../core/products/proxmox/privileges';
import type { Parsed } from '../grafana/proxyReader';
import { rows, text, timeMs } from './fields';
import type { ApiRequest } from './server';

/** More of them are not asked for: a list that long is cut and says so. */
export const MOST_TASKS = 10_000;
/** Both products list by when a task began: one that ended since a time began at most this long before it, or is not seen. */
const LONGEST_TASK_MS = 86_400_000;
const HOUR_SECONDS = 3600;

/** What to ask for to see the tasks that ended since then, in seconds; by the hour, so that equal requests stay equal. */
export function tasksFrom(endedSinceMs: number): number {
  return Math.floor((endedSinceMs - LONGEST_TASK_MS) / 1000 / HOUR_SECONDS) * HOUR_SECONDS;
}

/** What it takes to be listed all tasks, and not the token's own ones only. */
export const tasksOfNode = (node: string): Need => ({ privilege: 'Sys.Audit', path: `/nodes/${node}` });
export const TASKS_OF_PBS: Need = { privilege: 'Sys.Audit', path: '/system/tasks' };

/** A list of tasks with those that still run, however long ago they began: the same task is in both. */
export function withRunning(
  listed: Read<readonly ProxmoxTask[]>,
  running: Read<readonly ProxmoxTask[]>
): Read<readonly ProxmoxTask[]> {
  if (!listed.ok) {
    return listed;
  }
  const known = new Set(listed.value.map(({ upid }) => upid));
  const older = running.ok ? running.value.filter(({ upid, endedMs }) => endedMs === null && !known.has(upid)) : [];
  const partial = listed.partial ?? unreadOf(running);
  return { ...listed, value: [...listed.value, ...older], ...(partial && { partial }) };
}

/** What ran on a node in a time span, running tasks among them. */
export function tasksBetween(
  product: ProxmoxProduct,
  node: string,
  { fromMs, toMs }: { fromMs: number; toMs: number }
): ApiRequest<readonly ProxmoxTask[]> {
  return {
    path: `/nodes/${encodeURIComponent(node)}/tasks`,
    query: {
      // A node lists what has ended unless it is told; a backup server lists both, and refuses a parameter that it does not know.
      ...(product === 'pve' && { source: 'all' }),
      limit: MOST_TASKS,
      since: Math.floor((fromMs - LONGEST_TASK_MS) / 1000),
      until: Math.ceil(toMs / 1000),
    },
    keep: 'status',
    needs: [product === 'pve' ? tasksOfNode(node) : TASKS_OF_PBS],
    parse: parseTasks,
  };
}

/** `GET /nodes/{node}/tasks`, at most as many as were asked for. A PBS says `worker_type` and `worker_id`. */
export function parseTasks(data: unknown, most = MOST_TASKS): Parsed<readonly ProxmoxTask[]> | null {
  const read = rows(data, (found) => {
    const upid = text(found['upid']);
    const startedMs = timeMs(found['starttime']);
    if (upid === null || startedMs === null) {
      return null;
    }
    const endedMs = timeMs(found['endtime']);
    return {
      upid,
      node: text(found['node']) ?? '',
      type: text(found['type']) ?? text(found['worker_type']) ?? '',
      subject: text(found['id']) ?? text(found['worker_id']) ?? '',
      user: text(found['user']) ?? '',
      startedMs,
      endedMs,
      status: endedMs === null ? null : text(found['status']),
    };
  });
  return read !== null && read.value.length >= most && read.partial === undefined
    ? { ...read, partial: { code: 'too-many', detail: `only the newest ${most} tasks were read` } }
    : read;
}
