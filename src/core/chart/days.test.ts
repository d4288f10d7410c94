import fc from 'fast-check';
import { bandShapes, roundTop, stackDays, stripMarks, type DayBand } from './days';

const FRAME = { width: 310, height: 10, days: 31 };

describe('stripMarks', () => {
  it('draws the height of the verdict and nothing where nothing was judged', () => {
    const marks = stripMarks('pwf-', { ...FRAME, days: 4 });
    expect(marks.map(({ letter, height }) => [letter, height])).toEqual([
      ['p', 1.1],
      ['w', 5],
      ['f', 10],
    ]);
  });

  it('puts consecutive unknown days into one box', () => {
    const marks = stripMarks('puuup', { ...FRAME, days: 5 });
    expect(marks.map(({ letter }) => letter).join('')).toBe('pup');
    expect(marks[1]?.width).toBeGreaterThan(2 * (310 / 5));
  });

  it('stays inside the frame, left to right, without overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('p', 'w', 'f', 'u', '-'), { minLength: 31, maxLength: 31 }), (letters) => {
        let right = 0;
        for (const mark of stripMarks(letters.join(''), FRAME)) {
          expect(mark.x).toBeGreaterThanOrEqual(right - 1e-9);
          right = mark.x + mark.width;
          expect(mark.y + mark.height).toBeCloseTo(FRAME.height, 9);
        }
        expect(right).toBeLessThanOrEqual(FRAME.width + 1e-9);
      })
    );
  });
});

describe('bandShapes', () => {
  it('never crosses a gap and hatches exactly the days without a value', () => {
    const day: DayBand = [10, 20, 30];
    const { lines, gaps } = bandShapes([day, day, null, null, day], { ...FRAME, days: 5 }, [0, 100]);
    expect(lines).toHaveLength(2);
    expect(gaps).toEqual([{ x: 124, y: 0, width: 124, height: 10 }]);
    expect(Math.max(...(lines[0] ?? []).map(([x]) => x))).toBeLessThanOrEqual(124);
    expect(Math.min(...(lines[1] ?? []).map(([x]) => x))).toBeGreaterThanOrEqual(248);
  });

  it('keeps values outside of the range on its edge', () => {
    const { lines } = bandShapes([[120, 130, 140]], { ...FRAME, days: 1 }, [0, 100]);
    expect(lines[0]?.every(([, y]) => y === 0)).toBe(true);
  });

  it('is one hatched box without any value', () => {
    const { lines, bands, gaps } = bandShapes(new Array<DayBand>(31).fill(null), FRAME, [0, 100]);
    expect([lines.length, bands.length, gaps.length]).toEqual([0, 0, 1]);
  });
});

describe('stackDays', () => {
  it('stacks parts without a hole up to the sum', () => {
    const boxes = stackDays([{ a: 2, b: 3 }], ['a', 'b'], { ...FRAME, days: 1 }, 10);
    expect(boxes.map(({ part, y, height }) => [part, y, height])).toEqual([
      ['a', 8, 2],
      ['b', 5, 3],
    ]);
  });

  it('leaves out what is none', () => {
    expect(stackDays([{ a: 0, b: 0 }], ['a', 'b'], FRAME, 10)).toEqual([]);
  });
});

it('roundTop is never below the value', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      (value) => roundTop(value) >= value && roundTop(value) <= Math.max(1, value * 2.01)
    )
  );
});
