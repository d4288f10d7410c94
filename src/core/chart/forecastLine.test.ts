import fc from 'fast-check';

import type { Forecast } from '../capacity/forecast';
import { crossingOf, forecastShapes, shareDomain, spreadLabels } from './forecastLine';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 20, 7, 31);

const grows = (changes: Partial<Extract<Forecast, { state: 'grows' }>> = {}): Forecast => ({
  state: 'grows',
  perDay: 0.005,
  lowPerDay: 0.004,
  highPerDay: 0.01,
  fromMs: NOW_MS,
  from: 0.75,
  days: 60,
  ...changes,
});

test('a limit is reached by the median, and sooner or later at the ends of the interval', () => {
  const crossing = crossingOf(grows(), 0.85, NOW_MS);
  expect(crossing?.days).toBeCloseTo(20);
  expect(crossing?.soonestDays).toBeCloseTo(10);
  expect(crossing?.latestDays).toBeCloseTo(25);
  expect(((crossing?.atMs ?? 0) - NOW_MS) / DAY_MS).toBeCloseTo(20);
});

test('an interval that may not grow has no latest day', () => {
  expect(crossingOf(grows({ lowPerDay: -0.001 }), 0.85, NOW_MS)?.latestDays).toBeNull();
});

test('days count from now and not from the last point', () => {
  expect(crossingOf(grows({ fromMs: NOW_MS - 2 * DAY_MS }), 0.85, NOW_MS)?.days).toBeCloseTo(18);
});

test('a limit that is behind is reached now', () => {
  expect(crossingOf(grows({ from: 0.9 }), 0.85, NOW_MS)).toMatchObject({ days: 0, soonestDays: 0, latestDays: 0 });
});

test.each<Forecast>([
  { state: 'flat', days: 60 },
  { state: 'falls', days: 60 },
  { state: 'too-little', days: 5, needed: 14 },
])('what is $state reaches no limit', (forecast) => {
  expect(crossingOf(forecast, 0.85, NOW_MS)).toBeNull();
});

test('the line meets a limit in the frame where the crossing is', () => {
  const forecast = grows();
  const frame = { width: 400, height: 200, fromMs: NOW_MS - 60 * DAY_MS, toMs: NOW_MS + 60 * DAY_MS };
  if (forecast.state !== 'grows') {
    throw new Error('it grows');
  }
  const { line, band } = forecastShapes(forecast, { ...frame, domain: [0.6, 1] });
  // 0.75 is 125 of 200 px down; in 60 days it is 1.05, beyond the frame's upper edge.
  expect(line).toEqual({ x1: 200, y1: expect.closeTo(125) as number, x2: 400, y2: expect.closeTo(-25) as number });
  expect(band).toBe('M200,125L400,-175L400,5Z');
});

test('labels never overlap, keep their order and move up only', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 6 }), (values) => {
      const ys = [...values].sort((a, b) => b - a);
      const placed = spreadLabels(ys, 14);
      placed.forEach((y, index) => {
        expect(y).toBeLessThanOrEqual(ys[index] ?? 0);
        expect((placed[index - 1] ?? Infinity) - y).toBeGreaterThanOrEqual(14 - 1e-9);
      });
    })
  );
});

test.each([
  [[], [0, 1]],
  [
    [0.47, 0.71],
    [0.4, 1],
  ],
  [[0.405], [0.2, 1]],
  [[0.002], [0, 1]],
  [[0.99], [0.8, 1]],
])('the scale of %j is %j', (values, domain) => {
  expect(shareDomain(values)).toEqual(domain.map((one) => expect.closeTo(one) as number));
});
