import fc from 'fast-check';
import { countUntil, fraction, lastUntil, wave } from './wave';

const moments = fc.double({ min: 1.7e9, max: 1.9e9, noNaN: true });

describe('wave', () => {
  const bumps = [{ from: 1.79e9, to: 1.7901e9, height: 0.3, rampSeconds: 1200 }];
  const curve = wave(7, 'test', { base: 0.5, daily: 0.1, weekly: 0.05, jitter: 0.05, bumps });

  it('integrates exactly what it shows, across the ramps of a bump, too', () => {
    const near = fc.double({ min: 1.79e9 - 5000, max: 1.7901e9 + 5000, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(moments, near), (t) => {
        let middles = 0;
        for (let i = 0; i < 600; i++) {
          middles += curve.at(t + i + 0.5);
        }
        expect(curve.total(t + 600) - curve.total(t)).toBeCloseTo(middles, 2);
      })
    );
  });

  it('is never negative', () => {
    fc.assert(fc.property(moments, (t) => curve.at(t) >= 0));
  });

  it('refuses a shape that could fall below 0, where a counter would run backwards', () => {
    expect(() => wave(7, 'test', { base: 0.1, daily: 0.1 })).toThrow('test could fall below 0');
  });

  it('holds a bump without an end', () => {
    const filling = wave(7, 'test', { base: 0.5, bumps: [{ from: 100, to: Infinity, height: 0.2, rampSeconds: 10 }] });
    expect([filling.at(100), filling.at(105), filling.at(1e9)]).toEqual([0.5, 0.6, 0.7]);
    expect(filling.total(110) - filling.total(100)).toBeCloseTo(6);
  });
});

describe('fraction', () => {
  it('depends on seed and key', () => {
    expect(fraction(7, 'a')).toBe(fraction(7, 'a'));
    expect(fraction(7, 'a')).not.toBe(fraction(8, 'a'));
    expect(fraction(7, 'a')).not.toBe(fraction(7, 'b'));
  });

  it('spreads over its range', () => {
    const values = Array.from({ length: 1000 }, (_, i) => fraction(7, `key ${i}`));
    expect(Math.min(...values)).toBeLessThan(0.02);
    expect(Math.max(...values)).toBeGreaterThan(0.98);
  });
});

describe('moments', () => {
  it('counts a moment from its second on', () => {
    expect([9, 10, 15, 20, 21].map((t) => countUntil([10, 20], t))).toEqual([0, 1, 1, 2, 2]);
    expect([9, 10, 25].map((t) => lastUntil([10, 20], t))).toEqual([undefined, 10, 20]);
  });
});
