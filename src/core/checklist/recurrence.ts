import { addDays, dayOfWeek } from '../time/zone';

/** On which local dates a list has a round. Dates are `YYYY-MM-DD`; no clock and no zone is needed to tell. */

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A day of a month: by number (one that a month lacks is its last), the last one, or the nth weekday or workday. */
export type MonthDay = number | 'last' | { nth: 1 | 2 | 3 | 4 | 'last'; day: Weekday | 'workday' };

export type Recurrence =
  | { every: 'week'; days: readonly Weekday[] }
  | { every: 'month'; on: MonthDay }
  /** A month of each calendar quarter, 1 to 3. */
  | { every: 'quarter'; month: 1 | 2 | 3; on: MonthDay };

/** What becomes of a round on a holiday: none that day, moved to the workday after or before it, or held all the same. */
export type HolidayPolicy = 'skip' | 'next' | 'previous' | 'keep';

export interface Calendar {
  recurrence: Recurrence;
  onHoliday: HolidayPolicy;
}

/** Nobody has so many days off in a row that a round is lost. */
const LONGEST_BREAK_DAYS = 31;

/** Whether a round opens on a date, holidays considered. Of two that fall on one date there is one. */
export function opensOn({ recurrence, onHoliday }: Calendar, date: string, holidays: ReadonlySet<string>): boolean {
  if (onHoliday === 'keep') {
    return isMeant(recurrence, date);
  }
  if (holidays.has(date)) {
    return false;
  }
  return isMeant(recurrence, date) || (onHoliday !== 'skip' && takesOver(recurrence, date, holidays, onHoliday));
}

/** Whether a round comes to a workday because the date that it was meant for is a holiday. */
function takesOver(
  recurrence: Recurrence,
  date: string,
  holidays: ReadonlySet<string>,
  onHoliday: 'next' | 'previous'
): boolean {
  if (!isWorkday(date, holidays)) {
    return false;
  }
  const step = onHoliday === 'next' ? -1 : 1;
  for (let days = 1; days <= LONGEST_BREAK_DAYS; days += 1) {
    const meant = addDays(date, days * step);
    if (isWorkday(meant, holidays)) {
      return false;
    }
    if (holidays.has(meant) && isMeant(recurrence, meant)) {
      return true;
    }
  }
  return false;
}

function isWorkday(date: string, holidays: ReadonlySet<string>): boolean {
  return dayOfWeek(date) <= 5 && !holidays.has(date);
}

/** Whether the rule names a date, holidays aside. */
function isMeant(recurrence: Recurrence, date: string): boolean {
  switch (recurrence.every) {
    case 'week':
      return recurrence.days.includes(weekdayOf(date));
    case 'month':
      return isMonthDay(recurrence.on, date);
    case 'quarter':
      return (Number(date.slice(5, 7)) - 1) % 3 === recurrence.month - 1 && isMonthDay(recurrence.on, date);
  }
}

export function weekdayOf(date: string): Weekday {
  const day = WEEKDAYS[dayOfWeek(date) - 1];
  if (day === undefined) {
    throw new RangeError(`${date} has no weekday`);
  }
  return day;
}

function isMonthDay(on: MonthDay, date: string): boolean {
  const day = Number(date.slice(8));
  const isLast = addDays(date, 1).endsWith('-01');
  if (on === 'last') {
    return isLast;
  }
  if (typeof on === 'number') {
    return day === on || (isLast && day < on);
  }
  return (
    isOfKind(on.day, date) &&
    (on.nth === 'last' ? ofKindAfter(on.day, date) === 0 : ofKindBefore(on.day, date) === on.nth - 1)
  );
}

function isOfKind(day: Weekday | 'workday', date: string): boolean {
  return day === 'workday' ? dayOfWeek(date) <= 5 : weekdayOf(date) === day;
}

/** How many such days the month has before a date. */
function ofKindBefore(day: Weekday | 'workday', date: string): number {
  const month = date.slice(0, 8);
  const dates = Array.from(
    { length: Number(date.slice(8)) - 1 },
    (_, index) => month + String(index + 1).padStart(2, '0')
  );
  return dates.filter((one) => isOfKind(day, one)).length;
}

/** How many such days the month has after a date. */
function ofKindAfter(day: Weekday | 'workday', date: string): number {
  let count = 0;
  for (let next = addDays(date, 1); next.slice(0, 7) === date.slice(0, 7); next = addDays(next, 1)) {
    count += Number(isOfKind(day, next));
  }
  return count;
}

/** More than any recurrence and its holidays leave between two rounds. */
const FARTHEST_DAYS = 3 * 31 + LONGEST_BREAK_DAYS;

/** The dates with a round from a date on, back or ahead, that date included; none where the rule names no date at all. */
export function* datesFrom(
  calendar: Calendar,
  from: string,
  step: 1 | -1,
  holidays: ReadonlySet<string>
): Generator<string, void> {
  let without = 0;
  for (let date = from; without <= FARTHEST_DAYS; date = addDays(date, step)) {
    without += 1;
    if (opensOn(calendar, date, holidays)) {
      without = 0;
      yield date;
    }
  }
}
