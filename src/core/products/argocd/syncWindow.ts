import { Cron } from 'croner';
import type { ArgoApplication, ArgoProject, ArgoSyncWindow } from './parts';

const DURATION = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
/** Argo CD takes five fields of numbers, names, `*` and `?`, and none of the letters that other crons know. */
const FIELD = /^(?:[*?]|\d+|[a-z]{3}|[-,/])+$/i;

// Every application of a project asks about the same windows at the same time.
const answers = new WeakMap<ArgoSyncWindow, { nowMs: number; open: boolean | null }>();

/** Whether the window is open at the time; null when its schedule, duration or zone cannot be read. */
export function isOpen(window: ArgoSyncWindow, nowMs: number): boolean | null {
  let answer = answers.get(window);
  if (answer?.nowMs !== nowMs) {
    answer = { nowMs, open: startedWithin(window, nowMs) };
    answers.set(window, answer);
  }
  return answer.open;
}

/** Whether it began at or before the time and has not ended. */
function startedWithin({ schedule, duration, timeZone }: ArgoSyncWindow, nowMs: number): boolean | null {
  const lengthMs = parseDuration(duration);
  const fields = schedule.trim().split(/\s+/);
  if (lengthMs === null || !fields.every((field) => FIELD.test(field))) {
    return null;
  }
  try {
    const pattern = fields.join(' ').replaceAll('?', '*');
    const start = new Cron(pattern, { mode: '5-part', sloppyRanges: true, timezone: timeZone }).nextRun(
      new Date(nowMs - lengthMs)
    );
    return start !== null && start.getTime() <= nowMs;
  } catch {
    return null;
  }
}

/** What the windows of a project do to an application: `denied` also when windows allow at times and none is open. */
export type SyncPermission = 'free' | 'allowed' | 'denied' | 'unknown';

export function syncPermission(project: ArgoProject, application: ArgoApplication, nowMs: number): SyncPermission {
  return permission(
    project.syncWindows.filter((window) => appliesTo(window, application)),
    nowMs
  );
}

/** An open window that denies wins; where windows allow, one of them has to be open. */
export function permission(windows: readonly ArgoSyncWindow[], nowMs: number): SyncPermission {
  const of = (kind: string) => windows.filter((window) => window.kind === kind).map((window) => isOpen(window, nowMs));
  const [allow, deny] = [of('allow'), of('deny')];
  if (deny.includes(true)) {
    return 'denied';
  }
  if (deny.includes(null) || allow.length + deny.length < windows.length) {
    return 'unknown';
  }
  if (allow.length === 0 || allow.includes(true)) {
    return allow.length === 0 ? 'free' : 'allowed';
  }
  return allow.includes(null) ? 'unknown' : 'denied';
}

function appliesTo(window: ArgoSyncWindow, { name, destination }: ArgoApplication): boolean {
  const matches = [
    [window.applications, name],
    [window.namespaces, destination.namespace],
    [window.clusters, destination.cluster],
  ] as const;
  const given = matches.filter(([patterns]) => patterns.length > 0);
  const matched = given.filter(([patterns, value]) => patterns.some((pattern) => glob(pattern, value)));
  return window.andOperator ? given.length > 0 && matched.length === given.length : matched.length > 0;
}

function glob(pattern: string, value: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll('\\?', '.'))
    .join('.*');
  return new RegExp(`^${source}$`).test(value);
}

/** Go's `1h30m` in ms. */
function parseDuration(text: string): number | null {
  const match = DURATION.exec(text);
  if (match === null || text === '') {
    return null;
  }
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
}
