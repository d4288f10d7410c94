import fc from 'fast-check';
import {
  allowedSlices,
  budgetMs,
  budgetOf,
  budgetShare,
  burnRateOf,
  compositeConsumed,
  detectionMs,
  highestBurnRate,
  sliOf,
  wilsonLower,
} from './budget';
import { burnPairs } from './burn';
import { allowedRatio, shifted, sliDecimals, targetRatio } from './objective';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describe('published numbers', () => {
  it.each([
    ['99.9', 7, 10.08],
    ['99.9', 28, 40.32],
    ['99.9', 30, 43.2],
    ['99.9', 31, 44.64],
    ['99.9', 90, 129.6],
    ['99.95', 30, 21.6],
    ['99.99', 30, 4.32],
    ['99', 30, 432],
  ])('a budget of %s %% over %d days is %d minutes', (target, days, minutes) => {
    expect(Number((budgetMs(days * DAY_MS, allowedRatio(target)) / MINUTE_MS).toFixed(6))).toBe(minutes);
  });

  it.each([
    // SRE workbook, table 5-8, and the row of a day that Sloth and Grafana add.
    [30, [14.4, 6, 3, 1]],
    [28, [13.44, 5.6, 2.8, 0.9333333333]],
    [7, [13.44, 3.5, 1.4, 0.98]],
  ])('the factors of %d days', (days, factors) => {
    expect(burnPairs(days * DAY_MS).map(({ factor }) => Number(factor.toFixed(10)))).toEqual(factors);
  });

  it.each([
    [14.4, HOUR_MS, 0.02],
    [6, 6 * HOUR_MS, 0.05],
    [1, 3 * DAY_MS, 0.1],
  ])('a burn rate of %d eats its share of 30 days', (rate, partMs, share) => {
    expect(budgetShare(rate, partMs, 30 * DAY_MS)).toBeCloseTo(share, 12);
  });

  it('detects as fast as the workbook says', () => {
    // Total outage, 99.9 %, 1 h at 14.4: 51.84 s.
    expect(detectionMs(1, allowedRatio('99.9'), HOUR_MS, 14.4)).toBeCloseTo(51_840, 6);
    expect(detectionMs(0.01, allowedRatio('99.9'), HOUR_MS, 14.4)).toBeNull();
  });

  it('counts an example with three methods apart', () => {
    const good = [2, 10, 12, 13, 13, 12, 13, 13, 12, 11];
    const total = [4, 10, 12, 13, 14, 15, 14, 13, 12, 11];
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    const occurrences = budgetOf(sum(total), sum(total) - sum(good), 0.05);
    expect(sliOf(sum(total), sum(total) - sum(good))).toBeCloseTo(0.940677966, 9);
    expect(occurrences?.consumed).toBeCloseTo(1.1864406, 6);
    const shares = good.map((value, index) => value / (total[index] ?? 1));
    const badSlices = shares.filter((share) => share < 0.95).length;
    expect(sliOf(10, badSlices)).toBe(0.6);
    expect(budgetOf(10, badSlices, 0.05)?.consumed).toBeCloseTo(8, 9);
    const mean = sum(shares) / 10;
    expect(mean).toBeCloseTo(0.91571, 5);
    expect(budgetOf(10, 10 - sum(shares), 0.05)?.consumed).toBeCloseTo(1.686, 3);
  });

  it.each([
    [0.0005, 7 * 24 * 60, 5],
    [0.05, 14 * 24 * 60, 1008],
    [0.05, 20_160, 1008],
  ])('allows whole slices: %d of %d', (allowed, slices, bad) => {
    expect(allowedSlices(slices, allowed)).toBe(bad);
  });

  it.each([
    [1, 10, 0.0226],
    [1, 60, 0.0037],
    [3, 60, 0.0202],
  ])('says of %d bad of %d at least %d', (bad, total, bound) => {
    expect(Number(wilsonLower(bad, total).toFixed(4))).toBe(bound);
  });

  it('one failure at ten requests an hour burns a hundred times too fast', () => {
    expect(burnRateOf(10, 1, allowedRatio('99.9'))).toBeCloseTo(100, 9);
    expect(budgetShare(100, HOUR_MS, 30 * DAY_MS)).toBeCloseTo(0.1389, 4);
    expect(Math.floor(budgetOf(7200, 0, allowedRatio('99.9'))?.allowed ?? 0)).toBe(7);
  });

  it('multiplies the burn of members by their weight', () => {
    expect(
      compositeConsumed([
        { consumed: 0.5, weight: 1 },
        { consumed: 0.2, weight: 2 },
      ])
    ).toBeCloseTo(0.9, 12);
  });
});

describe('a budget', () => {
  it('says nothing about nothing', () => {
    expect(sliOf(0, 0)).toBeNull();
    expect(budgetOf(0, 0, 0.001)).toBeNull();
    expect(burnRateOf(0, 0, 0.001)).toBeNull();
  });

  it('of a target of 100 % is gone with the first bad one', () => {
    expect(budgetOf(1000, 0, 0)).toMatchObject({ consumed: 0, left: 1 });
    expect(budgetOf(1000, 1, 0)).toMatchObject({ consumed: Infinity, left: -Infinity });
    expect(burnRateOf(1000, 1, 0)).toBeNull();
  });

  it('never burns faster than when everything is bad', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 0, max: 1, noNaN: true }), (total, share) => {
        const allowed = allowedRatio('99.9');
        expect(burnRateOf(total, total * share, allowed)).toBeLessThanOrEqual(highestBurnRate(allowed) * (1 + 1e-12));
      })
    );
  });
});

describe('a target', () => {
  it.each([
    ['99.9', '0.999', 0.001, 3],
    ['99.0', '0.99', 0.01, 3],
    ['99', '0.99', 0.01, 2],
    ['99.95', '0.9995', 0.0005, 4],
    ['99.999', '0.99999', 0.00001, 4],
    ['100', '1', 0, 2],
    ['5', '0.05', 0.95, 2],
    ['0.5', '0.005', 0.995, 3],
  ])('%s %% is %s, allows %d', (target, ratio, allowed, decimals) => {
    expect(shifted(target)).toBe(ratio);
    expect(targetRatio(target)).toBe(Number(ratio));
    expect(allowedRatio(target)).toBeCloseTo(allowed, 15);
    expect(sliDecimals(target)).toBe(decimals);
  });

  it('has no dust of binary fractions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (thousandths) => {
        const target = (thousandths / 1000).toFixed(3);
        expect(shifted(target)).toBe(String(Number((thousandths / 1e5).toFixed(5))).replace('1e-5', '0.00001'));
      })
    );
  });
});
