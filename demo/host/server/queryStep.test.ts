/** @jest-environment node */
import fc from 'fast-check';

import { goDuration, interpolate, parseDuration, stepOf } from './queryStep';

const HOUR = 3_600_000;
const base = {
  fromMs: 0,
  toMs: HOUR,
  maxDataPoints: 100,
  intervalMs: 0,
  interval: '',
  intervalFactor: 0,
  timeInterval: '5s',
};

test.each([
  ['of the range and its points', {}, 30_000],
  ['not below the scrape interval', { toMs: 0 }, 5_000],
  ['not below 15 s without one', { toMs: 0, timeInterval: '' }, 15_000],
  ['not below the interval of the query', { interval: '1m' }, 60_000],
  ['not below its intervalMs', { intervalMs: 600_000 }, 600_000],
  ['intervalMs gives way to the interval', { intervalMs: 600_000, interval: '1m' }, 60_000],
  ['at most 11,000 points', { toMs: 1000 * HOUR, maxDataPoints: 1_000_000, interval: '1s' }, 300_000],
  ['times the factor', { interval: '1m', intervalFactor: 2 }, 120_000],
  ['four scrapes for $__rate_interval', { toMs: 0, interval: '$__rate_interval' }, 20_000],
])('step: %s', (_, change, expected) => {
  expect(stepOf({ ...base, ...change })).toBe(expected);
});

test('variables in both spellings, the longer name first', () => {
  const expr = 'rate(x[$__rate_interval]) + y[$__range] + ${__interval_ms} + $__interval + $__range_s';
  expect(interpolate(expr, 60_000, HOUR, '15s')).toBe('rate(x[1m15s]) + y[3600s] + 60000 + 1m + 3600');
});

test('durations are printed as Go prints them and read back', () => {
  expect([500, 15_000, 60_000, HOUR, HOUR + 61_000].map(goDuration)).toEqual([
    '500ms',
    '15s',
    '1m0s',
    '1h0m0s',
    '1h1m1s',
  ]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      (seconds) => parseDuration(goDuration(seconds * 1000)) === seconds * 1000
    )
  );
});

test.each(['', '1', 'm', '1x', '1m x'])('"%s" is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
