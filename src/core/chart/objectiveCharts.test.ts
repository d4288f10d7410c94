import fc from 'fast-check';
import { localTime } from '../time/zone';
import { BUDGET_LOW, budgetShapes, budgetX, budgetY, periodTags, type BudgetFrame } from './budget';
import { hangingBars, hangingLow, hangingTicks, hangingY, type HangingFrame } from './hangingBars';
import { timeTicks } from './timeTicks';

const DAY_MS = 86_400_000;
const FRAME: BudgetFrame = { width: 600, height: 150, fromMs: 0, toMs: 30 * DAY_MS };

/** Numbers of a path, in pairs. */
function pointsOf(path: string): Array<[x: number, y: number]> {
  const numbers = (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
  return numbers.flatMap((x, at) => (at % 2 === 0 ? [[x, numbers[at + 1] ?? NaN] as [number, number]] : []));
}

describe('an error budget', () => {
  const left = fc.option(fc.oneof(fc.double({ min: -9, max: 1, noNaN: true }), fc.constant(-Infinity)));

  it('stays inside its frame however far it is overspent', () => {
    fc.assert(
      fc.property(fc.array(left, { minLength: 2, maxLength: 60 }), (all) => {
        const points = all.map((value, at) => ({ timeMs: (at / all.length) * FRAME.toMs, left: value }));
        const { line, area } = budgetShapes(points, FRAME);
        for (const [x, y] of [...pointsOf(line), ...pointsOf(area)]) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(FRAME.width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(FRAME.height);
        }
      })
    );
  });

  it('is not drawn where nothing is known, and ends where something is known last', () => {
    const points = [1, 0.9, null, null, 0.5, null].map((value, at) => ({ timeMs: at * DAY_MS, left: value }));
    const { line, end } = budgetShapes(points, FRAME);
    expect(line.match(/M/g)).toHaveLength(2);
    expect(end).toEqual({ x: budgetX(FRAME)(4 * DAY_MS), y: budgetY(FRAME)(0.5), left: 0.5 });
    expect(budgetShapes([{ timeMs: 0, left: null }], FRAME).end).toBeNull();
  });

  it('has zero at two thirds of its height and even spending from corner to zero', () => {
    const { zeroY, even } = budgetShapes([], FRAME);
    expect(zeroY).toBeCloseTo(100, 9);
    expect(even).toEqual({ x1: 0, y1: 0, x2: 600, y2: zeroY });
    expect(budgetY(FRAME)(BUDGET_LOW)).toBe(150);
  });

  it('gives each period a band that is seen and a letter that covers no other', () => {
    const period = fc.tuple(fc.double({ min: -1, max: 31, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }));
    fc.assert(
      fc.property(fc.array(period, { maxLength: 26 }), fc.integer({ min: 60, max: 1400 }), (all, width) => {
        const periods = all.map(([day, days], at) => {
          const fromMs = day * DAY_MS;
          return { letter: String.fromCharCode(65 + at), fromMs, toMs: fromMs + days * DAY_MS };
        });
        const tags = periodTags(periods, { ...FRAME, width });
        expect(tags.map(({ letter }) => letter).sort()).toEqual(periods.map(({ letter }) => letter).sort());
        for (const tag of tags) {
          expect(tag.width).toBeGreaterThanOrEqual(3);
          expect(tag.x).toBeGreaterThanOrEqual(0);
          expect(tag.x + tag.width).toBeLessThanOrEqual(width + 1e-9);
        }
        const lettered = tags.flatMap(({ letter, tagX }) => (tagX === null ? [] : [{ letter, tagX }]));
        // The largest ones have theirs.
        expect(lettered.map(({ letter }) => letter).sort()).toEqual(
          periods.slice(0, Math.floor(width / 20)).map(({ letter }) => letter)
        );
        lettered.forEach(({ tagX }, at) => {
          expect(tagX).toBeGreaterThanOrEqual(10 - 1e-9);
          expect(tagX).toBeLessThanOrEqual(width - 10 + 1e-9);
          expect(tagX - (lettered[at - 1]?.tagX ?? -Infinity)).toBeGreaterThanOrEqual(20 - 1e-9);
        });
      })
    );
  });
});

describe('bars of an SLI', () => {
  const bars = (...worst: Array<number | null>) =>
    worst.map((value, at) => ({ fromMs: at * DAY_MS, toMs: (at + 1) * DAY_MS, worst: value }));
  const frame = (low: number, count: number): HangingFrame => {
    return { width: 100, height: 90, fromMs: 0, toMs: count * DAY_MS, low, target: 0.999 };
  };

  it.each([
    [[1, 0.9995], 0.001, 0.9985],
    [[0.998], 0.001, 0.997],
    [[0.9931], 0.001, 0.9925],
    [[0.5], 0.001, 0.985],
    [[0.5], 0.1, 0.25],
    [[0.1], 0.1, 0],
    [[1], 0, 0.985],
    [[null], 0.001, 0.9985],
  ])('of %j begin at an edge that shows the worst, as far as there is one', (worst, allowed, low) => {
    expect(hangingLow(bars(...worst), allowed)).toBeCloseTo(low, 9);
  });

  it('have a scale from 100 % to the edge in even steps', () => {
    expect(hangingTicks(0.985).map((tick) => Number((tick * 100).toFixed(4)))).toEqual([100, 99.5, 99, 98.5]);
  });

  it('are red below the target alone, and none where nothing was counted', () => {
    const [kept, missed, cut, ...more] = hangingBars(bars(0.9995, 0.995, null, 0.5), frame(0.985, 4));
    expect(kept).toMatchObject({ missed: 0, isCut: false, kept: 3 });
    expect(missed).toMatchObject({ isCut: false });
    expect((missed?.kept ?? 0) + (missed?.missed ?? 0)).toBeCloseTo(hangingY(0.995, frame(0.985, 4)), 9);
    expect(cut).toMatchObject({ isCut: true });
    expect((cut?.kept ?? 0) + (cut?.missed ?? 0)).toBeCloseTo(90, 9);
    expect(more).toEqual([]);
  });

  it('are seen, stay in their place and never hide that the target was missed', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 }), (worst) => {
        const drawn = hangingBars(bars(...worst), frame(0.985, worst.length));
        drawn.forEach((bar, at) => {
          expect(bar.missed > 0).toBe((worst[at] ?? 1) < 0.999);
          expect(bar.kept).toBeGreaterThanOrEqual(3);
          expect(bar.width).toBeGreaterThan(0);
        });
      })
    );
  });
});

describe('ticks of time', () => {
  it.each([
    ['Europe/Berlin', 30, 8],
    ['Europe/Berlin', 7, 6],
    ['Europe/Berlin', 92, 6],
    ['Asia/Kolkata', 31, 9],
  ])('in %s over %i days are at most %i midnights', (zone, days, most) => {
    const fromMs = Date.parse('2026-10-10T10:35:00Z');
    const ticks = timeTicks(fromMs, fromMs + days * DAY_MS, zone, most);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThanOrEqual(most + 1);
    // The clocks change within it.
    expect(ticks.map(({ timeMs }) => localTime(timeMs, zone))).toEqual(ticks.map(() => '00:00'));
  });

  it('of a day are hours, and midnight is told as a day', () => {
    const fromMs = Date.parse('2026-11-19T07:30:00Z');
    const ticks = timeTicks(fromMs, fromMs + DAY_MS, 'Europe/Berlin', 8);
    expect(ticks.map(({ timeMs }) => localTime(timeMs, 'Europe/Berlin'))).toEqual([
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '00:00',
      '03:00',
      '06:00',
    ]);
    expect(ticks.filter(({ isDay }) => isDay)).toHaveLength(1);
  });
});
