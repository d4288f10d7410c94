import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunningPrometheus } from '../../demo/lab/prometheus';
import type { MetricRequest, MetricSource } from '../../src/core/check/ports';
import { sumOf, type Exclusion } from '../../src/core/slo/counts';
import { collect } from '../../src/core/slo/collect';
import type { Objective } from '../../src/core/slo/objective';
import { planAsks } from '../../src/core/slo/plan';
import { readScorecard, type Scorecard, type ScorecardRequest } from '../../src/core/slo/scorecard';
import { startWorld } from '../fixtures/services';
import { freePort } from '../freePort';
import { directPrometheus } from './directPrometheus';
import {
  availability,
  DAY_MS,
  DAYS,
  FROM_MS,
  HOUR_MS,
  memoryCache,
  NOW_MS,
  objective,
  service,
  SERVICES,
  truth,
  WORLD,
} from './objectiveWorld';

let prometheus: RunningPrometheus;
let source: MetricSource;
const asked: MetricRequest[] = [];
const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-objectives-'));

beforeAll(async () => {
  prometheus = await startWorld(WORLD, path.join(folder, 'prometheus'), await freePort());
  const direct = directPrometheus(prometheus.url);
  source = { ...direct, query: (request, signal) => (asked.push(request), direct.query(request, signal)) };
}, 180_000);
afterAll(async () => {
  await prometheus?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => asked.splice(0));

function read(objectives: readonly Objective[], how: Partial<ScorecardRequest> = {}): Promise<Scorecard> {
  return readScorecard({
    objectives,
    sourceOf: () => source,
    periods: [{ kind: 'own' }],
    zone: 'UTC',
    exclusions: [],
    nowMs: NOW_MS,
    cache: memoryCache(),
    signal: new AbortController().signal,
    ...how,
  });
}

async function resultOf(one: Objective, how: Partial<ScorecardRequest> = {}) {
  const { rows } = await read([one], how);
  expect(rows).toHaveLength(1);
  const [result] = rows[0]?.results ?? [];
  if (!result) {
    throw new Error('no result');
  }
  return result;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

describe('against known truth', () => {
  it('counts the error ratio of 30 days by the hour within 0.2 %, in two requests for all', async () => {
    const objectives = Array.from({ length: SERVICES }, (_, index) => availability(service(index)));
    const { rows } = await read(objectives);
    const differences = rows.map(({ objective: { id }, results: [result], counts }) => {
      const edges = (counts?.edgesMs ?? []).filter((ms) => ms >= (result?.span.fromMs ?? 0));
      const exact = truth(id, edges[0] ?? 0, edges[edges.length - 1] ?? 0);
      const found = (result?.sum.bad ?? 0) / (result?.sum.total ?? 1);
      return Math.abs(found / (exact.bad / exact.total) - 1);
    });
    expect(median(differences)).toBeLessThan(0.002);
    expect(Math.max(...differences)).toBeLessThan(0.02);
    expect(asked).toHaveLength(2);
    expect(asked.map(({ queries }) => queries.length)).toEqual([1, 1]);
  });

  it('counts it by the day within 0.05 %', async () => {
    const objectives = Array.from({ length: SERVICES }, (_, index) => availability(service(index)));
    const [first] = planAsks(objectives, 86_400);
    const grid = { fromMs: FROM_MS + DAY_MS, stepMs: DAY_MS, count: 30 };
    const range = { fromMs: grid.fromMs + DAY_MS, toMs: grid.fromMs + 30 * DAY_MS };
    const queries = [{ refId: 'a', expr: first?.expr ?? '', shape: 'range' as const, stepSeconds: 86_400 }];
    const answer = (await source.query({ ...range, queries }, new AbortController().signal)).get('a');
    const rows = answer?.ok === true ? answer.series : [];
    const differences = objectives.map((one) => {
      const taken = (first?.takes ?? [])
        .filter((take) => take.objective === one)
        .map(({ role, test }) => ({ role, rows: rows.filter(({ labels }) => test?.(labels)) }));
      const [columns] = collect(one, taken, grid);
      const sum = (column: ReadonlyArray<number | null> = []) =>
        column.reduce<number>((all, value) => all + (value ?? NaN), 0);
      const exact = truth(one.id, grid.fromMs, range.toMs);
      return Math.abs(sum(columns?.bad) / sum(columns?.total) / (exact.bad / exact.total) - 1);
    });
    expect(median(differences)).toBeLessThan(0.0005);
  });

  it('is the same one by one as all at once', async () => {
    const objectives = Array.from({ length: SERVICES }, (_, index) => availability(service(index)));
    const together = await read(objectives);
    const alone = await Promise.all(objectives.slice(0, 4).map((one) => read([one])));
    alone.forEach(({ rows: [row] }, index) => {
      expect(row?.results[0]?.sum).toEqual(together.rows[index]?.results[0]?.sum);
    });
  });

  it('tells what a counter’s restart and a hole of three hours are: no events, and no data', async () => {
    const result = await resultOf(availability('gap'));
    expect(result.coverage).toBeGreaterThan(1 - 5 / 720);
    expect(result.coverage).toBeLessThanOrEqual(1 - 2 / 720);
    expect(result.verdict).not.toBe('unknown');
    const whole = truth('gap', result.span.fromMs, NOW_MS);
    expect(result.sum.total).toBeLessThan(whole.total);
    expect(result.sum.total).toBeGreaterThan(whole.total * 0.98);
  });

  it('counts the first sample of a rare counter', async () => {
    const ratio = {
      total: 'jobs_total{job="scheduler"}',
      bad: 'jobs_total{job="scheduler",result="failed"}',
    };
    const rare = await resultOf(objective('rare', { target: '90', sli: { ratio: { ...ratio, rare: true } } }));
    expect(Math.round(rare.sum.bad)).toBe(5);
    const plain = await resultOf(objective('plain', { target: '90', sli: { ratio } }));
    expect(Math.round(plain.sum.bad)).toBeLessThan(5);
  });
});

describe('what is not there', () => {
  it.each([
    ['half', 'coverage'],
    ['alternating', 'coverage'],
    ['vanished', 'coverage'],
    ['young', 'coverage'],
    ['nobody', 'no-data'],
    ['idle', 'low-traffic'],
  ])('%s is unknown: %s', async (name, code) => {
    const result = await resultOf(availability(name));
    expect([result.verdict, result.because?.code]).toEqual(['unknown', code]);
    expect(result.coverage).toBeLessThanOrEqual(name === 'idle' ? 1 : 0.7);
  });

  it('says when the last sample was, and that the data begin late', async () => {
    const vanished = await resultOf(availability('vanished'));
    const goneMs = FROM_MS + (DAYS - 11) * DAY_MS;
    expect(vanished.because).toMatchObject({ isTruncated: false });
    const { lastMs } = vanished.because?.code === 'coverage' ? vanished.because : { lastMs: null };
    expect(Math.abs((lastMs ?? 0) - goneMs)).toBeLessThanOrEqual(HOUR_MS);
    expect((await resultOf(availability('young'))).because).toMatchObject({ isTruncated: true, lastMs: null });
  });

  it('needs traffic for a verdict where the definition says so', async () => {
    const result = await resultOf(availability('quiet', { guards: { minEvents: 1000 } }));
    expect(result.because).toMatchObject({ code: 'low-traffic', needed: 1000 });
    expect(result.verdict).toBe('unknown');
  });

  it('takes no silence of another metric for no errors', async () => {
    const ratio = { total: 'app_requests_total{service="svc-01"}', bad: 'other_errors_total{service="svc-01"}' };
    const strict = await resultOf(objective('other', { sli: { ratio } }));
    expect([strict.verdict, strict.because?.code]).toEqual(['unknown', 'coverage']);
    const renamed = { ...ratio, bad: 'renamed_errors_total{service="svc-01"}' };
    expect((await resultOf(objective('renamed', { sli: { ratio: renamed } }))).because?.code).toBe('no-data');
    const told = await resultOf(objective('told', { sli: { ratio: { ...renamed, absentIsZero: true } } }));
    expect([told.verdict, told.sli]).toEqual(['pass', 1]);
  });

  it('is unknown when the answer says that it is not all, and when there is none', async () => {
    const partial: MetricSource = {
      ...source,
      query: async (request, signal) => {
        const answers = await source.query(request, signal);
        const reason = { code: 'bad-response', detail: 'a store did not answer' } as const;
        return new Map(
          [...answers].map(([refId, answer]) => [refId, answer.ok ? { ...answer, partial: reason } : answer])
        );
      },
    };
    const cache = memoryCache();
    const half = await resultOf(availability('svc-01'), { sourceOf: () => partial, cache });
    expect(half).toMatchObject({ verdict: 'unknown', because: { code: 'source', reason: { code: 'bad-response' } } });
    expect(cache.entries.size).toBe(0);
    expect(await resultOf(availability('svc-01'), { sourceOf: () => undefined })).toMatchObject({
      verdict: 'unknown',
      because: { code: 'source', reason: { code: 'not-connected' } },
    });
  });
});

describe('the cache', () => {
  it('asks the rest alone, and gives the same numbers', async () => {
    const objectives = Array.from({ length: SERVICES }, (_, index) => availability(service(index)));
    const cache = memoryCache();
    await read(objectives, { cache, nowMs: NOW_MS - 3 * HOUR_MS });
    asked.splice(0);
    const later = await read(objectives, { cache });
    const spans = asked.map(({ fromMs, toMs }) => (toMs - fromMs) / HOUR_MS);
    expect(Math.max(...spans)).toBeLessThan(8);
    const fresh = await read(objectives);
    expect(later.rows.map(({ results }) => results)).toEqual(fresh.rows.map(({ results }) => results));
  });

  it('serves a longer window and a shorter one in turn without forgetting', async () => {
    const cache = memoryCache();
    const long = availability('svc-02');
    const short = availability('svc-02', { window: '7d' });
    await read([long], { cache });
    await read([short], { cache });
    asked.splice(0);
    await read([long], { cache });
    expect(Math.max(...asked.map(({ fromMs, toMs }) => toMs - fromMs))).toBeLessThan(8 * HOUR_MS);
  });

  it('reads a hole again after an hour', async () => {
    const cache = memoryCache();
    const one = availability('gap');
    await read([one], { cache, nowMs: NOW_MS - 2 * HOUR_MS });
    asked.splice(0);
    await read([one], { cache });
    expect(Math.max(...asked.map(({ fromMs, toMs }) => toMs - fromMs))).toBeGreaterThan(5 * DAY_MS);
  });
});

describe('what is left out', () => {
  const maintenance = (startMs: number, minutes: number): Exclusion => ({
    fromMs: startMs,
    toMs: startMs + minutes * 60_000,
    why: 'Maintenance',
    by: 'ops1',
    objectives: [],
  });

  it('is subtracted to five minutes', async () => {
    const startMs = FROM_MS + 20 * DAY_MS + 22 * HOUR_MS;
    const all = await resultOf(availability('svc-03'));
    const without = await resultOf(availability('svc-03'), { exclusions: [maintenance(startMs, 42)] });
    expect(without.sum.excludedMs).toBe(40 * 60_000);
    const exact = truth('svc-03', startMs, startMs + 40 * 60_000);
    expect(Math.abs(all.sum.total - without.sum.total - exact.total) / exact.total).toBeLessThan(0.05);
    expect(without.sum.bad).toBeLessThanOrEqual(all.sum.bad * 1.001);
  });

  it('leaves coverage alone', async () => {
    const startMs = FROM_MS + 10 * DAY_MS;
    const result = await resultOf(availability('svc-04'), { exclusions: [maintenance(startMs, 3 * 24 * 60)] });
    expect(result.coverage).toBe(1);
    expect(result.sum.excludedMs).toBe(3 * DAY_MS);
  });
});

describe('other kinds', () => {
  it('gives each group its own budget, and one that left is unknown', async () => {
    const grouped = objective('grouped', {
      sli: {
        ratio: {
          total: 'app_requests_total{service=~"svc-0[0-2]|vanished"}',
          bad: 'app_requests_total{service=~"svc-0[0-2]|vanished",code="500"}',
        },
      },
      groupBy: ['service'],
    });
    const { rows } = await read([grouped]);
    expect(rows.map(({ group }) => group['service']).sort()).toEqual(['svc-00', 'svc-01', 'svc-02', 'vanished']);
    const gone = rows.find(({ group }) => group['service'] === 'vanished');
    expect(gone?.results[0]?.verdict).toBe('unknown');
  });

  it('counts slices of a ratio, and shares of slices', async () => {
    const sli = availability('svc-05').sli;
    const ratio = sli.kind === 'ratio' ? { total: sli.total, bad: sli.bad } : null;
    const exactSlices = countSlices('svc-05', 0.99);
    const slices = await resultOf(
      objective('slices', { sli: { ratio: ratio! }, method: { timeSlices: { slice: '5m', target: '99' } } })
    );
    expect(slices.coverage).toBeGreaterThan(0.999);
    expect(Math.abs(slices.sum.bad - exactSlices)).toBeLessThanOrEqual(Math.max(3, exactSlices * 0.05));
    const shares = await resultOf(
      objective('shares', { sli: { ratio: ratio! }, method: { ratioTimeSlices: { slice: '5m' } } })
    );
    expect(shares.sum.total).toBeCloseTo(slices.sum.total, 0);
    expect(shares.sum.bad).toBeLessThan(slices.sum.total);
  });

  it('keeps a share of a member’s budget for a composite', async () => {
    const members = [availability('svc-06'), availability('svc-07')];
    const composite = objective('both', {
      sli: { composite: members.map(({ id }) => ({ objective: id, weight: 1 })) },
    });
    const { rows } = await read([...members, composite]);
    const consumed = rows.map(({ results }) => results[0]?.budget?.consumed ?? NaN);
    expect(consumed[2]).toBeCloseTo((consumed[0] ?? 0) + (consumed[1] ?? 0), 9);
  });
});

/** Five-minute slices whose share of good requests is below a target. */
function countSlices(name: string, target: number): number {
  let bad = 0;
  const endMs = Math.floor(NOW_MS / 300_000) * 300_000;
  for (let startMs = Math.ceil((endMs - 30 * DAY_MS) / HOUR_MS) * HOUR_MS; startMs < endMs; startMs += 300_000) {
    const slice = truth(name, startMs, startMs + 300_000);
    bad += slice.total > 0 && 1 - slice.bad / slice.total < target ? 1 : 0;
  }
  return bad;
}

it('adds up: the sum of the parts is the whole', async () => {
  const { rows } = await read([availability('svc-08')]);
  const counts = rows[0]?.counts;
  const { fromMs = 0, readToMs = 0 } = rows[0]?.results[0]?.span ?? {};
  const middle = counts?.edgesMs[300] ?? 0;
  const whole = counts && sumOf(counts, fromMs, readToMs);
  const parts = counts && [sumOf(counts, fromMs, middle), sumOf(counts, middle, readToMs)];
  expect((parts?.[0]?.total ?? 0) + (parts?.[1]?.total ?? 0)).toBeCloseTo(whole?.total ?? NaN, 3);
});
