/** @jest-environment node */
import fc from 'fast-check';
import { leastSquaresSlope, theilSenSlope } from './slope';

const number = fc.double({ min: -1e12, max: 1e12, noNaN: true });

describe('theilSenSlope', () => {
  it('finds the slope of a line, wherever it lies and in whatever order its points come', () => {
    const points = fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 2, maxLength: 31 });
    fc.assert(
      fc.property(points, fc.integer({ min: -1000, max: 1000 }), fc.integer(), (xs, slope, offset) => {
        expect(theilSenSlope(xs.map((x) => ({ x, y: slope * x + offset })))).toBeCloseTo(slope, 3);
      })
    );
  });

  it('is not moved by a quarter of wild points, as the least squares would be', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 5, maxLength: 5 }), (wild) => {
        const points = Array.from({ length: 30 }, (_, x) => ({
          x,
          y: 2 * x + (wild[x / 6] ?? 0) * Number(x % 6 === 0),
        }));
        expect(theilSenSlope(points)).toBeCloseTo(2, 6);
      })
    );
  });

  it('is nothing where there is no line', () => {
    expect(theilSenSlope([])).toBeNull();
    expect(theilSenSlope([{ x: 1, y: 1 }])).toBeNull();
    expect(
      theilSenSlope([
        { x: 1, y: 1 },
        { x: 1, y: 5 },
      ])
    ).toBeNull();
  });
});

describe('leastSquaresSlope', () => {
  it('finds the slope of a line, and is moved by what came last', () => {
    expect(leastSquaresSlope([0, 1, 2].map((x) => ({ x, y: 3 * x - 7 })))).toBeCloseTo(3, 9);
    const jump = Array.from({ length: 24 }, (_, x) => ({ x, y: x < 22 ? 0 : 10 }));
    expect(leastSquaresSlope(jump)).toBeGreaterThan(0.1);
    expect(theilSenSlope(jump)).toBe(0);
  });

  it('is nothing where there is no line', () => {
    expect(leastSquaresSlope([])).toBeNull();
    expect(
      leastSquaresSlope([
        { x: 1, y: 1 },
        { x: 1, y: 5 },
      ])
    ).toBeNull();
  });
});
