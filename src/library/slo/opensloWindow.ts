import type { WrittenObjective } from '../../core/slo/objectiveSchema';
import { isZone } from '../../core/time/zone';
import type { Field } from './foreignField';
import type { Harvest } from './foreignObjective';

type Window = NonNullable<WrittenObjective['window']>;

const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    second: 's',
    minute: 'm',
    hour: 'h',
    day: 'd',
    week: 'w',
    month: 'M',
    quarter: 'Q',
    year: 'Y',
  })
);
const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, M: 30, Q: 90, Y: 365 };
const CALENDAR = { w: 'week', M: 'month', Q: 'quarter' } as const;

/** The window of an SLO of OpenSLO, v1 or v1alpha; null when there is none like it here, which is noted as refused. */
export function opensloWindow(spec: Field, name: string, harvest: Harvest): Window | null {
  const list = spec.at('timeWindow', 'timeWindows');
  const [window, ...others] = list.items().length > 0 ? list.items() : [list];
  for (const other of others) {
    harvest.leave(name, other, 'an objective has one window: the first is taken');
    other.passOver();
  }
  const duration = window === undefined ? undefined : durationOf(window);
  if (window === undefined || duration === undefined) {
    const said = window?.at('duration').text();
    const why = said === undefined ? 'a window such as 30d or 1M is missing' : `${said} is no window such as 30d or 1M`;
    harvest.refuse(name, window ?? list, why);
    return null;
  }
  const { count, unit } = repaired(duration, window, name, harvest);
  const calendar = window.at('calendar');
  const isRolling = window.at('isRolling').flag() ?? !calendar.exists;
  if (isRolling) {
    calendar.passOver();
    return rolling({ count, unit }, window, name, harvest);
  }
  return calendarWindow({ count, unit }, calendar, window, name, harvest);
}

interface Duration {
  count: number;
  unit: string;
}

function durationOf(window: Field): Duration | undefined {
  const [, count, unit] = /^(\d+)\s*([smhdwMQY])$/.exec(window.at('duration').text()?.trim() ?? '') ?? [];
  if (count !== undefined && unit !== undefined) {
    return { count: Number(count), unit };
  }
  const named = UNITS.get((window.at('unit').text() ?? '').toLowerCase().replace(/s$/, ''));
  const times = Number(window.at('count').text() ?? '1');
  return named === undefined || !Number.isInteger(times) ? undefined : { count: times, unit: named };
}

/** `1m` is one minute, which nobody means. */
function repaired(duration: Duration, window: Field, name: string, harvest: Harvest): Duration {
  if (duration.unit !== 'm' || duration.count > 12) {
    return duration;
  }
  harvest.leave(name, window.at('duration'), `${duration.count}m is minutes in OpenSLO: months are taken, written M`);
  return { ...duration, unit: 'M' };
}

function rolling({ count, unit }: Duration, window: Field, name: string, harvest: Harvest): Window | null {
  const days = DAYS[unit];
  if (days === undefined || count < 1) {
    harvest.refuse(name, window, 'the window has to be whole days');
    return null;
  }
  if (unit === 'M' || unit === 'Q' || unit === 'Y') {
    harvest.leave(name, window, `a rolling window has days here: ${count * days} of them`);
  }
  return `${count * days}d`;
}

function calendarWindow(
  { count, unit }: Duration,
  calendar: Field,
  window: Field,
  name: string,
  harvest: Harvest
): Window | null {
  const key = unit === 'd' && count === 7 ? 'w' : unit === 'M' && count === 3 ? 'Q' : unit;
  const isOne = count === 1 || key !== unit;
  const known = isOne && (key === 'w' || key === 'M' || key === 'Q') ? CALENDAR[key] : undefined;
  if (known === undefined) {
    harvest.refuse(name, window, `there is no calendar window of ${count}${unit}: week, month or quarter`);
    calendar.passOver();
    return null;
  }
  const zone = calendar.at('timeZone');
  const start = calendar.at('startTime');
  const zoneName = zone.text()?.trim();
  if (zoneName !== undefined && !isZone(zoneName)) {
    harvest.refuse(name, zone, `${zoneName} is not an IANA time zone`);
    return null;
  }
  const began = start.text()?.trim();
  if (began !== undefined && !isRegular(began, known)) {
    harvest.leave(name, start, `a ${known} begins at midnight of its first day here, not as ${began} does`);
  }
  return zoneName === undefined ? known : { calendar: known, zone: zoneName };
}

/** Whether a calendar that began then repeats as ours: at midnight of a Monday, of a first day, of a first day of a quarter. */
function isRegular(text: string, unit: 'week' | 'month' | 'quarter'): boolean {
  const [, year, month, day, time] =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.0+)?)?Z?)?$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined || (time ?? '00:00') !== '00:00') {
    return false;
  }
  return unit === 'week'
    ? new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay() === 1
    : day === '01' && (unit === 'month' || (Number(month) - 1) % 3 === 0);
}
