/** @jest-environment node */
import fc from 'fast-check';
import { forecastOf, lastDrop, reachesAt, type DayValue } from './forecast';

const DAY_MS = 86_400_000;
const START = 20_000;

const days = (count: number, valueOf: (day: number) => number | null): DayValue[] =>
  Array.from({ length: count }, (_, day) => ({ timeMs: (START + day) * DAY_MS, value: valueOf(day) }));

const noise = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 });

describe('forecastOf', () => {
  it('finds a line, and reaches its limit on its day', () => {
    const forecast = forecastOf(days(30, (day) => 10 + 2 * day));
    expect(forecast).toMatchObject({ state: 'grows', perDay: 2, lowPerDay: 2, highPerDay: 2, from: 68, days: 30 });
    expect(reachesAt(forecast, 78)).toEqual({
      atMs: (START + 34) * DAY_MS,
      earliestMs: (START + 34) * DAY_MS,
      latestMs: (START + 34) * DAY_MS,
    });
  });

  it.each([
    ['13 days', 13, (day: number) => day, { state: 'too-little', days: 13, needed: 14 }],
    [
      '60 days with 13 values',
      60,
      (day: number) => (day < 13 ? day : null),
      { state: 'too-little', days: 13, needed: 14 },
    ],
    ['a level', 30, () => 5, { state: 'flat', days: 30 }],
    ['a level with one step up and down', 30, (day: number) => (day === 7 ? 9 : 5), { state: 'flat', days: 30 }],
    ['a fall', 30, (day: number) => -day, { state: 'falls', days: 30 }],
  ])('says of %s what it is, and no day', (_, count, valueOf, expected) => {
    const forecast = forecastOf(days(count, valueOf));
    expect(forecast).toEqual(expected);
    expect(reachesAt(forecast, 1e9)).toBeNull();
  });

  it('has the estimate within its band', () => {
    fc.assert(
      fc.property(noise, fc.double({ min: 0.1, max: 3, noNaN: true }), (wild, slope) => {
        const forecast = forecastOf(days(60, (day) => slope * day + (wild[day] ?? 0)));
        if (forecast.state !== 'grows') {
          return;
        }
        expect(forecast.lowPerDay).toBeLessThanOrEqual(forecast.perDay);
        expect(forecast.highPerDay).toBeGreaterThanOrEqual(forecast.perDay);
        const { atMs, earliestMs, latestMs } = reachesAt(forecast, forecast.from + 100) ?? { atMs: NaN };
        expect(earliestMs).toBeLessThanOrEqual(atMs);
        expect(latestMs).toBeGreaterThanOrEqual(atMs);
      })
    );
  });

  it('covers the slope that made noisy days nearly always', () => {
    const covers = fc.sample(noise, { numRuns: 200, seed: 4 }).map((wild) => {
      const forecast = forecastOf(days(60, (day) => 0.5 * day + (wild[day] ?? 0)));
      return forecast.state === 'grows' && forecast.lowPerDay <= 0.5 && forecast.highPerDay >= 0.5;
    });
    expect(covers.filter(Boolean).length).toBeGreaterThan(180);
  });

  it('is not moved by a few wild days', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 3, maxLength: 3 }), (wild) => {
        const forecast = forecastOf(days(60, (day) => (day % 20 === 9 ? (wild[(day - 9) / 20] ?? 0) : 2 * day)));
        expect(forecast).toMatchObject({ state: 'grows' });
        expect(forecast.state === 'grows' && forecast.perDay).toBeCloseTo(2, 6);
      })
    );
  });

  it('does not ask in which order days come', () => {
    const inOrder = days(40, (day) => Math.sin(day) + day);
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: 40, maxLength: 40 }), (shuffled) => {
        expect(forecastOf(shuffled)).toEqual(forecastOf(inOrder));
      })
    );
  });
});

describe('reachesAt', () => {
  it('is at its beginning where the limit is behind', () => {
    const forecast = forecastOf(days(20, (day) => day));
    expect(reachesAt(forecast, 3)?.atMs).toBe((START + 19) * DAY_MS);
  });
});

describe('lastDrop', () => {
  it.each([
    ['never', [6, 6, null, 6, 8], null],
    ['rounding', [1000, 999.5, 1000], null],
    ['once, over a gap', [6, null, 4, 4], { day: 2, from: 6, to: 4 }],
    ['twice: the last', [6, 5, 7, 4], { day: 3, from: 7, to: 4 }],
  ])('%s', (_, sizes: Array<number | null>, expected) => {
    const drop = lastDrop(days(sizes.length, (day) => sizes[day] ?? null));
    expect(drop && { day: drop.atMs / DAY_MS - START, from: drop.from, to: drop.to }).toEqual(expected);
  });
});
