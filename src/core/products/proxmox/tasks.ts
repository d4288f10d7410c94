import type { ProxmoxTask } from './parts';

/** Consoles end with an error whenever somebody closes the browser. */
const CONSOLES: ReadonlySet<string> = new Set(['vncproxy', 'vncshell', 'termproxy', 'spiceproxy', 'spiceshell']);

/** Whether a task ended badly; warnings are no failure, and one that runs has not ended. */
export function taskFailed({ status }: Pick<ProxmoxTask, 'status'>): boolean {
  return status !== null && status !== 'OK' && !status.startsWith('WARNINGS');
}

/** Tasks that ended since then or still run, but for consoles. */
export function tasksSince(tasks: readonly ProxmoxTask[], sinceMs: number): readonly ProxmoxTask[] {
  return tasks.filter(({ endedMs, type }) => (endedMs === null || endedMs >= sinceMs) && !CONSOLES.has(type));
}

/** How many failed, by type; a type that only succeeded counts 0. */
export function failedByType(tasks: readonly ProxmoxTask[], sinceMs: number): ReadonlyMap<string, number> {
  const failed = new Map<string, number>();
  for (const task of tasksSince(tasks, sinceMs)) {
    failed.set(task.type, (failed.get(task.type) ?? 0) + Number(taskFailed(task)));
  }
  return failed;
}
