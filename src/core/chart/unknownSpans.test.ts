import { unknownSpans } from './unknownSpans';

const DAY_MS = 86_400_000;
const point = (day: number, value: number | null = 1) => ({ timeMs: day * DAY_MS, value });
const span = { fromMs: 0, toMs: 10 * DAY_MS };
const days = (from: number, to: number) => ({ fromMs: from * DAY_MS, toMs: to * DAY_MS });

test.each([
  ['a value each day', Array.from({ length: 10 }, (_unused, day) => point(day + 1)), []],
  ['nothing', [], [days(0, 10)]],
  ['only nulls', [point(3, null), point(4, null)], [days(0, 10)]],
  ['a missing day', [1, 2, 3, 4, 6, 7, 8, 9, 10].map((day) => point(day)), [days(4, 6)]],
  [
    'a day without a value',
    [...[1, 2, 3, 4].map((day) => point(day)), point(5, null), ...[6, 7, 8, 9].map((day) => point(day))],
    [days(4, 6)],
  ],
  ['a short history', [8, 9].map((day) => point(day)), [days(0, 8)]],
  ['a history that ended', [1, 2, 3].map((day) => point(day)), [days(3, 10)]],
])('%s', (_name, points, expected) => {
  expect(unknownSpans(points, span)).toEqual(expected);
});
