/** @jest-environment node */
import { valueAt } from './notation';
import { parseInput } from './parseInput';
import type { CaseInput } from './testCase';

function inputOf(content: object): CaseInput {
  const reading = parseInput(JSON.stringify(content), 'x.json');
  if (!reading.ok) {
    throw new Error(reading.errors.map(({ message }) => message).join());
  }
  return reading.input;
}

describe('recorded series', () => {
  /** Values by minutes before the verdict. */
  function samples(pieces: object[], more: object = {}): Array<[number, number]> {
    const content = { hours: 0.1, series: [{ name: 'a', labels: {}, samples: pieces }], ...more };
    const [series] = inputOf(content).series ?? [];
    const { startSeconds = 0, intervalSeconds = 0, runs = [] } = series ?? {};
    let place = 0;
    return runs.flatMap((run) => {
      const first = place;
      const count = run.kind === 'stale' ? 1 : run.count;
      place += count;
      return run.kind !== 'values'
        ? []
        : Array.from({ length: count }, (_, index): [number, number] => [
            (0 - startSeconds - (first + index) * intervalSeconds) / 60,
            valueAt(run, index, 1000),
          ]);
    });
  }

  it('takes each piece over its minutes, and the first where two overlap', () => {
    const pieces = [
      { fromMinutesAgo: 100, toMinutesAgo: 5, value: 1 },
      { fromMinutesAgo: 5, toMinutesAgo: 4, value: 2 },
      { fromMinutesAgo: 1, toMinutesAgo: 0, value: 3 },
    ];
    expect(samples(pieces)).toEqual([
      [6, 1],
      [5, 1],
      [4, 2],
      [1, 3],
      [0, 3],
    ]);
  });

  it('grows from the beginning of the piece, and counts from now', () => {
    expect(samples([{ fromMinutesAgo: 8, toMinutesAgo: 4, value: 10, growPerMinute: 2 }])).toEqual([
      [6, 14],
      [5, 16],
      [4, 18],
    ]);
    expect(samples([{ fromMinutesAgo: 0, toMinutesAgo: 0, nowMinusSeconds: 600 }])).toEqual([[0, 400]]);
    expect(samples([{ fromMinutesAgo: 0, toMinutesAgo: 0, nowPlusSeconds: 60 }])).toEqual([[0, 1060]]);
  });

  it('has a step, a window and checks of its own', () => {
    const more = { stepSeconds: 120, windowHours: 2, checks: ['a.b'] };
    expect(samples([{ fromMinutesAgo: 9, toMinutesAgo: 0, value: 1 }], more).map(([minutes]) => minutes)).toEqual([
      6, 4, 2, 0,
    ]);
    expect(inputOf({ series: [], ...more })).toMatchObject({ windowSeconds: 7200, checks: ['a.b'], series: [] });
  });
});

it('takes a server with the time of its answers', () => {
  expect(inputOf({ product: 'pbs', now: '2026-11-28T08:30:00Z', answers: { '/version': {} }, checks: [] })).toEqual({
    checks: [],
    server: { product: 'proxmox-backup', answers: { '/version': {} } },
    nowMs: Date.UTC(2026, 10, 28, 8, 30),
  });
});

it('judges recorded answers at the time of their newest value', () => {
  const frame = (times: number[]) => ({
    schema: { fields: [{ type: 'time' }, { type: 'number' }] },
    data: { values: [times, times.map(() => 1)] },
  });
  const results = {
    q0: { frames: [frame([1000, 3000]), { schema: { fields: [] }, data: { values: [] } }] },
    q1: { frames: [frame([2000])] },
    q2: { error: 'no' },
  };
  expect(inputOf({ results })).toEqual({ checks: [], recorded: results, nowMs: 3000 });
  expect(inputOf({ results: {} })).toEqual({ checks: [], recorded: {} });
});

it('refuses what is none of them', () => {
  expect(parseInput('{"answers": {}}', 'x.json')).toMatchObject({
    ok: false,
    errors: [{ message: 'must have series:, or product: and answers:, or results:' }],
  });
});
