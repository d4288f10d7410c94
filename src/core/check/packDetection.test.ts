/** @jest-environment node */
import { NO_MEMORY, type KnownEntity, type VerdictMemory } from './memory';
import { packDetection, type ProbedPack } from './packDetection';
import type { IndexedSource, MetricAnswer } from './ports';
import { prometheusEvaluator } from './prometheusEvaluator';
import type { CheckResult } from './result';
import { runChecks } from './run';
import { runHistory } from './runHistory';
import { checkDefinition } from './testData';
import type { TimeGrid } from './timeGrid';
import type { Reason } from './verdict';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 500_000 * HOUR;
const { signal } = new AbortController();

const VELERO: ProbedPack = { id: 'velero', title: 'Velero', probes: ['velero_last'], always: ['velero.up'] };
const NODES: ProbedPack = { id: 'nodes', title: 'Nodes', probes: ['node_load', 'node_boot'], always: [] };
const backup = checkDefinition({ id: 'velero.backup', pack: 'velero', query: 'velero_last', presence: 'velero_last' });
const down: Reason = { code: 'source-down', detail: 'connection refused' };

interface World {
  /** When each metric had its last sample, ms. */
  last?: Readonly<Record<string, number>>;
  /** The index goes so far back; as far as it is asked by default. */
  indexMs?: number;
  index?: Reason;
  /** Of every query. */
  answer?: Reason;
  /** Of the question for metrics by name. */
  byName?: MetricAnswer;
}

type FakeSource = IndexedSource & { asked: string[]; lookups: number };

/** A Prometheus with one series per metric, which answers selectors, and presence as far as it is that. */
function prometheus(world: World, uid = 'prom'): FakeSource {
  const { last = {} } = world;
  const asked: string[] = [];
  const answerOf = (expr: string, toMs: number): MetricAnswer => {
    if (world.answer) {
      return { ok: false, reason: world.answer };
    }
    const [, named, span] = /\{__name__=~"([^"]*)"\}\[(\d+)d\]/.exec(expr) ?? [];
    if (named !== undefined) {
      const since = toMs - Number(span) * DAY;
      const had = named.split('|').filter((name) => (last[name] ?? -Infinity) > since);
      const series = had.map((metric) => ({ labels: { metric }, timesMs: [toMs], values: [1] }));
      return world.byName ?? { ok: true, series, executed: expr };
    }
    const seenMs = last[expr];
    const isThere = seenMs !== undefined && seenMs > toMs - 5 * 60_000;
    const one = { labels: { instance: 'a' }, timesMs: [toMs], values: [1] };
    return { ok: true, series: isThere ? [one] : [], executed: expr };
  };
  return {
    uid,
    name: uid,
    asked,
    lookups: 0,
    metricNames({ fromMs }) {
      this.lookups += 1;
      const since = Math.max(fromMs, NOW - (world.indexMs ?? Infinity));
      return world.index
        ? Promise.reject(Object.assign(new Error(), world.index))
        : Promise.resolve(new Set(Object.keys(last).filter((name) => (last[name] ?? 0) > since)));
    },
    query: ({ toMs, queries }) => {
      asked.push(...queries.map(({ expr }) => expr));
      return Promise.resolve(new Map(queries.map(({ refId, expr }) => [refId, answerOf(expr, toMs)])));
    },
  };
}

function registryOf(sources: readonly IndexedSource[], packs: readonly ProbedPack[] = [VELERO, NODES]) {
  return {
    prometheus: prometheusEvaluator(
      sources,
      undefined,
      packDetection(sources, async () => packs)
    ),
  };
}

async function look(sources: readonly IndexedSource[], memory: VerdictMemory = NO_MEMORY, check = backup) {
  const options = { registry: registryOf(sources), clock: () => NOW, windowSeconds: 3600, memory, signal };
  const { checks } = await runChecks([check], options);
  return checks.get(check.id) as CheckResult;
}

const said = ({ verdict, reason }: CheckResult) => `${verdict}${reason ? `/${reason.code}` : ''}`;
const others = { up: NOW, node_load: NOW };
const ago = (ms: number) => ({ ...others, velero_last: NOW - ms });
const nameless: MetricAnswer = {
  ok: true,
  series: [{ labels: {}, timesMs: [NOW], values: [1] }],
  executed: '',
};
const partly: MetricAnswer = { ok: true, series: [], executed: '', partial: { code: 'bad-response' } };

