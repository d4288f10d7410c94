/** @jest-environment node */
import { checkResult } from '../../core/checklist/testData';
import type { Evaluator, Trends, TrendWanted } from '../../core/check/evaluator';
import type { CheckResult } from '../../core/check/result';
import { shownTrends } from './shownTrends';

const MINUTE_MS = 60_000;
const POINTS = [
  { timeMs: 0, value: 1 },
  { timeMs: 1, value: 2 },
];

/** Requests for trends, answered by hand. */
interface Request {
  wanted: readonly TrendWanted[];
  signal: AbortSignal;
  answer: () => Promise<void>;
  fail: () => Promise<void>;
}

let requests: Request[];
let heard: number;

function made() {
  const trends: Evaluator['trends'] = (wanted, { signal }) =>
    new Promise<Trends>((resolve, reject) => {
      const settle = async (act: () => void) => {
        act();
        await turns();
      };
      const found = new Map(
        wanted.map(({ check, entities }) => [check.id, new Map(entities.map(({ key }) => [key, POINTS]))])
      );
      requests.push({
        wanted,
        signal,
        answer: () => settle(() => resolve(found)),
        fail: () => settle(() => reject(new Error('broken'))),
      });
    });
  const prometheus: Evaluator = { sources: [], evaluate: () => Promise.resolve(new Map()), trends };
  const own = shownTrends({ registry: { prometheus }, windowSeconds: 3600 });
  const leave = own.subscribe(() => {
    heard += 1;
  });
  return { own, leave };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await Promise.resolve();
  }
}

function check(id: string, count: number): CheckResult {
  const one = checkResult(id, 'fail');
  const [entity] = one.entities;
  return {
    ...one,
    entities: Array.from({ length: count }, (_, n) => ({ ...entity!, key: `prom|instance=${id}${n}` })),
  };
}

const askedFor = (request: Request | undefined) =>
  Object.fromEntries((request?.wanted ?? []).map(({ check: { id }, entities }) => [id, entities.length]));

beforeEach(() => {
  requests = [];
  heard = 0;
});

it('asks once for all that is shown in one turn, and again when a point is due', async () => {
  const { own } = made();
  own.show([check('a', 9), check('b', 2)], 3, 0);
  own.show([check('c', 9)], 50, 0);
  await turns();
  expect(requests.map(askedFor)).toEqual([{ a: 3, b: 2, c: 9 }]);
  await requests[0]?.answer();
  expect({ heard, known: [...own.trends().keys()] }).toEqual({ heard: 1, known: ['a', 'b', 'c'] });
  own.show([check('a', 9), check('b', 2)], 3, 9 * MINUTE_MS);
  await turns();
  expect(requests).toHaveLength(1);
  own.show([check('a', 9)], 3, 10 * MINUTE_MS);
  await turns();
  expect(requests.slice(1).map(askedFor)).toEqual([{ a: 3 }]);
});

it('keeps one request at a time, and asks for what came meanwhile after it', async () => {
  const { own } = made();
  own.show([check('a', 9)], 3, 0);
  await turns();
  own.show([check('a', 9)], 50, 0);
  own.show([check('a', 9)], 3, 0);
  expect(requests).toHaveLength(1);
  await requests[0]?.answer();
  expect(requests.map(askedFor)).toEqual([{ a: 3 }, { a: 9 }]);
});

it('asks again for what was not answered, and keeps what is known until it is too old', async () => {
  const { own } = made();
  const error = jest.spyOn(console, 'error').mockReturnValue(undefined);
  own.show([check('a', 1)], 1, 0);
  await turns();
  await requests[0]?.fail();
  expect({ known: own.trends().size, said: error.mock.calls.length }).toEqual({ known: 0, said: 1 });
  error.mockRestore();
  own.show([check('a', 1)], 1, MINUTE_MS);
  await turns();
  await requests[1]?.answer();
  own.show([check('b', 1)], 1, 20 * MINUTE_MS);
  await turns();
  await requests[2]?.answer();
  expect([...(own.trends().get('a') ?? [])]).toHaveLength(1);
  own.show([check('c', 1)], 1, 40 * MINUTE_MS);
  await turns();
  await requests[3]?.answer();
  expect([...(own.trends().get('a') ?? [])]).toHaveLength(0);
});

it('stops asking when the last one who looks has left', async () => {
  const { own, leave } = made();
  own.show([check('a', 1)], 1, 0);
  await turns();
  leave();
  expect(requests[0]?.signal.aborted).toBe(true);
  own.subscribe(() => undefined);
  own.show([check('a', 1)], 1, 0);
  await turns();
  expect(requests).toHaveLength(2);
});
