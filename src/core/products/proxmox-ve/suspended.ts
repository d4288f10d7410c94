import type { Read } from '../../inventory/read';
import type { ProxmoxTask } from '../proxmox/parts';
import type { PveGuest, PveParts } from './parts';

/** Tasks that halt a guest on somebody's word, and those that end it. */
const HALTS: ReadonlySet<string> = new Set(['qmpause', 'qmsuspend', 'vzsuspend']);
const GOES_ON: ReadonlySet<string> = new Set([
  'qmresume',
  'vzresume',
  'qmstart',
  'vzstart',
  'qmreset',
  'qmstop',
  'vzstop',
]);

/** The task that halted a guest, as far as the tasks of the last day tell; null when they do not. */
export function suspendedBy({ vmid }: PveGuest, tasks: Read<PveParts['tasks']>): ProxmoxTask | null {
  const [last] = [...(tasks.ok ? tasks.value.values() : [])]
    .flatMap((read) => (read.ok ? read.value : []))
    .filter(({ subject, type }) => subject === String(vmid) && (HALTS.has(type) || GOES_ON.has(type)))
    .sort((a, b) => b.startedMs - a.startedMs);
  return last !== undefined && HALTS.has(last.type) ? last : null;
}
