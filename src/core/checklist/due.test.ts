import fc from 'fast-check';

import { deriveRun } from './derive';
import { listDue, listsOn, roundsToday } from './due';
import { WEEKDAYS, type Weekday } from './recurrence';
import type { ChecklistTemplate, ScheduledTemplate } from './template';

const WORKDAYS = WEEKDAYS.slice(0, 5);
const SCHEDULE = { zone: 'Europe/Berlin', holidays: new Set<string>() };
/** Friday 20 November 2026, a local hour in Berlin. */
const friday = (hour: number) => Date.UTC(2026, 10, 20, hour - 1);

function list(id: string, opens: string, due: string, days: readonly Weekday[] = WORKDAYS): ScheduledTemplate {
  const recurrence = { every: 'week', days } as const;
  return { id, title: id, recurrence, onHoliday: 'skip', opens, due, windowSeconds: 57_600, items: [] };
}

const MORNING = list('morning', '08:30', '09:00');
const EVENING = list('evening', '16:30', '17:30');
const ON_DEMAND: ChecklistTemplate = {
  id: 'repair',
  title: 'Repair',
  recurrence: null,
  windowSeconds: 57_600,
  items: [],
};
const WEEKLY = list('weekly', '08:00', '12:00', ['fri']);

const dueAt = (nowMs: number, ...lists: ChecklistTemplate[]) => listDue(lists, SCHEDULE, nowMs, null)?.id;

test('the list that is open and due next is the one to look at', () => {
  expect(dueAt(friday(9) - 60_000, WEEKLY, MORNING, EVENING)).toBe('morning');
  expect(dueAt(friday(10), WEEKLY, MORNING, EVENING)).toBe('weekly');
  expect(dueAt(friday(17), WEEKLY, MORNING, EVENING)).toBe('evening');
});

test('when all of the day are late, it is the one that was due last', () => {
  expect(dueAt(friday(20), WEEKLY, MORNING, EVENING)).toBe('evening');
});

test('a late one that nobody did stands before one that can wait, and what is done after it', () => {
  const at = (nowMs: number, ...done: string[]) =>
    listDue([EVENING, MORNING, WEEKLY], SCHEDULE, nowMs, new Set(done))?.id;
  expect(at(friday(10))).toBe('morning');
  expect(at(friday(10), 'morning/2026-11-20')).toBe('weekly');
  expect(at(friday(10), 'morning/2026-11-20', 'weekly/2026-11-20')).toBe('weekly');
  expect(at(friday(18), 'morning/2026-11-20', 'weekly/2026-11-20', 'evening/2026-11-20')).toBe('evening');
});

test('rounds of today are those that open on it, and those of before that are not over', () => {
  const keysAt = (nowMs: number, template: ScheduledTemplate) =>
    roundsToday(template, SCHEDULE, nowMs).map(({ key }) => key);
  expect(keysAt(friday(7), MORNING)).toEqual(['morning/2026-11-20']);
  expect(keysAt(friday(20), EVENING)).toEqual(['evening/2026-11-20']);
  expect(keysAt(friday(7), { ...WEEKLY, recurrence: { every: 'week', days: ['mon'] } })).toEqual([]);
  const long: ScheduledTemplate = { ...WEEKLY, recurrence: { every: 'week', days: ['mon'] }, dueDays: 4 };
  expect(keysAt(friday(7), long)).toEqual(['weekly/2026-11-16']);
  // Overdue on its last day: somebody still has to sign it.
  expect(keysAt(friday(13), long)).toEqual(['weekly/2026-11-16']);
  expect(keysAt(friday(24), long)).toEqual([]);
  const night = list('night', '22:00', '06:00');
  expect(keysAt(friday(5), night)).toEqual(['night/2026-11-19', 'night/2026-11-20']);
});

test('on a day without a list it is the last one that was due', () => {
  const saturday = friday(12) + 86_400_000;
  expect(dueAt(saturday, MORNING, WEEKLY)).toBe('weekly');
  expect(dueAt(saturday, EVENING, MORNING)).toBe('evening');
});

test('a list alone is always the one, and of none there is none', () => {
  expect(dueAt(friday(3), MORNING)).toBe('morning');
  expect(dueAt(friday(3))).toBeUndefined();
});

test('a list on demand is never due, not even alone', () => {
  expect(dueAt(friday(9), ON_DEMAND)).toBeUndefined();
  expect(dueAt(friday(20), ON_DEMAND, MORNING)).toBe('morning');
});

test('on is what the settings name, in the order of the library, and before anybody started the first', () => {
  const all = [MORNING, WEEKLY, EVENING, ON_DEMAND];
  const on = (checklists?: string[]) => listsOn({ checklists }, all).map(({ id }) => id);
  expect(on(['repair', 'evening', 'left', 'morning'])).toEqual(['morning', 'evening', 'repair']);
  expect(on(['left'])).toEqual([]);
  expect(on([])).toEqual(['morning']);
  expect(on()).toEqual(['morning']);
});

test('whatever the order of the lists, one that is open is never behind one whose day is over', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 7 * 24 * 4 }),
      fc.shuffledSubarray([MORNING, EVENING, WEEKLY]),
      (quarter, lists) => {
        const nowMs = friday(0) + quarter * 900_000;
        const chosen = listDue(lists, SCHEDULE, nowMs, null);
        const isClosed = (template: ScheduledTemplate) => deriveRun(template, SCHEDULE, nowMs).closed;
        return chosen === null ? lists.length === 0 : !isClosed(chosen) || lists.every(isClosed);
      }
    )
  );
});
