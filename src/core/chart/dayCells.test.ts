import fc from 'fast-check';

import { DAY_STATES, type DayState } from '../products/backups/view';
import { dayCellPaths, dayTotalPaths } from './dayCells';

const FRAME = { step: 20, height: 12, gap: 2 };
const pathsOf = (...states: DayState[]) =>
  dayCellPaths(
    Uint8Array.from(states, (state) => DAY_STATES.indexOf(state)),
    FRAME
  );

test.each([
  ['good', 'a low bar', /^M0 3\.84h18v4\.32/],
  ['warning', 'a tall one', /^M0 1\.2h18v9\.6/],
  ['failed', 'a full one', /^M0 0h18v12/],
  ['missed', 'an outline whose line stays inside', /^M0\.75 0\.75h16\.5v10\.5/],
  ['unknown', 'a full one for the hatch', /^M0 0h18v12/],
  ['not-expected', 'a dot', /^M8\.25 5\.25h1\.5v1\.5/],
] as const)('%s is %s', (state, _shape, d) => expect(pathsOf(state)[state]).toMatch(d));

test('a failure has a cross, unless the cell is too small for one', () => {
  expect(pathsOf('failed').cross).toBeDefined();
  expect(
    dayCellPaths(Uint8Array.of(DAY_STATES.indexOf('failed')), { step: 5, height: 12, gap: 1 }).cross
  ).toBeUndefined();
});

test('a code that nobody knows is unknown', () => {
  expect(dayCellPaths(Uint8Array.of(99), FRAME)).toEqual(pathsOf('unknown'));
});

test('each day is drawn once, in the path of its state', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...DAY_STATES), { maxLength: 60 }), (states) => {
      const { cross = '', ...paths } = pathsOf(...states);
      const drawn = Object.values(paths).join('').split('M').length - 1;
      return (
        drawn === states.length && cross.split('M').length - 1 === 2 * states.filter((one) => one === 'failed').length
      );
    })
  );
});

test('of a day the parts fill the column, and where nothing was expected there is none', () => {
  const total = (good: number, expected: number, unknown: number) => ({ good, expected, unknown, verified: null });
  const [day] = [dayTotalPaths([total(3, 4, 1)], FRAME)];
  expect(day).toEqual({ good: 'M0 4.8h18v7.2h-18z', bad: 'M0 0h18v2.4h-18z', unknown: 'M0 2.4h18v2.4h-18z' });
  expect(dayTotalPaths([total(0, 0, 0)], FRAME)).toEqual({ good: '', bad: '', unknown: '' });
});
