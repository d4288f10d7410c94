import fc from 'fast-check';
import { alignedRanges, sampleTimes } from './sampling';

const RANGE = 162 * 3600;
const stretches = fc
  .record({
    from: fc.double({ min: 1.7e9, max: 1.8e9, noNaN: true }),
    length: fc.integer({ min: 0, max: 70 * 86_400 }),
    continues: fc.boolean(),
  })
  .map(({ from, length, continues }) => ({ from, to: from + length, continues }));

describe('sampling', () => {
  it('stays after the start and never goes into the future', () => {
    fc.assert(
      fc.property(stretches, (stretch) => {
        const times = sampleTimes(stretch);
        expect(times[0] ?? Infinity).toBeGreaterThan(stretch.from);
        expect(times.at(-1) ?? -Infinity).toBeLessThanOrEqual(stretch.to);
        expect(stretch.to - (times.at(-1) ?? stretch.from)).toBeLessThan(17);
      }),
      { numRuns: 30 }
    );
  });

  it('changes its step slowly: over 15 minutes by less than a tenth, beyond which rate() shows a dip', () => {
    const times = sampleTimes({ from: 1.7e9, to: 1.7e9 + 3 * 86_400, continues: true });
    const steps = times.map((t, i) => (times[i + 1] ?? NaN) - t).slice(0, -1);
    expect(steps[0]).toBe(15);
    expect(Math.max(...steps)).toBe(120);
    times.slice(0, -1).forEach((t, i) => {
      const inWindow = steps.filter((_, k) => k >= i && (times[k + 1] ?? Infinity) <= t + 900);
      const mean = inWindow.reduce((sum, step) => sum + step, 0) / inWindow.length;
      // Whole seconds: a step of 15 may stand beside one of 16.
      expect(Math.max(...inWindow, 0)).toBeLessThanOrEqual(1.1 * mean + 1 || Infinity);
    });
  });

  it('cuts the moments where Prometheus cuts its blocks, losing none', () => {
    fc.assert(
      fc.property(stretches, (stretch) => {
        const ranges = alignedRanges(stretch);
        expect(ranges.flat()).toEqual(sampleTimes(stretch));
        const numbers = ranges.map((times) => new Set(times.map((t) => Math.floor(t / RANGE))));
        expect(numbers.every((number) => number.size === 1)).toBe(true);
        expect(new Set(numbers.flatMap((number) => [...number])).size).toBe(ranges.length);
      }),
      { numRuns: 30 }
    );
  });
});
