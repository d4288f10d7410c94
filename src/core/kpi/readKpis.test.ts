/** @jest-environment node */
import type { MetricSource } from '../check/ports';
import type { KpiFeed } from './definition';
import { readKpis } from './readKpis';
import { DAY_MS, entered, fakeMetrics, kpi, MANUAL, NO_JOURNAL, NOTHING, NOW_MS, OPTIONS, read } from './testData';

const VALUE: KpiFeed = {
  kind: 'promql',
  value: { name: 'Share', expr: 'avg(share[$window])' },
  reporting: 'count(share)',
};

/** Of a source where all is well, but for what is said of single expressions. */
function share(value: number, uid?: string) {
  return fakeMetrics(({ expr }) => (expr.startsWith('avg') ? value : 40), uid);
}

const down: MetricSource = {
  uid: 'down',
  name: 'Down',
  // Sources reject with a SourceError, which is a reason.
  query: () => Promise.reject(Object.assign(new Error('refused'), { code: 'source-down', detail: 'dial tcp' })),
};

describe('the requests', () => {
  const feeds: readonly KpiFeed[] = [VALUE, { kind: 'alerts', measure: 'mttr' }];

  it('are one per source and stretch of time, and the same thing is asked once', async () => {
    const sources = [share(1, 'a'), share(1, 'b')];
    const progress: string[] = [];
    const all = [
      kpi(feeds, { id: 'one' }),
      kpi(feeds, { id: 'two' }),
      kpi(feeds, { id: 'long', window: { days: 90 } }),
    ];
    const onProgress = (done: number, total: number) => progress.push(`${done}/${total}`);
    await readKpis(all, { ...NOTHING, metrics: sources }, { ...OPTIONS, onProgress });
    for (const { requests } of sources) {
      expect(requests).toHaveLength(4);
      for (const { queries } of requests) {
        const asked = queries.map(({ expr, stepSeconds }) => `${expr} ${stepSeconds}`);
        expect(new Set(asked).size).toBe(asked.length);
        expect(new Set(queries.map(({ refId }) => refId)).size).toBe(queries.length);
      }
    }
    expect(progress.sort()).toEqual(['1/8', '2/8', '3/8', '4/8', '5/8', '6/8', '7/8', '8/8']);
  });

  it('are none where no figure asks for metrics', async () => {
    const source = share(1);
    await read(kpi([MANUAL]), { metrics: [source] });
    expect(source.requests).toEqual([]);
  });

  it('never ask for more than 11,000 points', async () => {
    const source = share(1);
    await readKpis(
      [30, 90, 180, 365].map((days) =>
        kpi([{ kind: 'alerts', measure: 'mtbf' }], { id: `d${days}`, window: { days } })
      ),
      { ...NOTHING, metrics: [source] },
      OPTIONS
    );
    for (const { fromMs, toMs, queries } of source.requests) {
      for (const { stepSeconds = Infinity } of queries) {
        expect((toMs - fromMs) / 1000 / stepSeconds).toBeLessThanOrEqual(11_000);
      }
    }
  });

  it('end when the signal aborts', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(read(kpi([VALUE]), { metrics: [share(1)] }, { signal: controller.signal })).rejects.toThrow();
  });
});

