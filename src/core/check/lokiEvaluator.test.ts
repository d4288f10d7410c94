import type { CheckDefinition } from './definition';
import { checkDefinition } from './testData';
import { lokiEvaluator } from './lokiEvaluator';
import type { MetricAnswer, MetricSource } from './ports';
import type { CheckResult } from './result';
import { runChecks } from './run';
import type { Series } from './series';
import type { Reason } from './verdict';

const NOW = 1_795_200_000_000;

type Said = Readonly<Record<string, number | null>> | Reason | { partly: Readonly<Record<string, number>> };
/** By how many days ago it is asked, then by expression: values by namespace, or why there are none. */
type World = Readonly<Record<number, Readonly<Record<string, Said>>>>;

const isReason = (said: Said): said is Reason => typeof said['code' as keyof Said] === 'string';

function answerOf(said: Said): MetricAnswer {
  if (isReason(said)) {
    return { ok: false, reason: said };
  }
  const partial: Reason = { code: 'bad-response', detail: 'a querier is away' };
  const isPartial = 'partly' in said && typeof said.partly === 'object';
  const values = (isPartial ? said.partly : said) as Readonly<Record<string, number | null>>;
  const series = Object.entries(values).map(([namespace, value]): Series => ({
    labels: { namespace },
    timesMs: [NOW],
    values: [value],
  }));
  return { ok: true, series, executed: '', ...(isPartial && { partial }) };
}

function source(world: World, uid = 'loki') {
  const asked: Array<{ atMs: number; exprs: string[] }> = [];
  const loki: MetricSource & { asked: typeof asked } = {
    uid,
    name: uid,
    asked,
    query({ toMs, queries }) {
      asked.push({ atMs: toMs, exprs: queries.map(({ expr }) => expr) });
      const answer = (expr: string) => {
        const [name = '', seconds = '0s'] = expr.split(' offset ');
        return answerOf(world[Number(seconds.slice(0, -1)) / 86_400]?.[name] ?? {});
      };
      return Promise.resolve(new Map(queries.map(({ refId, expr }) => [refId, answer(expr)])));
    },
  };
  return loki;
}

const CHECK = checkDefinition({
  kind: 'loki',
  query: 'errors',
  presence: 'lines',
  offsetsAt: { query: [[6, 6, 0]], presence: [[5, 5, 0]] },
  by: ['namespace'],
  op: 'gt',
  warn: 10,
  fail: 100,
});

async function look(check: CheckDefinition, sources: readonly MetricSource[], clock = () => NOW): Promise<CheckResult> {
  const { checks } = await runChecks([check], {
    registry: { loki: lokiEvaluator(sources) },
    clock,
    windowSeconds: 3600,
    signal: new AbortController().signal,
  });
  return checks.get(check.id)!;
}

const said = ({ verdict, reason, entities }: CheckResult) => [
  reason ? `${verdict}/${reason.code}` : verdict,
  Object.fromEntries(
    entities.map((one) => [one.labels['namespace'], one.reason ? `${one.verdict}/${one.reason.code}` : one.verdict])
  ),
];

