/** @jest-environment node */
import type { CheckDefinition } from './definition';
import type { HistoryResult } from './history';
import type { MetricAnswer, MetricRequest, MetricSource } from './ports';
import { prometheusEvaluator } from './prometheusEvaluator';
import { aliveQuery } from './promHistoryQueries';
import { runHistory } from './runHistory';
import { checkDefinition } from './testData';
import type { TimeGrid } from './timeGrid';

const HOUR = 3_600_000;
const GRID: TimeGrid = { fromMs: 500_000 * HOUR, toMs: 500_010 * HOUR, stepMs: HOUR };
const signal = new AbortController().signal;

function definition(id: string, query: string, change: Partial<CheckDefinition> = {}): CheckDefinition {
  return checkDefinition({ id, query, presence: `group by (instance) (timestamp(${query}))`, ...change });
}

/** Every step with one value. */
function constant(value: number): MetricAnswer {
  const timesMs = Array.from({ length: 10 }, (_, step) => GRID.fromMs + (step + 1) * HOUR);
  const series = [{ labels: { instance: 'a' }, timesMs, values: timesMs.map(() => value) }];
  return { ok: true, series, executed: '' };
}

/** A source that answers by expression; what is not listed has no series. */
function source(
  answers: Record<string, MetricAnswer> = {},
  uid = 'prom'
): MetricSource & { requests: MetricRequest[] } {
  const requests: MetricRequest[] = [];
  return {
    uid,
    name: uid,
    requests,
    query: (request) => {
      requests.push(request);
      const none: MetricAnswer = { ok: true, series: [], executed: '' };
      return Promise.resolve(new Map(request.queries.map(({ refId, expr }) => [refId, answers[expr] ?? none])));
    },
  };
}

function look(
  definitions: readonly CheckDefinition[],
  sources: readonly MetricSource[],
  onProgress?: (done: number, total: number) => void
): Promise<HistoryResult> {
  const registry = { prometheus: prometheusEvaluator(sources) };
  return runHistory(definitions, GRID, { registry, signal, ...(onProgress && { onProgress }) });
}

/** Requests about the stretch of time itself, not about what had left before it. */
const overTime = ({ requests }: { requests: readonly MetricRequest[] }) =>
  requests.filter(({ toMs }) => toMs === GRID.toMs);

const expressions = (asked: { requests: readonly MetricRequest[] }) =>
  overTime(asked).flatMap(({ queries }) => queries.map(({ expr }) => expr));

it('asks each distinct expression once, step by step, and a day before for who was there', async () => {
  const one = source();
  await look([definition('n.a', 'load'), definition('n.b', 'load'), definition('n.c', 'temperature')], [one]);
  const asked = expressions(one);
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.filter((expr) => expr === 'load')).toHaveLength(1);
  expect(overTime(one).every(({ fromMs }) => fromMs === GRID.fromMs - 23 * HOUR)).toBe(true);
  expect(
    overTime(one)
      .flatMap(({ queries }) => queries)
      .every((query) => query.stepSeconds === 3600)
  ).toBe(true);
});

it('never asks for the times of samples over a month, which takes a server minutes', async () => {
  const one = source();
  await look([definition('n.a', 'load')], [one]);
  expect(expressions(one)).toContain('group by (instance) (1 ^ (load))');
  expect(expressions(one).some((expr) => expr.includes('timestamp('))).toBe(false);
});

it('asks for what fits into one request with one, and splits what does not', async () => {
  const definitions = Array.from({ length: 60 }, (_, index) => definition(`n.n${index}`, `metric_${index}`));
  const short = source();
  await look(definitions, [short]);
  expect(overTime(short)).toHaveLength(1);
  const month = source();
  const grid = { ...GRID, toMs: GRID.fromMs + 745 * HOUR };
  await runHistory(definitions, grid, { registry: { prometheus: prometheusEvaluator([month]) }, signal });
  const sizes = month.requests.filter(({ toMs }) => toMs === grid.toMs).map(({ queries }) => queries.length);
  expect(Math.max(...sizes)).toBe(8);
});

it('what had left by then changes nothing of what is asked about what left by now', async () => {
  const one = source();
  const evaluator = prometheusEvaluator([one]);
  const checks = [definition('n.a', 'load')];
  const nowMs = GRID.toMs;
  const context = { nowMs, clock: () => nowMs, windowSeconds: 3600, signal, onSource: () => undefined };
  const asked = () => one.requests.splice(0).flatMap(({ queries }) => queries.map(({ expr }) => expr));
  await evaluator.evaluate(checks, context);
  asked();
  await evaluator.evaluate(checks, context);
  const again = asked();
  await runHistory(checks, GRID, { registry: { prometheus: evaluator }, signal });
  asked();
  await evaluator.evaluate(checks, context);
  expect(asked()).toEqual(again);
});

