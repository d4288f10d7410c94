import type { Read } from '../../inventory/read';
import type { HaStatus, PveParts } from './parts';

type HaService = HaStatus['services'][number];

/** What an HA service is by its state: as it should be, on its way, or given up. Others are not known. */
export type HaStanding = 'settled' | 'between' | 'broken';

const STANDINGS: ReadonlyMap<string, HaStanding> = new Map([
  ...(['started', 'stopped', 'disabled', 'ignored'] as const).map((state) => [state, 'settled'] as const),
  ...[
    'request_start',
    'request_stop',
    'request_start_balance',
    'queued',
    'migrate',
    'relocate',
    'freeze',
    'recovery',
  ].map((state) => [state, 'between'] as const),
  // What the server says while it and what was asked for differ.
  ...['starting', 'stopping', 'deleting', 'clearing error flag'].map((state) => [state, 'between'] as const),
  ...['error', 'fence'].map((state) => [state, 'broken'] as const),
]);

export function haStanding(state: string): HaStanding | null {
  return STANDINGS.get(state) ?? null;
}

/** Tasks by which HA moves, starts and stops a service. */
const MOVING = /^(?:ha|qm|vz|q)(?:migrate|start|stop|shutdown)$/;

/** Since when a service has been on its way, in ms: since the task began that does it. HA itself keeps no time; null without one. */
export function betweenSince({ sid }: HaService, tasks: Read<PveParts['tasks']>): number | null {
  const vmid = /^(?:vm|ct):(\d+)$/.exec(sid)?.[1];
  const running = [...(tasks.ok ? tasks.value.values() : [])]
    .flatMap((read) => (read.ok ? read.value : []))
    .filter(({ subject, type, endedMs }) => endedMs === null && subject === vmid && MOVING.test(type));
  return running.length === 0 ? null : Math.min(...running.map(({ startedMs }) => startedMs));
}

/** `active` of `pve-a1 (active, Fri Nov 27 08:31:04 2026)`; the whole where it is written otherwise. */
export function managerWord(status: string): string {
  return /\(([^,)]+)/.exec(status)?.[1]?.trim() ?? status;
}

/** What the word of a manager is worth: 0 well, 1 out of work on purpose or not yet at it, 2 not at work. Others are not known. */
const MANAGER_WORDS: ReadonlyMap<string, number> = new Map([
  ['active', 0],
  ['idle', 0],
  ['wait_for_agent_lock', 1],
  ['maintenance mode', 1],
  ['restart mode', 1],
  ['detected time drift!', 2],
  ['old timestamp - dead?', 2],
  ['lost_agent_lock', 2],
  ['lost agent lock', 2],
  ['unable to read lrm status', 2],
]);

export function managerState(status: string): number | null {
  return MANAGER_WORDS.get(managerWord(status)) ?? null;
}

/** Whether failed nodes are fenced: 0 as set up, 1 switched off by somebody. Others are not known. */
const FENCING: ReadonlyMap<string, number> = new Map([
  ['armed', 0],
  ['standby', 0],
  ['disarming', 1],
  ['disarmed', 1],
]);

export function fencingState(armed: string): number | null {
  return FENCING.get(armed) ?? null;
}
