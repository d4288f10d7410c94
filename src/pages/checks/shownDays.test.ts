import type { CheckDefinition } from '../../core/check/definition';
import type { Evaluator } from '../../core/check/evaluator';
import { NO_MEMORY } from '../../core/check/memory';
import { checkDefinition } from '../../core/check/testData';
import { slotsOf } from '../../core/check/timeGrid';
import type { Reason } from '../../core/check/verdict';
import { shownDays } from './shownDays';

/** Friday 20 November 2026, 08:37 in Berlin. */
const NOW_MS = Date.UTC(2026, 10, 20, 7, 37);
const DAY_MS = 86_400_000;

let asked: string[][];
let problem: Reason | null;
let signals: AbortSignal[];
let hold: Promise<void> | null;

beforeEach(() => {
  asked = [];
  problem = null;
  signals = [];
  hold = null;
});

const history: Evaluator['history'] = async (checks, grid, { signal }) => {
  asked.push(checks.map(({ id }) => id));
  signals.push(signal);
  await hold;
  signal.throwIfAborted();
  const values = new Array<number>(slotsOf(grid)).fill(0);
  const entity = { sourceUid: 'p', labels: {}, values, standings: values.map(() => 'judged' as const), lastThere: 0 };
  const problems = problem ? [{ sourceUid: 'p', sourceName: 'p', reason: problem }] : [];
  return {
    sources: [],
    checks: new Map(checks.map(({ id }) => [id, { entities: problem ? [] : [entity], problems }])),
  };
};

const make = () =>
  shownDays({
    registry: { prometheus: { sources: [{ uid: 'p', name: 'p' }], evaluate: async () => new Map(), history } },
    zone: 'Europe/Berlin',
    recall: async () => NO_MEMORY,
  });
const check = (id: string): CheckDefinition => checkDefinition({ id, op: 'gt', fail: 1 });
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
const letters = (days: ReturnType<typeof make>, id: string) => {
  const said = days.known().get(id)?.said;
  return said && 'letters' in said ? said.letters : said;
};

test('what comes into sight in one turn is one question, asked once a day', async () => {
  const days = make();
  days.show(check('a.a'), NOW_MS);
  days.show(check('a.b'), NOW_MS);
  await settle();
  days.show(check('a.a'), NOW_MS + 3_600_000);
  await settle();
  expect(asked).toEqual([['a.a', 'a.b']]);
  expect(letters(days, 'a.a')).toBe('p'.repeat(14));
  days.show(check('a.a'), NOW_MS + DAY_MS);
  await settle();
  expect(asked[1]).toEqual(['a.a']);
  expect(days.known().get('a.a')?.today).toBe('2026-11-21');
});

test('what a silent source did not tell is unknown, and asked again with a later look', async () => {
  problem = { code: 'timeout' };
  const days = make();
  days.show(check('a.a'), NOW_MS);
  await settle();
  expect(letters(days, 'a.a')).toBe('u'.repeat(14));
  problem = null;
  days.show(check('a.a'), NOW_MS + 1000);
  await settle();
  expect(asked).toHaveLength(1);
  days.show(check('a.a'), NOW_MS + 60_000);
  await settle();
  expect(letters(days, 'a.a')).toBe('p'.repeat(14));
});

test('nothing is asked any more, or learnt, when the last one has left', async () => {
  let go: () => void = () => undefined;
  hold = new Promise((resolve) => {
    go = resolve;
  });
  const days = make();
  const leave = days.subscribe(() => undefined);
  days.show(check('a.a'), NOW_MS);
  await settle();
  leave();
  expect(signals[0]?.aborted).toBe(true);
  go();
  await settle();
  expect(days.known().size).toBe(0);
});