describe('a check of logs', () => {
  const offenders = { ...CHECK, mode: 'offenders' as const };
  const ignoring = { ...CHECK, vanish: 'ignore' as const };

  it.each<[string, CheckDefinition, World, unknown]>([
    [
      'judges values',
      CHECK,
      { 0: { errors: { a: 200, b: 3 }, lines: { a: 900, b: 9 } } },
      ['fail', { a: 'fail', b: 'pass' }],
    ],
    [
      'takes no line for no number: what logs and was not counted is unknown',
      CHECK,
      { 0: { errors: { a: 3 }, lines: { a: 9, b: 9 } } },
      ['unknown/no-data', { a: 'pass', b: 'unknown/no-data' }],
    ],
    [
      'lets what logs and offends in nothing pass, where rows are offenders',
      offenders,
      { 0: { errors: { a: 3 }, lines: { a: 9, b: 9 } } },
      ['warn', { a: 'warn', b: 'pass' }],
    ],
    ['is unknown where nothing logs at all', CHECK, {}, ['unknown/no-data', {}]],
    ['is unknown where nothing logs and nothing offends', offenders, {}, ['unknown/no-data', {}]],
    ['is n/a where the check says so', { ...CHECK, absent: 'na' }, {}, ['na/no-data', {}]],
    [
      'takes NaN and infinities for no value',
      CHECK,
      { 0: { errors: { a: null }, lines: { a: 9 } } },
      ['unknown/no-data', { a: 'unknown/no-data' }],
    ],
    [
      'misses a stream that stopped',
      CHECK,
      { 0: { errors: { a: 3 }, lines: { a: 9 } }, 1: { errors: { a: 1, b: 1 }, lines: { a: 9, b: 9 } } },
      ['unknown/vanished', { a: 'pass', b: 'unknown/vanished' }],
    ],
    [
      'misses one that was there a month ago, and n/a is no excuse',
      { ...CHECK, absent: 'na' },
      { 30: { errors: { b: 1 }, lines: { b: 9 } } },
      ['unknown/vanished', { b: 'unknown/vanished' }],
    ],
    [
      'keeps what stopped while it was bad',
      CHECK,
      { 0: { errors: { a: 3 }, lines: { a: 9 } }, 8: { errors: { b: 500 }, lines: { b: 900 } } },
      ['fail', { a: 'pass', b: 'fail' }],
    ],
    [
      'keeps an offender that stopped',
      offenders,
      { 0: { lines: { a: 9 } }, 1: { errors: { b: 500 }, lines: { b: 900 } } },
      ['fail', { a: 'pass', b: 'fail' }],
    ],
    [
      'does not miss what comes and goes one by one',
      ignoring,
      { 0: { errors: { a: 3 }, lines: { a: 9 } }, 1: { errors: { b: 1 }, lines: { b: 9 } } },
      ['pass', { a: 'pass' }],
    ],
    [
      'misses all of what comes and goes',
      { ...ignoring, absent: 'na' },
      { 1: { errors: { b: 1 }, lines: { b: 9 } } },
      ['unknown/vanished', {}],
    ],
    [
      'fails closed when presence is not answered',
      offenders,
      { 0: { lines: { code: 'query-error', detail: 'maximum of series (500) reached for a single query' } } },
      ['unknown/query-error', {}],
    ],
    [
      'fails closed when the past is not answered',
      CHECK,
      { 0: { errors: { a: 3 }, lines: { a: 9 } }, 16: { lines: { code: 'timeout' } } },
      ['unknown/timeout', {}],
    ],
    [
      'never passes on an answer that says that it is not all',
      offenders,
      { 0: { lines: { partly: { a: 9 } } } },
      ['unknown/bad-response', { a: 'pass' }],
    ],
    [
      'fails on it all the same',
      CHECK,
      { 0: { errors: { partly: { a: 900 } }, lines: { a: 9 } } },
      ['fail', { a: 'fail' }],
    ],
  ])('%s', async (_what, check, world, expected) => {
    expect(said(await look(check, [source(world)]))).toEqual(expected);
  });

  it('asks with one request for now and for the past, whose answers are kept for an hour', async () => {
    const loki = source({ 0: { errors: { a: 3 }, lines: { a: 9 } }, 1: { lines: { a: 9 } } });
    const evaluator = lokiEvaluator([loki]);
    const now = ['errors', 'lines'];
    const past = [1, 2, 4, 8, 16, 30].map((daysAgo) => `lines offset ${daysAgo * 86_400}s`);
    let nowMs = NOW;
    const run = () =>
      runChecks([CHECK, { ...CHECK, id: 't.other' }], {
        registry: { loki: evaluator },
        clock: () => nowMs,
        windowSeconds: 3600,
        signal: new AbortController().signal,
      });
    for (let half = 0; half < 3; half += 1) {
      await run();
      nowMs += 1_800_000;
    }
    expect(loki.asked.map(({ exprs }) => exprs)).toEqual([[...now, ...past], now, [...now, ...past]]);
  });

  it('asks a second time what was said of those that left, and not again within the hour', async () => {
    const loki = source({ 0: { errors: { a: 3 }, lines: { a: 9 } }, 8: { errors: { b: 500 }, lines: { b: 900 } } });
    const evaluator = lokiEvaluator([loki]);
    const options = {
      registry: { loki: evaluator },
      clock: () => NOW,
      windowSeconds: 3600,
      signal: new AbortController().signal,
    };
    await runChecks([CHECK], options);
    const { checks } = await runChecks([CHECK], options);
    expect(loki.asked.slice(1).map(({ exprs }) => exprs)).toEqual([['errors offset 691200s'], ['errors', 'lines']]);
    expect(said(checks.get(CHECK.id)!)).toEqual(['fail', { a: 'pass', b: 'fail' }]);
  });

  it('is unknown, and asks nothing, when it was not compiled', async () => {
    const loki = source({ 0: { errors: { a: 3 }, lines: { a: 9 } } });
    const { offsetsAt: _, ...raw } = CHECK;
    expect(said(await look(raw, [loki]))).toEqual(['unknown/internal', {}]);
    expect(loki.asked).toEqual([]);
  });

  it('lets a silent source say so beside one that answers', async () => {
    const silent: MetricSource = {
      uid: 'gone',
      name: 'gone',
      query: () => Promise.reject({ code: 'source-down', detail: 'Data source not found' }),
    };
    const result = await look(CHECK, [silent, source({ 0: { errors: { a: 3 }, lines: { a: 9 } } })]);
    expect(said(result)).toEqual(['unknown/source-down', { a: 'pass' }]);
  });

  it('judges ten thousand streams, the worse of two of one name, and more than twenty thousand not at all', async () => {
    const many = (length: number) => Object.fromEntries(Array.from({ length }, (_one, at) => [`n${at}`, 1]));
    const world = (length: number): World => ({ 0: { errors: many(length), lines: many(length) } });
    expect((await look(CHECK, [source(world(10_001))])).counts.pass).toBe(10_001);
    expect(said(await look(CHECK, [source(world(20_001))]))[0]).toBe('unknown/too-many');
  });
});
