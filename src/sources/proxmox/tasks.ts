import type { ProxmoxTask } from '../../core/products/proxmox/parts';
import type { Parsed } from '../grafana/proxyReader';
import { rows, text, timeMs } from './fields';

/** More of them are not asked for: a list that long is cut and says so. */
export const MOST_TASKS = 10_000;
/** Both products list by when a task began: one that ended since a time began at most this long before it, or is not seen. */
export const LONGEST_TASK_MS = 86_400_000;
const HOUR_SECONDS = 3600;

/** What to ask for to see the tasks that ended since then, in seconds; by the hour, so that equal requests stay equal. */
export function tasksFrom(endedSinceMs: number): number {
  return Math.floor((endedSinceMs - LONGEST_TASK_MS) / 1000 / HOUR_SECONDS) * HOUR_SECONDS;
}

/** `GET /nodes/{node}/tasks`. A PBS says `worker_type` and `worker_id`. */
export function parseTasks(data: unknown): Parsed<readonly ProxmoxTask[]> | null {
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
  return read !== null && read.value.length >= MOST_TASKS && read.partial === undefined
    ? { ...read, partial: { code: 'too-many', detail: `only the newest ${MOST_TASKS} tasks were read` } }
    : read;
}
