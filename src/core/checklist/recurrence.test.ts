import fc from 'fast-check';

import { addDays } from '../time/zone';
import { deriveRun } from './derive';
import { datesFrom, opensOn, WEEKDAYS, type Calendar, type HolidayPolicy, type Recurrence } from './recurrence';
import type { ScheduledTemplate } from './template';
import { template } from './testData';

const NONE: ReadonlySet<string> = new Set();
const monthly = (on: Extract<Recurrence, { every: 'month' }>['on']): Recurrence => ({ every: 'month', on });
const quarterly = (month: 1 | 2 | 3, on: Extract<Recurrence, { every: 'month' }>['on']): Recurrence => ({
  every: 'quarter',
  month,
  on,
});
const workdays: Recurrence = { every: 'week', days: WEEKDAYS.slice(0, 5) };

function datesIn(
  recurrence: Recurrence,
  from: string,
  to: string,
  onHoliday: HolidayPolicy = 'skip',
  off: string[] = []
) {
  const found: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (opensOn({ recurrence, onHoliday }, date, new Set(off))) {
      found.push(date.slice(5));
    }
  }
  return found.join(' ');
}

test.each<[string, Recurrence, string, string, string]>([
  ['the first of each month', monthly(1), '2026-01-01', '2026-04-30', '01-01 02-01 03-01 04-01'],
  ['the 31st, clamped', monthly(31), '2026-01-01', '2026-06-30', '01-31 02-28 03-31 04-30 05-31 06-30'],
  ['the 29th in a leap year', monthly(29), '2028-02-01', '2028-03-31', '02-29 03-29'],
  ['the 29th in a common year', monthly(29), '2027-02-01', '2027-03-31', '02-28 03-29'],
  ['the 29th of a century that is no leap year', monthly(29), '2100-02-01', '2100-03-31', '02-28 03-29'],
  ['the last day', monthly('last'), '2028-01-15', '2028-04-30', '01-31 02-29 03-31 04-30'],
  ['the first Monday', monthly({ nth: 1, day: 'mon' }), '2026-11-01', '2027-02-28', '11-02 12-07 01-04 02-01'],
  ['the fourth Sunday', monthly({ nth: 4, day: 'sun' }), '2026-02-01', '2026-03-31', '02-22 03-22'],
  ['the last Friday', monthly({ nth: 'last', day: 'fri' }), '2026-10-01', '2026-12-31', '10-30 11-27 12-25'],
  ['the last of five Mondays', monthly({ nth: 'last', day: 'mon' }), '2026-11-01', '2026-11-30', '11-30'],
  ['the first workday', monthly({ nth: 1, day: 'workday' }), '2026-08-01', '2026-11-30', '08-03 09-01 10-01 11-02'],
  [
    'the last workday',
    monthly({ nth: 'last', day: 'workday' }),
    '2026-01-01',
    '2026-05-31',
    '01-30 02-27 03-31 04-30 05-29',
  ],
  ['quarters, their first month', quarterly(1, 1), '2026-01-01', '2026-12-31', '01-01 04-01 07-01 10-01'],
  ['quarters, their last day', quarterly(3, 'last'), '2026-01-01', '2026-12-31', '03-31 06-30 09-30 12-31'],
  ['weekdays over a new year', workdays, '2026-12-30', '2027-01-05', '12-30 12-31 01-01 01-04 01-05'],
  [
    'a week with days in any order',
    { every: 'week', days: ['sun', 'wed'] },
    '2026-11-16',
    '2026-11-29',
    '11-18 11-22 11-25 11-29',
  ],
])('%s', (_, recurrence, from, to, expected) => {
  expect(datesIn(recurrence, from, to)).toBe(expected);
});

// Good Friday and Easter Monday 2026, Christmas on a Friday with both days after, New Year.
const OFF = ['2026-04-03', '2026-04-06', '2026-12-25', '2026-12-26', '2027-01-01'];