describe('sources and feeds', () => {
  it('tells value, source, change and queries', async () => {
    const source = fakeMetrics(({ expr }, { toMs }) => (expr.startsWith('avg') ? (toMs === NOW_MS ? 0.96 : 0.98) : 40));
    const reading = await read(kpi([VALUE]), { metrics: [source] });
    expect(reading).toMatchObject({
      state: 'met',
      verdict: 'pass',
      value: 0.96,
      previous: 0.98,
      coverage: 1,
      population: { reporting: 40, of: 40 },
      feed: { kind: 'promql', sourceUid: 'prom' },
      reason: null,
    });
    expect(reading?.change).toBeCloseTo(-0.02, 12);
    expect(reading?.trend.length).toBeGreaterThanOrEqual(30);
    expect(reading?.queries[0]).toMatchObject({
      sourceUid: 'prom',
      name: 'Share',
      expr: 'avg(share[30d])',
      shape: 'instant',
    });
  });

  it('takes the first source that has data, and the next feed where none has', async () => {
    const empty = fakeMetrics(() => null, 'empty');
    expect(await read(kpi([VALUE]), { metrics: [empty, share(0.5, 'second')] })).toMatchObject({
      state: 'missed',
      feed: { sourceUid: 'second' },
    });
    const journal = { ...NO_JOURNAL, entries: { events: [entered('test', 0.97, NOW_MS - DAY_MS)] } };
    expect(await read(kpi([VALUE, MANUAL]), { metrics: [empty], journal })).toMatchObject({
      state: 'met',
      feed: { kind: 'manual', sourceUid: null },
      entry: { author: 'lead' },
    });
  });

  it('does not skip a source that is down: what it would have said is unknown', async () => {
    const journal = { ...NO_JOURNAL, entries: { events: [entered('test', 0.97, NOW_MS - DAY_MS)] } };
    expect(await read(kpi([VALUE, MANUAL]), { metrics: [down, share(1)], journal })).toMatchObject({
      state: 'unknown',
      value: null,
      reason: { code: 'source-down', detail: 'dial tcp' },
      feed: { sourceUid: 'down' },
    });
  });

  it('is unknown with the reason of its own query, and leaves the others alone', async () => {
    const other: KpiFeed = { kind: 'promql', value: { name: 'Other', expr: 'other' }, reporting: 'count(other)' };
    const source = fakeMetrics(({ expr }) =>
      expr.startsWith('avg') ? { ok: false, reason: { code: 'timeout' } } : expr === 'other' ? 1 : 40
    );
    const [broken, fine] = await readKpis(
      [kpi([VALUE]), kpi([other], { id: 'other' })],
      { ...NOTHING, metrics: [source] },
      OPTIONS
    );
    expect(broken).toMatchObject({ state: 'unknown', reason: { code: 'timeout' } });
    expect(fine).toMatchObject({ state: 'met' });
  });

  it('refuses more than one series instead of taking the first', async () => {
    const two = [
      { labels: { a: '1' }, timesMs: [NOW_MS], values: [1] },
      { labels: { a: '2' }, timesMs: [NOW_MS], values: [0] },
    ];
    const source = fakeMetrics(({ expr, shape }) => (expr.startsWith('avg') && shape === 'instant' ? two : 40));
    expect(await read(kpi([VALUE]), { metrics: [source] })).toMatchObject({
      state: 'unknown',
      reason: { code: 'bad-response' },
    });
  });

  it('is unknown where the journal cannot be read', async () => {
    const journal = { code: 'not-permitted' as const };
    expect(await read(kpi([MANUAL]), { journal })).toMatchObject({ state: 'unknown', reason: journal });
  });

  it('is unknown with half of the window, whatever the value', async () => {
    const source = fakeMetrics(({ expr, stepSeconds = 0 }, { fromMs, toMs }) => {
      if (expr.startsWith('avg')) {
        return 1;
      }
      const timesMs: number[] = [];
      for (let timeMs = (fromMs + toMs) / 2 + 1; timeMs <= toMs; timeMs += stepSeconds * 1000) {
        timesMs.push(timeMs);
      }
      return [{ labels: {}, timesMs, values: timesMs.map(() => 40) }];
    });
    const reading = await read(kpi([VALUE]), { metrics: [source] });
    expect(reading).toMatchObject({ state: 'unknown', value: 1, reason: { code: 'coverage' }, previous: null });
    expect(reading?.coverage).toBeCloseTo(0.5, 9);
  });
});

describe('few events', () => {
  const ratio: KpiFeed = {
    kind: 'promql',
    numerator: { name: 'good', expr: 'good' },
    denominator: { name: 'all', expr: 'all' },
    events: true,
    reporting: 'count(all)',
  };
  const counts = (good: number | null, all: number) =>
    fakeMetrics(({ expr }) => (expr === 'good' ? good : expr === 'all' ? all : 1));

  it.each([
    ['19 have an interval', 19, 19, { state: 'met', interval: { high: 1, of: 19 } }],
    ['20 have none', 20, 20, { state: 'met', interval: null }],
    ['no good one is 0 and not absent', null, 20, { state: 'missed', value: 0 }],
    ['none at all is no success', 0, 0, { state: 'unknown', value: null, reason: { code: 'nothing-happened' } }],
  ])('%s', async (_name, good, all, expected) => {
    expect(await read(kpi([ratio]), { metrics: [counts(good, all)] })).toMatchObject(expected);
  });
});

it('tells a calendar month, and an entry that ends with it counts', async () => {
  const month = { fromMs: Date.UTC(2026, 9, 1), toMs: Date.UTC(2026, 10, 1) };
  const entry = entered('test', 0.99, month.toMs, { fromMs: month.fromMs, createdMs: month.toMs + DAY_MS });
  const journal = { ...NO_JOURNAL, entries: { events: [entry] } };
  expect(await read(kpi([MANUAL]), { journal }, { period: month })).toMatchObject({ state: 'met', window: month });
});

it('does not count the days since a test that failed', async () => {
  const since = kpi([{ kind: 'manual', measure: 'days-since', validDays: 90 }], {
    unit: 'days',
    direction: 'down',
    target: { op: 'lte', value: 7 },
  });
  const journalOf = (...events: Array<ReturnType<typeof entered>>) => ({ ...NO_JOURNAL, entries: { events } });
  const failed = entered('test', 0, NOW_MS - DAY_MS);
  expect(await read(since, { journal: journalOf(failed) })).toMatchObject({
    state: 'unknown',
    reason: { code: 'nothing-happened' },
  });
  const old = entered('test', 1, NOW_MS - 20 * DAY_MS);
  expect(await read(since, { journal: journalOf(failed, old) })).toMatchObject({ state: 'missed', value: 20 });
});