it('counts every query of every source towards the progress, to the end', async () => {
  const seen: Array<[number, number]> = [];
  await look([definition('n.a', 'load')], [source(), source({}, 'other')], (done, total) => seen.push([done, total]));
  expect(seen[seen.length - 1]).toEqual([6, 6]);
  expect(seen.map(([done]) => done)).toEqual([...seen.map(([done]) => done)].sort((a, b) => a - b));
});

it('stops asking a source that is down, and says so of every check and of the source', async () => {
  let requests = 0;
  const dead: MetricSource = {
    uid: 'prom',
    name: 'Prometheus',
    query: () => {
      requests += 1;
      return Promise.reject(Object.assign(new Error('gone'), { code: 'source-down' }));
    },
  };
  const definitions = Array.from({ length: 60 }, (_, index) => definition(`n.n${index}`, `metric_${index}`));
  const { checks, sources } = await look(definitions, [dead]);
  expect(requests).toBeLessThanOrEqual(3);
  expect(sources).toMatchObject([{ problem: { code: 'source-down' } }]);
  expect([...checks.values()].map(({ whole }) => whole)).toEqual(
    definitions.map(() => ({ states: 'u'.repeat(10), reason: 'source-down' }))
  );
});

it('keeps bad what left bad long before, until it is seen well again', async () => {
  const leftSeconds = Math.floor(GRID.fromMs / HOUR / 2) * 7200 - 200 * 3600;
  const at = (value: number): MetricAnswer => ({
    ok: true,
    series: [{ labels: { instance: 'a' }, timesMs: [GRID.fromMs], values: [value] }],
    executed: '',
  });
  const seen = (range: string) => `max_over_time((time() * 1 ^ (group by (instance) (1 ^ (load))))[${range}])`;
  const left = `max by (instance) (${seen('30d:2h')} or ${seen('1d:10m')}) unless on (instance) (group by (instance) (timestamp(load)))`;
  const leaving = `last_over_time(((load) and on (instance) (group by (instance) (1 ^ (load))))[4h:1m] @ ${leftSeconds + 14400})`;
  const check = { ...definition('n.a', 'load'), presence: 'group by (instance) (timestamp(load))' };
  const { checks } = await look([check], [source({ [left]: at(leftSeconds), [leaving]: at(99) })]);
  expect(checks.get('n.a')?.entities).toMatchObject([{ labels: { instance: 'a' }, states: 'f'.repeat(10) }]);
  const well = await look([check], [source({ [left]: at(leftSeconds), [leaving]: at(0) })]);
  expect(well.checks.get('n.a')?.entities).toMatchObject([{ states: 'u'.repeat(10) }]);
});

it('leaves the others alone when one query fails or returns more than can be judged', async () => {
  const good = constant(1);
  const many: MetricAnswer = {
    ok: true,
    series: Array.from({ length: 20_001 }, () => ({ labels: {}, timesMs: [], values: [] })),
    executed: '',
  };
  const answers = {
    good,
    'group by (instance) (1 ^ (good))': good,
    bad: { ok: false, reason: { code: 'query-error', detail: 'no' } } as const,
    many,
  };
  const definitions = ['good', 'bad', 'many'].map((query) => definition(`n.${query}`, query));
  const { checks, sources } = await look(definitions, [source(answers)]);
  expect(checks.get('n.good')?.entities).toMatchObject([{ states: 'p'.repeat(10) }]);
  expect(checks.get('n.bad')).toMatchObject({ entities: [], problems: [{ reason: { code: 'query-error' } }] });
  expect(checks.get('n.many')?.whole.reason).toBe('too-many');
  expect(sources[0]?.problem).toBeUndefined();
});

it('asks nobody about a check whose query has an unknown macro, and says why it is unknown', async () => {
  const one = source();
  const { checks } = await look([definition('n.a', '$nonsense')], [one]);
  expect(expressions(one)).toEqual([aliveQuery()]);
  expect(checks.get('n.a')?.problems).toMatchObject([{ reason: { code: 'query-error' } }]);
});

it('takes a check for absent only where no source has it', async () => {
  const there = { load: constant(1), 'group by (instance) (1 ^ (load))': constant(1) };
  const { checks } = await look([definition('n.a', 'load')], [source(there), source({}, 'other')]);
  expect(checks.get('n.a')?.whole.states).toBe('-'.repeat(10));
  expect(checks.get('n.a')?.entities).toHaveLength(1);
});

describe('a source without targets that could be counted', () => {
  const there = { load: constant(1), 'group by (instance) (1 ^ (load))': constant(1) };

  it('was there where any query found something', async () => {
    const { sources } = await look([definition('n.a', 'load')], [source(there)]);
    expect(sources[0]?.alive).toEqual(new Array(10).fill(true));
  });

  it('was not there when none did, whether or not they could be asked about', async () => {
    const refused: MetricAnswer = { ok: false, reason: { code: 'query-error' } };
    const worlds: Array<Record<string, MetricAnswer>> = [{}, { [aliveQuery()]: refused }];
    for (const answers of worlds) {
      const { sources } = await look([definition('n.a', 'load')], [source(answers)]);
      expect(sources[0]?.alive).toEqual(new Array(10).fill(false));
    }
  });
});
