import { timeframeOf } from './history';

const NOW_MS = Date.UTC(2026, 10, 20, 8);
const HOUR_MS = 3_600_000;

describe('timeframeOf', () => {
  it.each([
    [0.5, 'hour'],
    [1, 'hour'],
    [6, 'day'],
    [24, 'day'],
    [25, 'week'],
    [24 * 7, 'week'],
    [24 * 30, 'month'],
    [24 * 90, 'year'],
    [24 * 365, 'year'],
    [24 * 800, 'decade'],
  ])('asks for the finest archive that reaches back %d hours: %s', (hours, timeframe) => {
    expect(timeframeOf(NOW_MS - hours * HOUR_MS, NOW_MS, 9)).toBe(timeframe);
  });

  it('counts from now, not from the end of the range: an hour of last month is in the archive of the month', () => {
    expect(timeframeOf(NOW_MS - 20 * 24 * HOUR_MS, NOW_MS, 8)).toBe('month');
  });

  it('has no decade before version 9', () => {
    expect(timeframeOf(NOW_MS - 24 * 800 * HOUR_MS, NOW_MS, 8)).toBe('year');
  });
});
