/** @jest-environment node */
import fc from 'fast-check';
import { chanceOfSoFew, wilsonInterval } from './chance';
import { allowedMttr, impliedAvailability, neededMtbf } from './consistency';
import type { KpiTarget } from './definition';
import { sideOf, stateOf } from './target';
import { spansOf, workingDays } from './window';

const DAY_MS = 86_400_000;

describe('chance', () => {
  it.each([
    [10, 8, 0.41],
    [50, 40, 0.17],
    [100, 80, 0.08],
  ])('%d then %d happen with %d', (before, after, expected) => {
    expect(chanceOfSoFew(before, after)).toBeCloseTo(expected, 2);
  });

  it('is 1 of nothing, and does not rise with an event less', () => {
    expect(chanceOfSoFew(0, 0)).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (before, after) => {
        const chance = chanceOfSoFew(before, after);
        expect(chance).toBeLessThanOrEqual(1);
        expect(chanceOfSoFew(before + 1, after - 1)).toBeLessThanOrEqual(chance + 1e-12);
      })
    );
  });

  it('gives the interval that Wilson gave', () => {
    const { low, high } = wilsonInterval(1, 10) ?? { low: NaN, high: NaN };
    expect([low, high].map((bound) => Number(bound.toFixed(4)))).toEqual([0.0179, 0.4042]);
    expect(wilsonInterval(0, 0)).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
        const good = Math.round(share * of);
        const found = wilsonInterval(good, of);
        expect(found?.low).toBeLessThanOrEqual(good / of + 1e-12);
        expect(found?.high).toBeGreaterThanOrEqual(good / of - 1e-12);
      })
    );
  });
});

describe('targets that have to fit together', () => {
  it('gives the published numbers', () => {
    expect(impliedAvailability(720, 2) * 100).toBeCloseTo(99.723, 3);
    expect(allowedMttr(720, 0.999) * 60).toBeCloseTo(43.2, 1);
    expect(neededMtbf(2, 0.999)).toBeCloseTo(1998, 6);
  });

  it('is one equation from all sides', () => {
    const hours = fc.double({ min: 0.01, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(hours, hours, (mtbf, mttr) => {
        const availability = impliedAvailability(mtbf, mttr);
        fc.pre(availability > 1e-3 && availability < 1 - 1e-6);
        expect(allowedMttr(mtbf, availability) / mttr).toBeCloseTo(1, 5);
        expect(neededMtbf(mttr, availability) / mtbf).toBeCloseTo(1, 5);
      })
    );
  });
});

describe('a target', () => {
  it.each<[string, KpiTarget, number, string, 'low' | 'high' | null]>([
    ['reached exactly', { op: 'gte', value: 0.95, atRisk: 0.9 }, 0.95, 'met', null],
    ['nearly reached', { op: 'gte', value: 0.95, atRisk: 0.9 }, 0.9, 'atRisk', null],
    ['far off', { op: 'gte', value: 0.95, atRisk: 0.9 }, 0.89, 'missed', null],
    ['held but close', { op: 'gte', value: 0.999, atRisk: 0.99925 }, 0.999, 'atRisk', null],
    ['held well', { op: 'gte', value: 0.999, atRisk: 0.99925 }, 0.9993, 'met', null],
    ['not held', { op: 'gte', value: 0.999, atRisk: 0.99925 }, 0.9989, 'missed', null],
    ['less than', { op: 'lt', value: 7200, atRisk: 10_800 }, 7200, 'atRisk', null],
    ['more than', { op: 'gt', value: 720 }, 720, 'missed', null],
    ['inside the band', { op: 'band', value: [0.7, 0.8], atRisk: [0.6, 0.85] }, 0.7, 'met', null],
    ['below the band', { op: 'band', value: [0.7, 0.8], atRisk: [0.6, 0.85] }, 0.65, 'atRisk', 'low'],
    ['above the band', { op: 'band', value: [0.7, 0.8], atRisk: [0.6, 0.85] }, 0.9, 'missed', 'high'],
  ])('%s', (_name, target, value, state, side) => {
    expect([stateOf(value, target), sideOf(value, target)]).toEqual([state, side]);
  });
});

describe('windows', () => {
  const NOW_MS = Date.UTC(2026, 10, 20, 8);
  const month = { fromMs: Date.UTC(2026, 9, 1), toMs: Date.UTC(2026, 10, 1) };

  it('end now, or with the period that is asked for', () => {
    expect(spansOf({ days: 30 }, 'rolling', NOW_MS, 'UTC').now).toEqual({ fromMs: NOW_MS - 30 * DAY_MS, toMs: NOW_MS });
    expect(spansOf({ days: 30 }, month, NOW_MS, 'UTC').now).toEqual(month);
  });

  it('are read until now where the month is not over', () => {
    const november = { fromMs: Date.UTC(2026, 10, 1), toMs: Date.UTC(2026, 11, 1) };
    expect(spansOf({ days: 30 }, november, NOW_MS, 'UTC').now).toEqual({ fromMs: november.fromMs, toMs: NOW_MS });
  });

  it('keep their length where it is not 30 days', () => {
    expect(spansOf({ days: 90 }, month, NOW_MS, 'UTC').now).toEqual({
      fromMs: month.toMs - 90 * DAY_MS,
      toMs: month.toMs,
    });
  });

  it('compare a quarter with the same part of the last one, local', () => {
    const { now, before } = spansOf({ calendar: 'quarter' }, 'rolling', NOW_MS, 'Europe/Berlin');
    expect(now.fromMs).toBe(Date.UTC(2026, 8, 30, 22));
    expect(before).toEqual({
      fromMs: Date.UTC(2026, 5, 30, 22),
      toMs: Date.UTC(2026, 5, 30, 22) + NOW_MS - now.fromMs,
    });
  });

  it('of a quarter that just ended are that quarter', () => {
    const quarter = { fromMs: Date.UTC(2026, 8, 1), toMs: Date.UTC(2026, 9, 1) };
    const { now, before } = spansOf({ calendar: 'quarter' }, quarter, NOW_MS, 'UTC');
    expect(now).toEqual({ fromMs: Date.UTC(2026, 6, 1), toMs: quarter.toMs });
    expect(before.toMs).toBeLessThanOrEqual(now.fromMs);
  });

  it('tile: the one before ends where this one begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 2e12 }), (days, nowMs) => {
        const { now, before } = spansOf({ days }, 'rolling', nowMs, 'UTC');
        expect([before.toMs, before.toMs - before.fromMs]).toEqual([now.fromMs, now.toMs - now.fromMs]);
      })
    );
  });

  it('know their working days, through the change of the clocks', () => {
    const october = { fromMs: Date.UTC(2026, 8, 30, 22), toMs: Date.UTC(2026, 9, 31, 23) };
    expect(workingDays(october, 'Europe/Berlin')).toBeCloseTo(22, 12);
    expect(workingDays({ fromMs: Date.UTC(2026, 10, 20, 12), toMs: Date.UTC(2026, 10, 22, 12) }, 'UTC')).toBeCloseTo(
      0.5,
      12
    );
  });
});
