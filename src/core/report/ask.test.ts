import type { CheckDefinition } from '../check/definition';
import type { MetricAnswer, MetricRequest, MetricSource } from '../check/ports';
import { monthIn, type Month } from '../time/month';
import { askMonth, nothingAnswered } from './ask';
import { buildReport } from './build';
import { collect } from './collect';
import { HOUR_MS } from './hours';
import { ALIVE_QUERY } from './monthQueries';

function october(): Month {
  const result = monthIn('2026-10', 'Europe/Berlin');
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  return result.month;
}

function definition(id: string, query: string, change: Partial<CheckDefinition> = {}): CheckDefinition {
  return {
    id,
    pack: 'nodes',
    title: id,
    finding: '{instance} {value}',
    kind: 'prometheus',
    mode: 'value',
    query,
    presence: `group by (instance) (timestamp(${query}))`,
    by: ['instance'],
    unit: 'none',
    op: 'gt',
    fail: 1,
    thresholds: [],
    vanish: 'unknown',
    absent: 'unknown',
    remediation: 'Look.',
    severity: 'warning',
    seeds: [],
    ...change,
  };
}

const MONTH = october();

/** Every hour of the month with the value that `valueAt` gives; undefined leaves the hour out. */
function answer(valueAt: (hour: number) => number | undefined, labels = { instance: 'a:9100' }): MetricAnswer {
  const hours = Array.from({ length: 745 }, (_, hour) => hour).filter((hour) => valueAt(hour) !== undefined);
  const series = {
    labels,
    timesMs: hours.map((hour) => MONTH.fromMs + (hour + 1) * HOUR_MS),
    values: hours.map((hour) => valueAt(hour) ?? null),
  };
  return { ok: true, series: [series], executed: '' };
}

/** A source that answers by expression; what is not listed has no series. */
function source(answers: Record<string, MetricAnswer>): MetricSource & { requests: MetricRequest[] } {
  const requests: MetricRequest[] = [];
  return {
    uid: 'prom',
    name: 'Prometheus',
    requests,
    query: (request) => {
      requests.push(request);
      const none: MetricAnswer = { ok: true, series: [], executed: '' };
      return Promise.resolve(new Map(request.queries.map(({ refId, expr }) => [refId, answers[expr] ?? none])));
    },
  };
}

const signal = new AbortController().signal;

async function report(answers: Record<string, MetricAnswer>, definitions: readonly CheckDefinition[]) {
  const asked = await askMonth({ month: MONTH, sources: [source(answers)], definitions, signal });
  const collected = collect(asked, definitions);
  return buildReport({ collected, packTitle: (pack) => pack, organisation: null, preparedBy: null });
}

const UP = answer(() => 1, { instance: '' });

describe('askMonth', () => {
  it('asks each distinct expression once, hour by hour over the month', async () => {
    const definitions = [
      definition('nodes.a', 'load'),
      definition('nodes.b', 'load'),
      definition('nodes.c', 'temperature'),
    ];
    const one = source({});
    await askMonth({ month: MONTH, sources: [one], definitions, signal });
    const asked = one.requests.flatMap(({ queries }) => queries.map(({ expr }) => expr));
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.filter((expr) => expr === 'load')).toHaveLength(1);
    expect(one.requests.every(({ fromMs, toMs }) => fromMs === MONTH.fromMs + HOUR_MS && toMs === MONTH.toMs)).toBe(
      true
    );
    expect(one.requests.flatMap(({ queries }) => queries).every((query) => query.stepSeconds === 3600)).toBe(true);
  });

  it('never asks for the times of samples over a month, which takes a server minutes', async () => {
    const one = source({});
    await askMonth({ month: MONTH, sources: [one], definitions: [definition('nodes.a', 'load')], signal });
    const asked = one.requests.flatMap(({ queries }) => queries.map(({ expr }) => expr));
    expect(asked).toContain('group by (instance) (1 ^ (load))');
    expect(asked.some((expr) => expr.includes('timestamp('))).toBe(false);
  });

  it('counts every query towards the progress, to the end', async () => {
    const seen: Array<[number, number]> = [];
    const onProgress = (done: number, total: number) => seen.push([done, total]);
    await askMonth({
      month: MONTH,
      sources: [source({})],
      definitions: [definition('nodes.a', 'load')],
      signal,
      onProgress,
    });
    const [done, total] = seen[seen.length - 1] ?? [0, 1];
    expect(done).toBe(total);
  });

  it('stops asking a source that is down, and says so of every query', async () => {
    let requests = 0;
    const dead: MetricSource = {
      uid: 'prom',
      name: 'Prometheus',
      query: () => {
        requests += 1;
        return Promise.reject(Object.assign(new Error('gone'), { code: 'source-down' }));
      },
    };
    const definitions = Array.from({ length: 60 }, (_, index) => definition(`nodes.n${index}`, `metric_${index}`));
    const asked = await askMonth({ month: MONTH, sources: [dead], definitions, signal });
    expect(requests).toBeLessThanOrEqual(2);
    expect(nothingAnswered(asked)).toEqual({ source: 'Prometheus', reason: 'source-down' });
  });

  it('passes an abort on', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(
      askMonth({ month: MONTH, sources: [source({})], definitions: [], signal: abort.signal })
    ).rejects.toThrow();
  });
});

