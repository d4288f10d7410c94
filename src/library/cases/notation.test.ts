/** @jest-environment node */
import fc from 'fast-check';
import { durationSeconds, parseNotation, placesOf, valueAt, type Run } from './notation';

/** Every place's value, null without a sample; `now` is 1,000,000. */
function values(text: string): Array<number | string | null> {
  const reading = parseNotation(text);
  if (!reading.ok) {
    throw new Error(reading.message);
  }
  return reading.runs.flatMap((run): Array<number | string | null> => {
    switch (run.kind) {
      case 'stale':
        return ['stale'];
      case 'none':
        return Array<null>(run.count).fill(null);
      case 'values':
        return Array.from({ length: run.count }, (_, index) => valueAt(run, index, 1_000_000));
    }
  });
}

describe('the notation of values', () => {
  it.each<[string, Array<number | string | null>]>([
    ['5', [5]],
    ['1 2 -3.5 1e3', [1, 2, -3.5, 1000]],
    ['1x2', [1, 1, 1]],
    ['0x2', [0, 0, 0]],
    ['1+2x3', [1, 3, 5, 7]],
    ['10-2x3', [10, 8, 6, 4]],
    ['-1-1x1', [-1, -2]],
    ['1e2x1', [100, 100]],
    ['1+1e1x1', [1, 11]],
    ['_', [null]],
    ['_x3 7', [null, null, null, 7]],
    ['1 stale 2', [1, 'stale', 2]],
    ['NaN Inf -Inf +Inf', [NaN, Infinity, -Infinity, Infinity]],
    ['NaNx1', [NaN, NaN]],
    ['{now}', [1_000_000]],
    ['{now-1h}x1', [996_400, 996_400]],
    ['{ now + 1d12h }', [1_129_600]],
    ['{now-10m}+60x2', [999_400, 999_460, 999_520]],
    ['1x0', [1]],
  ])('%s', (text, expected) => expect(values(text)).toEqual(expected));

  it.each([
    ['', 'there is no value'],
    ['five', '"five" is no value'],
    ['1+1', '"1+1" is no value'],
    ['1x', '"1x" is no value'],
    ['stalex3', '"stalex3" is no value'],
    ['_x0', 'there is no value'],
    ['{now-1}', '"{now-1}" is no time'],
    ['{then}', '"{then}" is no time'],
    ['1x999999999', '1000000000 samples, at most'],
    ['0xff', '"0xff" is no value'],
  ])('refuses %j', (text, words) => {
    expect(parseNotation(text)).toEqual({ ok: false, message: expect.stringContaining(words) });
  });

  it('reads back what is written of any runs', () => {
    const number = fc.integer({ min: -1_000_000, max: 1_000_000 });
    const count = fc.integer({ min: 1, max: 1000 });
    const run: fc.Arbitrary<Run> = fc.oneof(
      fc.constant<Run>({ kind: 'stale' }),
      count.map((places): Run => ({ kind: 'none', count: places })),
      fc.record({
        kind: fc.constant('values' as const),
        first: fc.record({ value: number, ofNow: fc.boolean() }),
        step: number,
        count,
      })
    );
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 20 }), (runs) => {
        expect(parseNotation(runs.map(written).join(' '))).toEqual({ ok: true, runs });
      })
    );
  });

  it('has as many places as samples and gaps', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.integer({ min: 1, max: 500 }), (flat, rising, gap) => {
        const reading = parseNotation(`3x${flat} 1+1x${rising} _x${gap} stale`);
        expect(reading.ok && placesOf(reading.runs)).toBe(flat + 1 + rising + 1 + gap + 1);
      })
    );
  });
});

function written(run: Run): string {
  if (run.kind !== 'values') {
    return run.kind === 'stale' ? 'stale' : `_x${run.count}`;
  }
  const { first, step, count } = run;
  const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value)}`;
  const amount = first.ofNow ? `{now${signed(first.value)}s}` : String(first.value);
  return `${amount}${signed(step)}x${count - 1}`;
}

it.each([
  ['90s', 90],
  ['1d12h', 129_600],
  ['2w', 1_209_600],
  ['500ms', 0.5],
  ['0s', 0],
  ['', undefined],
  ['1', undefined],
  ['1.5h', undefined],
  ['h', undefined],
])('the duration %j has %p seconds', (text, seconds) => expect(durationSeconds(text)).toBe(seconds));
