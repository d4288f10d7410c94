import type { Reason } from '../../check/verdict';
import { noData, secondsSince } from '../../inventory/measure';
import type { ProxmoxTask } from './parts';

/** Consoles end with an error whenever somebody closes the browser. */
const CONSOLES: ReadonlySet<string> = new Set(['vncproxy', 'vncshell', 'termproxy', 'spiceproxy', 'spiceshell']);

/** What the servers write when they do not know how a task ended. */
const NO_END: ReadonlySet<string> = new Set(['unknown', 'unexpected status']);

/** How a run ended by the server's words: `OK`, `WARNINGS: n`, or the text of an error. */
export function endedAs(status: string | null): 'ok' | 'warnings' | 'failed' | 'unknown' {
  if (status === null || NO_END.has(status)) {
    return 'unknown';
  }
  return status === 'OK' ? 'ok' : /^WARNINGS: \d+$/.test(status) ? 'warnings' : 'failed';
}

type Ended = Pick<ProxmoxTask, 'status' | 'endedMs'>;

/** Whether a task ended badly; warnings are no failure, and one that runs has not ended. */
export function taskFailed({ status, endedMs }: Ended): boolean {
  return endedMs !== null && endedAs(status) === 'failed';
}

/** Tasks that ended since then or still run, but for consoles. */
export function tasksSince(tasks: readonly ProxmoxTask[], sinceMs: number): readonly ProxmoxTask[] {
  return tasks.filter((task) => (task.endedMs === null || task.endedMs >= sinceMs) && !isConsole(task));
}

export function isConsole({ type }: ProxmoxTask): boolean {
  return CONSOLES.has(type);
}

/** How many failed; not known when none did and of one the end is not known. */
export function failuresOf(tasks: readonly Ended[]): number | Reason {
  const failed = tasks.filter(taskFailed).length;
  const isOpen = tasks.some(({ status, endedMs }) => endedMs !== null && endedAs(status) === 'unknown');
  return failed === 0 && isOpen ? noData('The server does not know how a task ended.') : failed;
}

/** How many failed, by type; a type that only succeeded counts 0. */
export function failedByType(tasks: readonly ProxmoxTask[], sinceMs: number): ReadonlyMap<string, number | Reason> {
  return new Map([...byType(tasksSince(tasks, sinceMs))].map(([type, ofType]) => [type, failuresOf(ofType)]));
}

/** How long the oldest of the running tasks has been at it, in seconds, by type; consoles stay open as long as somebody likes. */
export function runningByType(tasks: readonly ProxmoxTask[], nowMs: number): ReadonlyMap<string, number | Reason> {
  const running = tasks.filter((task) => task.endedMs === null && !isConsole(task));
  return new Map(
    [...byType(running)].map(([type, ofType]) => [
      type,
      secondsSince(Math.min(...ofType.map(({ startedMs }) => startedMs)), nowMs),
    ])
  );
}

function byType(tasks: readonly ProxmoxTask[]): ReadonlyMap<string, readonly ProxmoxTask[]> {
  const found = new Map<string, ProxmoxTask[]>();
  for (const task of tasks) {
    const others = found.get(task.type);
    if (others === undefined) {
      found.set(task.type, [task]);
    } else {
      others.push(task);
    }
  }
  return found;
}