it.each<[string, string, World]>([
  ['pass', 'it has data', { last: ago(0) }],
  ['unknown/no-data', 'its exporter died an hour ago', { last: ago(HOUR) }],
  ['unknown/no-data', 'its exporter died 29 days ago', { last: ago(29 * DAY) }],
  ['na/not-connected', 'its exporter died 31 days ago', { last: ago(31 * DAY) }],
  ['na/not-connected', 'it never had data', { last: others }],
  ['unknown/no-data', 'the index is of the last hours alone', { last: ago(29 * DAY), indexMs: 3 * HOUR }],
  ['unknown/source-down', 'the source is down', { index: down, answer: down }],
  ['unknown/no-data', 'the index may not be read', { last: others, index: { code: 'not-permitted' } }],
  ['unknown/no-data', 'the index is not all', { last: others, index: { code: 'bad-response' } }],
  ['unknown/no-data', 'the index has nothing at all', { last: {} }],
  ['unknown/no-data', 'the question by name is not answered in full', { last: others, byName: partly }],
  ['unknown/no-data', 'that question is answered without the names', { last: others, byName: nameless }],
  ['unknown/no-data', 'that question is refused', { last: others, byName: { ok: false, reason: down } }],
])('a check is %s when of its pack %s', async (expected, _, world) => {
  expect(said(await look([prometheus(world)]))).toBe(expected);
});

it('asks for nothing of a pack that is not there, but for the checks that no metric of it tells of', async () => {
  const source = prometheus({ last: others });
  await look([source]);
  expect(source.asked).toEqual([expect.stringContaining('{__name__=~"node_boot|velero_last"}[30d]')]);
  const up = checkDefinition({ id: 'velero.up', pack: 'velero', query: 'up', presence: 'up' });
  expect(said(await look([source], NO_MEMORY, up))).toBe('pass');
  const stranger = checkDefinition({ id: 'own.check', pack: 'own', query: 'own', presence: 'own' });
  expect(said(await look([source], NO_MEMORY, stranger))).toBe('unknown/no-data');
});

it('what an install may lack is unknown, and not n/a, while no source has a single metric', async () => {
  const optional = checkDefinition({ ...backup, absent: 'na' });
  const verdicts = (...worlds: World[]) =>
    look(
      worlds.map((world, n) => prometheus(world, `source-${n}`)),
      NO_MEMORY,
      optional
    ).then(said);
  expect(await verdicts({ last: {} })).toBe('unknown/no-data');
  expect(await verdicts({ last: {} }, { last: {} })).toBe('unknown/no-data');
  expect(await verdicts({ last: {} }, { last: others })).toBe('na/no-data');
  expect(await verdicts({ last: others })).toBe('na/not-connected');
});

describe('of two sources', () => {
  const a = () => prometheus({ last: ago(0) }, 'a');
  it('only the one that has a pack is asked, and the other may fail later', async () => {
    const [having, other] = [a(), prometheus({ last: others }, 'b')];
    const result = await look([having, other]);
    expect(said(result)).toBe('pass');
    expect(result.evidence.map(({ sourceUid }) => sourceUid)).toEqual(['a']);
    expect(other.asked).not.toContain('velero_last');
  });

  it('one that cannot tell is asked as well, so that what it hides is unknown', async () => {
    expect(said(await look([a(), prometheus({ index: down, answer: down }, 'b')]))).toBe('unknown/source-down');
    expect(said(await look([prometheus({ last: others }, 'a'), prometheus({ index: down, answer: down }, 'b')]))).toBe(
      'unknown/source-down'
    );
  });

  it('both are asked where it died on one of them', async () => {
    const result = await look([a(), prometheus({ last: ago(DAY) }, 'b')]);
    expect(result.evidence.map(({ sourceUid }) => sourceUid)).toEqual(['a', 'b']);
  });
});