test.each<[string, Recurrence, HolidayPolicy, string, string, string]>([
  ['a weekday off has no round', workdays, 'skip', '2026-04-01', '2026-04-08', '04-01 04-02 04-07 04-08'],
  ['or is held all the same', workdays, 'keep', '2026-04-01', '2026-04-08', '04-01 04-02 04-03 04-06 04-07 04-08'],
  ['what moves to a day that has one is one', workdays, 'next', '2026-04-01', '2026-04-08', '04-01 04-02 04-07 04-08'],
  [
    'a weekly one moves over Easter',
    { every: 'week', days: ['fri'] },
    'next',
    '2026-04-01',
    '2026-04-12',
    '04-07 04-10',
  ],
  ['or before it', { every: 'week', days: ['mon'] }, 'previous', '2026-03-30', '2026-04-13', '03-30 04-02 04-13'],
  ['a month that begins on a holiday', monthly(1), 'next', '2026-12-20', '2027-01-31', '01-04'],
  [
    'a month that ends on one, taken before',
    monthly({ nth: 'last', day: 'fri' }),
    'previous',
    '2026-12-01',
    '2026-12-31',
    '12-24',
  ],
  ['and one that falls out', monthly({ nth: 'last', day: 'fri' }), 'skip', '2026-12-01', '2026-12-31', ''],
  ['a weekend that is no holiday stays', monthly(1), 'next', '2026-11-01', '2026-11-03', '11-01'],
])('on holidays: %s', (_, recurrence, onHoliday, from, to, expected) => {
  expect(datesIn(recurrence, from, to, onHoliday, OFF)).toBe(expected);
});

const anyRecurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.subarray([...WEEKDAYS], { minLength: 1 }).map((days): Recurrence => ({ every: 'week', days })),
  fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const)).map(monthly),
  fc
    .record({
      nth: fc.constantFrom(1, 2, 3, 4, 'last' as const),
      day: fc.constantFrom(...WEEKDAYS, 'workday' as const),
    })
    .map((on) => monthly(on as Parameters<typeof monthly>[0]))
);
const anyHolidays = fc
  .array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 })
  .map((days) => new Set(days.map((day) => addDays('2026-01-01', day))));

test('no holiday has a round unless it is kept, and a move loses and adds none in a year', () => {
  fc.assert(
    fc.property(anyRecurrence, anyHolidays, (recurrence, holidays) => {
      const dates = Array.from({ length: 330 }, (_, day) => addDays('2026-01-20', day));
      const count = (onHoliday: HolidayPolicy) =>
        dates.filter((date) => opensOn({ recurrence, onHoliday }, date, holidays)).length;
      for (const onHoliday of ['skip', 'next', 'previous'] as const) {
        expect(dates.some((date) => holidays.has(date) && opensOn({ recurrence, onHoliday }, date, holidays))).toBe(
          false
        );
      }
      expect(count('skip')).toBeLessThanOrEqual(count('next'));
      expect(count('next')).toBeLessThanOrEqual(count('keep') + 1);
    })
  );
});

test('back and ahead tell the same dates', () => {
  fc.assert(
    fc.property(
      anyRecurrence,
      anyHolidays,
      fc.constantFrom<HolidayPolicy>('skip', 'next', 'previous', 'keep'),
      (recurrence, holidays, onHoliday) => {
        const calendar: Calendar = { recurrence, onHoliday };
        const ahead: string[] = [];
        for (const date of datesFrom(calendar, '2026-03-01', 1, holidays)) {
          if (ahead.push(date) === 12) {
            break;
          }
        }
        const last = ahead.at(-1);
        const back: string[] = [];
        if (last !== undefined) {
          for (const date of datesFrom(calendar, last, -1, holidays)) {
            if (date < '2026-03-01' || back.unshift(date) > 12) {
              break;
            }
          }
        }
        expect(back).toEqual(ahead);
      }
    )
  );
});

