import { Temporal } from 'temporal-polyfill';
import type { ArgoApplication, ArgoProject, ArgoSyncWindow } from './parts';

const MINUTE_MS = 60_000;
/** A window that is longer than this is not one; looking back costs a step per minute. */
const LONGEST_MS = 31 * 24 * 60 * MINUTE_MS;
const DURATION = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Whether the window is open at the time; null when its schedule, duration or zone cannot be read. */
export function isOpen(window: ArgoSyncWindow, nowMs: number): boolean | null {
  const schedule = parseCron(window.schedule);
  const lengthMs = parseDuration(window.duration);
  if (schedule === null || lengthMs === null) {
    return null;
  }
  try {
    const now = Temporal.Instant.fromEpochMilliseconds(nowMs - (nowMs % MINUTE_MS)).toZonedDateTimeISO(window.timeZone);
    return startedWithin(schedule, now, nowMs - lengthMs);
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
  if (deny.includes(null)) {
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

type Field = ReadonlySet<number>;

interface Cron {
  minutes: Field;
  hours: Field;
  days: Field;
  months: Field;
  weekdays: Field;
  /** Both a day of the month and a weekday are given: then either is enough. */
  eitherDay: boolean;
}

function startedWithin(cron: Cron, now: Temporal.ZonedDateTime, sinceMs: number): boolean {
  let day = now.startOfDay();
  while (day.add({ days: 1 }).epochMilliseconds > sinceMs) {
    if (matchesDay(cron, day) && startsOn(cron, day, sinceMs, now.epochMilliseconds)) {
      return true;
    }
    day = day.subtract({ days: 1 });
  }
  return false;
}

function startsOn(cron: Cron, day: Temporal.ZonedDateTime, sinceMs: number, nowMs: number): boolean {
  for (const hour of cron.hours) {
    for (const minute of cron.minutes) {
      const startMs = day.withPlainTime({ hour, minute }).epochMilliseconds;
      if (startMs > sinceMs && startMs <= nowMs) {
        return true;
      }
    }
  }
  return false;
}

function matchesDay(cron: Cron, { month, day, dayOfWeek }: Temporal.ZonedDateTime): boolean {
  const [date, weekday] = [cron.days.has(day), cron.weekdays.has(dayOfWeek % 7)];
  return cron.months.has(month) && (cron.eitherDay ? date || weekday : date && weekday);
}

function parseCron(line: string): Cron | null {
  const [minute, hour, day, month, weekday, ...rest] = line.trim().split(/\s+/);
  if (minute === undefined || hour === undefined || day === undefined || month === undefined || rest.length > 0) {
    return null;
  }
  const fields = {
    minutes: parseField(minute, 0, 59),
    hours: parseField(hour, 0, 23),
    days: parseField(day, 1, 31),
    months: parseField(month, 1, 12, MONTHS),
    weekdays: parseField(weekday ?? '', 0, 7, DAYS),
  };
  const { minutes, hours, days, months, weekdays } = fields;
  if (!minutes || !hours || !days || !months || !weekdays) {
    return null;
  }
  const sundays = weekdays.has(7) ? new Set([...weekdays, 0]) : weekdays;
  return { minutes, hours, days, months, weekdays: sundays, eitherDay: !isAny(day) && !isAny(weekday ?? '') };
}

function isAny(field: string): boolean {
  return field.startsWith('*') || field === '?';
}

/** `*`, `5`, `1-5`, `1,3`, with a step after a slash; null when it is none of them. */
function parseField(text: string, low: number, high: number, names: readonly string[] = []): Field | null {
  const values = new Set<number>();
  const base = names === MONTHS ? 1 : 0;
  const numberOf = (word: string) => {
    const index = names.indexOf(word.toUpperCase());
    return index >= 0 ? index + base : /^\d+$/.test(word) ? Number(word) : Number.NaN;
  };
  for (const part of text.split(',')) {
    const [range = '', step = '1', ...rest] = part.split('/');
    const [first = '', last] = isAny(range) ? [String(low), String(high)] : range.split('-');
    const from = numberOf(first);
    const to = last === undefined ? (part.includes('/') ? high : from) : numberOf(last);
    if (rest.length > 0 || !/^[1-9]\d*$/.test(step) || !(from >= low && from <= to && to <= high)) {
      return null;
    }
    for (let value = from; value <= to; value += Number(step)) {
      values.add(value);
    }
  }
  return values;
}

/** Go's `1h30m` in ms. */
function parseDuration(text: string): number | null {
  const match = DURATION.exec(text);
  if (match === null || text === '') {
    return null;
  }
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const ms = ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
  return ms > LONGEST_MS ? null : ms;
}
