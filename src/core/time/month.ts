import { Temporal } from 'temporal-polyfill';
import { addDays, dayOfWeek, instantOf, isZone, localDate } from './zone';

const HOUR_MS = 3_600_000;
const FIRST_YEAR = 1970;
const LAST_YEAR = 9998;

/** A local day: 23, 24 or 25 hours, or whatever the zone's rules make of it. */
export interface LocalDay {
  /** `YYYY-MM-DD` */
  date: string;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  /** Real hours. */
  hours: number;
  weekend: boolean;
}

/** The one change of the clocks in a month. */
export interface ClockChange {
  /** Local date on which it happens. */
  date: string;
  direction: 'forward' | 'back';
}

/** A calendar month in an IANA zone, with its real length. */
export interface Month {
  /** `YYYY-MM` */
  id: string;
  /** IANA zone. */
  zone: string;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  /** Real hours: 743 in a March and 745 in an October of Berlin; not always whole (Lord Howe). */
  hours: number;
  days: readonly LocalDay[];
  clockChange: ClockChange | null;
}

/** Why a text names no month; `detail` is a sentence for people. */
export interface MonthProblem {
  code: 'month-malformed' | 'month-out-of-range' | 'zone-unknown';
  detail: string;
}

export type MonthResult = { ok: true; month: Month } | { ok: false; problem: MonthProblem };

/** The month `YYYY-MM` in a zone. */
export function monthIn(text: string, zone: string): MonthResult {
  const match = /^(\d{4})-(\d{2})$/.exec(text);
  if (!match) {
    return refuse('month-malformed', `"${text}" is not a month: write it as YYYY-MM, for example 2026-10.`);
  }
  const year = Number(match[1]);
  const number = Number(match[2]);
  if (number < 1 || number > 12) {
    return refuse('month-out-of-range', `"${text}" is not a month: the months run from 01 to 12.`);
  }
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return refuse('month-out-of-range', `"${text}" is not a month: the years run from ${FIRST_YEAR} to ${LAST_YEAR}.`);
  }
  if (!isZone(zone)) {
    return refuse('zone-unknown', `"${zone}" is not a time zone: use an IANA name, for example Europe/Berlin.`);
  }
  return { ok: true, month: build(text, zone) };
}

/** The months before (negative) or after a month, as `YYYY-MM`. */
export function addMonths(id: string, months: number): string {
  return Temporal.PlainYearMonth.from(id).add({ months }).toString();
}

/** The last month that is over at `nowMs` in the zone, as `YYYY-MM`. */
export function lastFullMonth(nowMs: number, zone: string): string {
  return addMonths(localDate(nowMs, zone).slice(0, 7), -1);
}

/** Whether the month has ended at `nowMs`. */
export function isOver(month: Month, nowMs: number): boolean {
  return month.toMs <= nowMs;
}

function refuse(code: MonthProblem['code'], detail: string): MonthResult {
  return { ok: false, problem: { code, detail } };
}

function build(id: string, zone: string): Month {
  const next = addMonths(id, 1);
  const days: LocalDay[] = [];
  for (let date = `${id}-01`; !date.startsWith(next); date = addDays(date, 1)) {
    const fromMs = startOf(date, zone);
    const toMs = startOf(addDays(date, 1), zone);
    // A zone that jumped over the date line has no such day at all.
    if (toMs > fromMs) {
      days.push({ date, fromMs, toMs, hours: (toMs - fromMs) / HOUR_MS, weekend: dayOfWeek(date) >= 6 });
    }
  }
  const fromMs = startOf(`${id}-01`, zone);
  const toMs = startOf(`${next}-01`, zone);
  return { id, zone, fromMs, toMs, hours: (toMs - fromMs) / HOUR_MS, days, clockChange: clockChangeOf(days) };
}

/** The first instant of a local day; where the clocks skip midnight, the first moment after the gap. */
function startOf(date: string, zone: string): number {
  return instantOf(date, '00:00', zone);
}

function clockChangeOf(days: readonly LocalDay[]): ClockChange | null {
  const odd = days.find((day) => day.hours !== 24);
  return odd ? { date: odd.date, direction: odd.hours > 24 ? 'back' : 'forward' } : null;
}