const SCHEDULE = { zone: 'Europe/Berlin', holidays: NONE };
const list = (more: Partial<ScheduledTemplate>): ScheduledTemplate => ({ ...template(), ...more });
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

const SHIFTS = [
  { id: 'early', opens: '06:00', due: '14:00' },
  { id: 'late', opens: '14:00', due: '22:00' },
  { id: 'night', opens: '22:00', due: '06:00' },
];
const everyDay: Recurrence = { every: 'week', days: WEEKDAYS };

test.each([
  // The night in which the clocks go forward has 7 hours, that in which they go back 9.
  ['2026-03-28T23:00:00Z', 'morning/2026-03-28/night', '2026-03-28T21:00', '2026-03-29T04:00'],
  ['2026-10-24T23:00:00Z', 'morning/2026-10-24/night', '2026-10-24T20:00', '2026-10-25T05:00'],
  ['2026-11-20T04:59:00Z', 'morning/2026-11-19/night', '2026-11-19T21:00', '2026-11-20T05:00'],
  ['2026-11-20T05:00:00Z', 'morning/2026-11-20/early', '2026-11-20T05:00', '2026-11-20T13:00'],
  ['2026-11-20T12:59:00Z', 'morning/2026-11-20/early', '2026-11-20T05:00', '2026-11-20T13:00'],
  ['2026-11-20T13:00:00Z', 'morning/2026-11-20/late', '2026-11-20T13:00', '2026-11-20T21:00'],
])('at %s the shift is %s', (now, key, opens, due) => {
  const run = deriveRun(list({ recurrence: everyDay, shifts: SHIFTS }), SCHEDULE, Date.parse(now));
  expect([run.key, iso(run.openMs), iso(run.dueMs)]).toEqual([key, opens, due]);
});

test.each([
  ['a time that the clocks skip', 'Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30'],
  ['a time that they repeat: its first', 'Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30'],
  ['half an hour of Lord Howe', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45'],
  ['a day that Samoa had not', 'Pacific/Apia', '2011-12-31', '08:30', '2011-12-30T18:30'],
])('%s', (_, zone, date, opens, expected) => {
  const openMs = Date.parse(`${expected}:00Z`);
  const all = list({ recurrence: everyDay, opens, due: '23:00' });
  const run = deriveRun(all, { zone, holidays: NONE }, openMs);
  expect([run.date, iso(run.openMs)]).toEqual([date, expected]);
  // A moment before it, it is still the one of the day before.
  expect(deriveRun(all, { zone, holidays: NONE }, openMs - 1).openMs).toBeLessThan(openMs);
});

test('a week to do it in: open from Monday, due on Friday, closed on Saturday', () => {
  const weekly = list({ recurrence: { every: 'week', days: ['mon'] }, opens: '08:00', due: '17:00', dueDays: 4 });
  const at = (time: string) => deriveRun(weekly, SCHEDULE, Date.parse(time));
  expect(at('2026-11-18T12:00:00Z')).toMatchObject({ key: 'morning/2026-11-16', closed: false });
  expect(iso(at('2026-11-18T12:00:00Z').dueMs)).toBe('2026-11-20T16:00');
  expect(at('2026-11-20T20:00:00Z').closed).toBe(false);
  expect(at('2026-11-21T08:00:00Z').closed).toBe(true);
  expect(at('2026-11-23T07:00:00Z').key).toBe('morning/2026-11-23');
});

test('what was started in the middle of a week has the round that is still to be done', () => {
  const weekly = list({ recurrence: { every: 'week', days: ['mon'] }, opens: '08:00', due: '17:00', dueDays: 4 });
  const startedMs = Date.parse('2026-11-18T12:00:00Z');
  expect(deriveRun(weekly, { ...SCHEDULE, startedMs }, startedMs).key).toBe('morning/2026-11-16');
});
