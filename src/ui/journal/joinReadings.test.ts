import fc from 'fast-check';

import { joinReadings } from './joinReadings';
import { stored } from './testData';

const moment = fc.integer({ min: 0, max: 100 });
const row = (id: number, createdMs: number) => ({ id, createdMs, author: 'ops2', why: 'edited' as const });

test('joining a reading of the end to one of all gives all as it stands now', () => {
  fc.assert(
    fc.property(fc.array(moment), fc.array(moment), moment, (before, since, fromMs) => {
      const old = before.map((createdMs, at) => stored(`old ${at}`, createdMs, at + 1));
      const grown = [...old, ...since.map((ms, at) => stored(`new ${at}`, Math.max(ms, fromMs), 1000 + at))];
      const newer = { events: grown.filter(({ createdMs }) => createdMs >= fromMs), rejected: [] };
      const all = joinReadings({ events: old, rejected: [] }, newer, fromMs).events;
      expect(new Set(all)).toEqual(new Set(grown));
      expect(all).toHaveLength(grown.length);
    })
  );
});

test('a row that does not count is told once, wherever it lies', () => {
  const old = { events: [], rejected: [row(1, 10), row(2, 60)] };
  const newer = { events: [], rejected: [row(2, 60), row(3, 70)] };
  expect(joinReadings(old, newer, 50).rejected.map(({ id }) => id)).toEqual([1, 2, 3]);
});

test('a reading that brings nothing new is the old one, and one that takes something away is not', () => {
  const old = { events: [stored('a', 10, 1), stored('b', 60, 2)], rejected: [row(3, 70)] };
  const newer = { events: [stored('b', 60, 2)], rejected: [row(3, 70)] };
  expect(joinReadings(old, newer, 50)).toBe(old);
  expect(joinReadings(old, { ...newer, events: [] }, 50).events.map(({ id }) => id)).toEqual([1]);
  expect(joinReadings(old, { events: [], rejected: [row(2, 60), row(3, 70)] }, 50).rejected).toHaveLength(2);
});
