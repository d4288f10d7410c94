import fc from 'fast-check';

import { saved, withOwn, type OwnEvent } from './ownEvents';
import { stored } from './testData';

const waiting = (key: string, createdMs: number, id = -1): OwnEvent => {
  return { event: stored(key, createdMs, id), savedMs: null };
};
const reading = (...keys: string[]) => {
  return { events: keys.map((key, at) => stored(key, at * 10, at + 1)), rejected: [] };
};
const keysOf = ({ events }: ReturnType<typeof withOwn>) => events.map(({ key }) => key);

test('an event that stands already is shown once, as it stands', () => {
  const stands = reading('a', 'b');
  expect(withOwn(stands, 50, [waiting('a', 99)])).toBe(stands);
});

test('a saved event takes its place in the server’s order', () => {
  const own = saved([], stored('late', 5, 9), 100);
  expect(keysOf(withOwn(reading('a', 'b'), 50, own))).toEqual(['a', 'late', 'b']);
});

test('events on their way come last and in the order of their acts, also when the server’s clock is ahead', () => {
  const { events } = withOwn(reading('a', 'b', 'c'), 50, [waiting('x', 3, -1), waiting('y', 3, -2)]);
  expect(events.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'x', 'y']);
  expect(events.slice(3).map(({ createdMs }) => createdMs)).toEqual([21, 21]);
});

const moment = fc.integer({ min: 0, max: 100 });

test('nothing that was saved after the question, or is on its way, is missing; nothing is there twice', () => {
  const event = fc.record({ key: fc.constantFrom(...'abcdefgh'), createdMs: moment });
  fc.assert(
    fc.property(
      fc.uniqueArray(event, { selector: ({ key }) => key }),
      fc.uniqueArray(fc.tuple(event, fc.option(moment)), { selector: ([{ key }]) => key }),
      moment,
      (stands, mine, askedMs) => {
        const events = stands.map(({ key, createdMs }, at) => stored(key, createdMs, at + 1));
        const own = mine.map(([{ key, createdMs }, savedMs], at): OwnEvent => {
          return { event: stored(key, createdMs, savedMs === null ? -1 - at : 100 + at), savedMs };
        });
        const keys = keysOf(withOwn({ events, rejected: [] }, askedMs, own));
        const wanted = [
          ...stands.map(({ key }) => key),
          ...mine.flatMap(([{ key }, savedMs]) => (savedMs === null || savedMs >= askedMs ? [key] : [])),
        ];
        expect([...keys].sort()).toEqual([...new Set(wanted)].sort());
      }
    )
  );
});