describe('the report of what was answered', () => {
  it('finds the hours that failed and the state at the end', async () => {
    const load = answer((hour) => (hour >= 100 && hour < 105 ? 2 : 0));
    const model = await report({ [ALIVE_QUERY]: UP, load, 'group by (instance) (1 ^ (load))': load }, [
      definition('nodes.a', 'load'),
    ]);
    expect(model.verdict).toBe('fail');
    expect(model.checks.rows).toMatchObject([{ thing: 'a', failing: 5, longest: 5, unknown: 0, end: 'pass' }]);
    expect(model.checks.verdict).toBe('pass');
  });

  it('is unknown, and nothing else is, where one query failed', async () => {
    const good = answer(() => 0);
    const bad: MetricAnswer = { ok: false, reason: { code: 'query-error', detail: 'at http://10.0.0.1:9090/x: no' } };
    const answers = { [ALIVE_QUERY]: UP, good, 'group by (instance) (1 ^ (good))': good, bad };
    const model = await report(answers, [definition('nodes.good', 'good'), definition('nodes.bad', 'bad')]);
    expect(model.checks.rows.map(({ title, end }) => [title, end])).toEqual([['nodes.bad', 'unknown']]);
    expect(model.quality.failed).toMatchObject([{ what: 'nodes.bad', reason: 'query-error' }]);
    expect(JSON.stringify(model)).not.toContain('10.0.0.1');
    expect(model.verdict).toBe('unknown');
  });

  it('is unknown before the first data that the source still has', async () => {
    const load = answer((hour) => (hour >= 168 ? 0 : undefined));
    const up = answer((hour) => (hour >= 168 ? 1 : undefined), { instance: '' });
    const model = await report({ [ALIVE_QUERY]: up, load, 'group by (instance) (1 ^ (load))': load }, [
      definition('nodes.a', 'load'),
    ]);
    expect(model.checks.rows).toMatchObject([{ unknown: 168, notPassing: 0, end: 'pass' }]);
    expect(model.quality.sources[0]?.firstMs).toBe(MONTH.fromMs + 168 * HOUR_MS);
    expect(model.quality.verdict).toBe('unknown');
  });

  it('never passes a check of which nothing was found', async () => {
    const absent = await report({ [ALIVE_QUERY]: UP }, [definition('nodes.a', 'load')]);
    expect(absent.checks.rows).toMatchObject([{ thing: 'the whole check', end: 'unknown' }]);
    const optional = await report({ [ALIVE_QUERY]: UP }, [definition('nodes.a', 'load', { absent: 'na' })]);
    expect(optional.checks.packs).toEqual([]);
    expect(optional.quality.notCovered).toHaveLength(1);
    expect(optional.verdict).toBe('unknown');
  });

  it('gives a node that went silent no clean use', async () => {
    const cpu = '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[1h]))';
    const model = await report({ [ALIVE_QUERY]: UP, [cpu]: answer((hour) => (hour < 600 ? 0.5 : undefined)) }, []);
    const [node] = model.utilisation.nodes;
    expect(node?.use.cpu).toMatchObject({ mean: 50, p95: 50, hours: 600, verdict: 'unknown' });
    expect(node?.use.memory.mean).toBeNull();
    expect(node?.use.cpu.days[30]).toBeNull();
  });
});
