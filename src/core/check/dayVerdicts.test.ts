import fc from 'fast-check';

import { dayGrid, statesOfCheck, statesOfDays, withNow } from './dayVerdicts';
import { STATE_LETTERS, verdictOfLetter } from './stateLetters';
import { slotsOf } from './timeGrid';
import { worstVerdict, type Verdict } from './verdict';

const HOUR_MS = 3_600_000;
const ZONE = 'Europe/Berlin';
/** Friday 20 November 2026, 08:37 in Berlin. */
const NOW_MS = Date.UTC(2026, 10, 20, 7, 37);

test('days are local, end today, and hold only steps that are over', () => {
  const grid = dayGrid(NOW_MS, ZONE, 3, HOUR_MS);
  expect(grid.dates).toEqual(['2026-11-18', '2026-11-19', '2026-11-20']);
  expect(grid.fromMs).toBe(Date.UTC(2026, 10, 17, 23));
  expect(grid.toMs).toBe(Date.UTC(2026, 10, 20, 7));
  expect([0, 1, 2].map((day) => grid.dayOf.filter((one) => one === day).length)).toEqual([24, 24, 8]);
});

test.each([
  ['the clocks go back', Date.UTC(2026, 9, 26, 12), [25, 13]],
  ['the clocks go forward', Date.UTC(2026, 2, 30, 12), [23, 14]],
  ['just after midnight', Date.UTC(2026, 10, 19, 23, 30), [24, 0]],
])('%s: the hours of yesterday and today', (_when, nowMs, hours) => {
  const { dayOf } = dayGrid(nowMs, ZONE, 2, HOUR_MS);
  expect([0, 1].map((day) => dayOf.filter((one) => one === day).length)).toEqual(hours);
});

const letters = (length: number) =>
  fc
    .array(fc.constantFrom(...Object.values(STATE_LETTERS)), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

test('a day is as bad as its worst look at any thing, and never better', () => {
  const grid = dayGrid(NOW_MS, ZONE, 14, 6 * HOUR_MS);
  const slots = slotsOf(grid);
  fc.assert(
    fc.property(letters(slots), fc.array(letters(slots), { maxLength: 4 }), (whole, things) => {
      const entities = things.map((states, index) => ({ key: `${index}`, sourceUid: 'p', labels: {}, states }));
      const days = statesOfDays(statesOfCheck({ entities, whole: { states: whole } }), grid);
      const expected = grid.dates.map((_date, day) =>
        worstVerdict(
          [whole, ...things].flatMap((states) =>
            [...states].filter((_letter, slot) => grid.dayOf[slot] === day).map(verdictOfLetter)
          )
        )
      );
      expect([...days].map(verdictOfLetter)).toEqual(expected);
    })
  );
});

test.each<[string, Verdict, string]>([
  ['pp', 'fail', 'pf'],
  ['pf', 'pass', 'pf'],
  ['p-', 'unknown', 'pu'],
  ['pp', 'na', 'pp'],
  ['uw', 'unknown', 'uu'],
])('%s and now %s: %s', (days, now, expected) => {
  expect(withNow(days, now)).toBe(expected);
});
