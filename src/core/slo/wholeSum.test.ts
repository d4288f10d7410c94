import type { MetricAnswer, MetricRequest, MetricSource } from '../check/ports';
import type { Series } from '../check/series';
import { fakeObjective } from './testData';
import { readWholeSum } from './wholeSum';

const TO_MS = Date.parse('2026-11-20T07:00:00Z');
const SPAN = { fromMs: TO_MS - 30 * 86_400_000, toMs: TO_MS, readToMs: TO_MS };
const { signal } = new AbortController();
const RATIO = { total: 'http_requests_total{job="a"}', bad: 'http_requests_total{job="a",code=~"5.."}' };

function source(answers: Record<string, Series[] | MetricAnswer>, asked: MetricRequest[] = []): MetricSource {
  return {
    uid: 'prom',
    name: 'Prometheus',
    query: async (request) => {
      asked.push(request);
      return new Map(
        Object.entries(answers).map(([refId, found]) => [
          refId,
          Array.isArray(found) ? { ok: true as const, series: found, executed: '' } : found,
        ])
      );
    },
  };
}
const row = (value: number, labels = {}): Series => ({ labels, timesMs: [TO_MS], values: [value] });

test('asks for one range of the whole span at its end', async () => {
  const asked: MetricRequest[] = [];
  const sum = await readWholeSum(
    source({ total: [row(1000)], part: [row(3)] }, asked),
    fakeObjective({ sli: { ratio: RATIO } }),
    {},
    SPAN,
    signal
  );
  expect(sum).toEqual({ total: 1000, bad: 3 });
  expect(asked).toHaveLength(1);
  expect(asked[0]?.toMs).toBe(TO_MS);
  expect(asked[0]?.queries.map(({ expr, shape }) => [expr, shape])).toEqual([
    ['sum (increase(http_requests_total{job="a"}[30d]))', 'instant'],
    ['sum (increase(http_requests_total{job="a",code=~"5.."}[30d]))', 'instant'],
  ]);
});

test('bad ones are what is not good; those of the same metric that have no series are none, of another they are not known', async () => {
  const good = { total: 'all_total', good: 'good_total' };
  const read = (ratio: object, answers: Record<string, Series[]>) =>
    readWholeSum(source(answers), fakeObjective({ sli: { ratio: ratio as typeof RATIO } }), {}, SPAN, signal);
  expect(await read(good, { total: [row(1000)], part: [row(990)] })).toEqual({ total: 1000, bad: 10 });
  expect(await read(good, { total: [row(1000)], part: [] })).toBeNull();
  expect(await read(RATIO, { total: [row(1000)], part: [] })).toEqual({ total: 1000, bad: 0 });
  expect(await read(RATIO, { total: [], part: [] })).toBeNull();
});

test('takes the row of its group', async () => {
  const objective = fakeObjective({ sli: { ratio: RATIO }, groupBy: ['site'] });
  const answers = { total: [row(10, { site: 'a' }), row(20, { site: 'b' })], part: [row(2, { site: 'b' })] };
  expect(await readWholeSum(source(answers), objective, { site: 'b' }, SPAN, signal)).toEqual({ total: 20, bad: 2 });
});

test('what is not counted in events has no such sum and asks nothing', async () => {
  const asked: MetricRequest[] = [];
  const sum = await readWholeSum(source({}, asked), fakeObjective({ sli: { uptime: 'up' } }), {}, SPAN, signal);
  expect([sum, asked]).toEqual([null, []]);
});

test('a refused query says why', async () => {
  const refused: MetricAnswer = { ok: false, reason: { code: 'query-error', detail: 'too many samples' } };
  await expect(
    readWholeSum(source({ total: refused, part: refused }), fakeObjective(), {}, SPAN, signal)
  ).rejects.toMatchObject({ code: 'query-error', detail: 'too many samples' });
});