describe('what was signed as bad stays so when the pack left the sources', () => {
  const known: KnownEntity = {
    sourceUid: 'a',
    labels: { instance: 'gone' },
    verdict: 'fail',
    value: 11,
    seenMs: NOW - 5 * DAY,
  };
  const memory: VerdictMemory = { known: () => [known], gone: () => null };

  it.each([
    ['from all of them', [prometheus({ last: ago(31 * DAY) }, 'a')]],
    ['from one of them', [prometheus({ last: ago(31 * DAY) }, 'a'), prometheus({ last: ago(0) }, 'b')]],
  ])('%s', async (_, sources) => {
    const { verdict, entities } = await look(sources, memory);
    expect([verdict, entities[0]?.labels]).toEqual(['fail', { instance: 'gone' }]);
  });

  it('until somebody says that it is gone for good', async () => {
    const said = { who: 'ana', why: 'moved', atMs: NOW, untilMs: null };
    const result = await look([prometheus({ last: others }, 'a')], { ...memory, gone: () => said });
    expect([result.verdict, result.reason?.code, result.gone.length]).toEqual(['na', 'not-connected', 1]);
  });
});

describe('what was found', () => {
  it('is kept for an hour', async () => {
    const source = prometheus({ last: others });
    const { find } = packDetection([source], async () => [VELERO]);
    await find(NOW, signal);
    await find(NOW + HOUR - 1, signal);
    expect(source.lookups).toBe(1);
    await find(NOW + HOUR, signal);
    expect(source.lookups).toBe(2);
    await find(NOW - DAY, signal);
    expect(source.lookups).toBe(3);
  });

  it('is asked once by looks that begin together, and by another one when the first gives up', async () => {
    const source = prometheus({ last: others });
    const { find } = packDetection([source], async () => [VELERO]);
    const [a, b] = await Promise.all([find(NOW, signal), find(NOW, signal)]);
    expect([source.lookups, a.isAsked(backup, 'prom'), b.isAsked(backup, 'prom')]).toEqual([1, false, false]);
    const impatient = new AbortController();
    let calls = 0;
    const slow: IndexedSource = {
      ...prometheus({ last: others }),
      metricNames: () => {
        calls += 1;
        return calls > 1
          ? Promise.resolve(new Set(['up']))
          : new Promise((_resolve, reject) => impatient.signal.addEventListener('abort', () => reject(new Error())));
      },
    };
    const detection = packDetection([slow], async () => [VELERO]);
    const first = detection.find(NOW, impatient.signal);
    const second = detection.find(NOW, signal);
    await Promise.resolve();
    impatient.abort();
    await expect(first).rejects.toThrow();
    expect((await second).isAsked(backup, 'prom')).toBe(false);
  });

  it('is asked again at the next look where it could not be told', async () => {
    const source = prometheus({ index: down });
    const { find } = packDetection([source], async () => [VELERO]);
    await find(NOW, signal);
    expect((await find(NOW + 1, signal)).sources).toMatchObject([{ uid: 'prom', had: { code: 'source-down' } }]);
    expect(source.lookups).toBe(2);
  });
});

describe('over a month', () => {
  const GRID: TimeGrid = { fromMs: NOW - 30 * DAY, toMs: NOW, stepMs: HOUR };
  const history = async (...sources: FakeSource[]) => {
    const { checks } = await runHistory([backup], GRID, { registry: registryOf(sources), signal });
    return checks.get(backup.id);
  };

  it('a pack that nobody had then, nor in the 30 days before, is not connected', async () => {
    const found = await history(prometheus({ last: ago(61 * DAY) }));
    expect(found).toMatchObject({ reason: { code: 'not-connected' }, whole: { states: '-'.repeat(720) } });
  });

  it.each<[string, World]>([
    ['its exporter died in it', { last: ago(3 * DAY) }],
    ['its exporter died before it', { last: ago(55 * DAY) }],
    ['that is not answered in full', { last: others, byName: partly }],
    ['the source is down', { answer: down, index: down }],
  ])('it is unknown where %s', async (_, world) => {
    const found = await history(prometheus(world));
    expect(found?.reason).toBeUndefined();
    expect(found?.whole.states).toBe('u'.repeat(720));
  });

  it('needs no index, which is another one when the month is asked later', async () => {
    const source = prometheus({ last: others });
    await history(source);
    expect(source.lookups).toBe(0);
  });
});
