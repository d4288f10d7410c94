/** @jest-environment node */
import fc from 'fast-check';
import { longestGapSeconds } from './schedule';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

it.each([
  ['*/15', 15 * MINUTE],
  ['0/5', 5 * MINUTE],
  ['*:0/30', 30 * MINUTE],
  ['*:05', HOUR],
  ['30', HOUR],
  ['*/2:00', 2 * HOUR],
  ['22:30', DAY],
  ['8..18:00', 14 * HOUR],
  ['8..18:0/30', 13.5 * HOUR],
  ['2,12:00', 14 * HOUR],
  ['02:00:30', DAY],
  ['daily', DAY],
  ['hourly', HOUR],
  ['minutely', MINUTE],
  ['weekly', 7 * DAY],
  ['mon..fri 22:00', 3 * DAY],
  ['mon-fri 22:00', 3 * DAY],
  ['Sat 03:15', 7 * DAY],
  ['sat, sun', 6 * DAY],
  ['fri..mon 1:00', 4 * DAY],
  ['mon,thu 02:00', 4 * DAY],
  ['monthly', 31 * DAY],
  ['*-*-15 04:00', 31 * DAY],
  ['sun *-1..7 02:00', 35 * DAY],
  ['quarterly', 92 * DAY],
  ['yearly', 366 * DAY],
])('%s leaves %d s at most between two runs', (event, seconds) => {
  expect(longestGapSeconds(event)).toBe(seconds);
});

it.each([
  '',
  ' ',
  '*/0',
  'first monday',
  'mon..funday',
  'constructor',
  '25:00',
  '2:99',
  '5..2:00',
  '1:2:3:4',
  '2027-3-1',
])('%p is not understood, or never happens twice', (event) => {
  expect(longestGapSeconds(event)).toBeNull();
});

it('never throws, and gives a time of a second or more or none at all', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom('mon', 'sat..', '*', '*/7', '1..', '*-*-31', '-', '..', '3:', ':')
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 4 }), (words) => {
      const gap = longestGapSeconds(words.join(' '));
      expect(gap === null || gap >= 1).toBe(true);
    })
  );
});
