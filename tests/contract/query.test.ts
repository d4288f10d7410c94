import { findPrometheus, Scratch, type Answer, type Client, type Json } from './grafana';
import { freePort } from '../freePort';

/** What every number rests on: the answers of `POST /api/ds/query`. */

const scratch = new Scratch();
let viewer: Client;
let uid: string;
let deadUid: string;
let deadPort: number;

interface Result {
  status?: number;
  error?: string;
  frames?: Array<{
    schema: { meta?: Json; fields: Array<{ name: string; labels?: Json }> };
    data: { values: unknown[][]; entities?: unknown[] };
  }>;
}

const hour = 3_600_000;

function instant(refId: string, expr: string, dataSource = uid): Json {
  return { refId, datasource: { uid: dataSource }, expr, instant: true, range: false };
}

async function ask(
  queries: Json[],
  range: Json = { from: String(Date.now() - hour), to: String(Date.now()) }
): Promise<Answer> {
  return viewer.send('POST', '/api/ds/query', { body: { ...range, queries } });
}

const result = ({ body }: Answer, refId = 'A'): Result => ((body as Json)['results'] as Record<string, Result>)[refId]!;

beforeAll(async () => {
  viewer = await scratch.user('viewer', 'Viewer');
  uid = (await findPrometheus()).uid;
  deadPort = await freePort();
  deadUid = await scratch.dataSource('dead', 'prometheus', `http://127.0.0.1:${deadPort}`);
});

afterAll(() => scratch.clear());

test('an instant query gives a frame per series with time and value, evaluated at exactly `to`', async () => {
  const to = Date.now();
  const answer = await ask([instant('A', 'up')], { from: String(to - hour), to: String(to) });
  expect(answer.status).toBe(200);
  const frames = result(answer).frames!;
  expect(frames.length).toBeGreaterThan(0);
  for (const { schema, data } of frames) {
    expect(schema.fields.map(({ name }) => name)).toEqual(['Time', 'up']);
    expect(schema.fields[1]!.labels).toHaveProperty('job');
    expect(schema.meta).toMatchObject({ type: 'numeric-multi', typeVersion: [0, 1] });
    expect(data.values[0]).toEqual([to]);
  }
});

test('only the first frame says what was executed', async () => {
  const answer = await ask([
    instant('A', 'label_replace(vector(1), "a", "1", "", "") or label_replace(vector(1), "a", "2", "", "")'),
  ]);
  const executed = result(answer).frames!.map(({ schema }) => schema.meta?.['executedQueryString'] !== undefined);
  expect(executed).toEqual([true, false]);
});

test('a range query starts and ends on multiples of its step', async () => {
  const to = Math.floor(Date.now() / 60_000) * 60_000 + 7_123;
  const range = {
    refId: 'A',
    datasource: { uid },
    expr: 'vector(1)',
    instant: false,
    range: true,
    interval: '1m',
    intervalMs: 60_000,
    maxDataPoints: 11_000,
  };
  const answer = await ask([range], { from: String(to - 10 * 60_000), to: String(to) });
  const times = result(answer).frames![0]!.data.values[0] as number[];
  expect(times).toEqual(Array.from({ length: 11 }, (_, at) => to - 7_123 - (10 - at) * 60_000));
});

test('the step grows with the range and shrinks with maxDataPoints', async () => {
  const stepOf = async (rangeMs: number, maxDataPoints: number) => {
    const query = {
      refId: 'A',
      datasource: { uid },
      expr: 'vector(1)',
      instant: false,
      range: true,
      intervalMs: 1000,
      maxDataPoints,
    };
    const answer = await ask([query], { from: String(Date.now() - rangeMs), to: String(Date.now()) });
    return (result(answer).frames![0]!.schema.meta!['custom'] as Json)['calculatedMinStep'];
  };
  expect(await stepOf(hour, 100)).toBe(30_000);
  expect(await stepOf(24 * hour, 100)).toBe(900_000);
  expect(await stepOf(24 * hour, 1000)).toBe(60_000);
});

test('nothing found is one frame without fields', async () => {
  const answer = await ask([instant('A', `none_${scratch.run.replaceAll('-', '_')}`)]);
  expect(answer.status).toBe(200);
  expect(result(answer).frames).toMatchObject([{ schema: { fields: [] }, data: { values: [] } }]);
});

test('NaN and infinities are null and named in entities', async () => {
  const answer = await ask([instant('A', 'vector(0)/0'), instant('B', 'vector(1)/0'), instant('C', '-vector(1)/0')]);
  const data = (refId: string) => result(answer, refId).frames![0]!.data;
  expect([data('A').values[1], data('B').values[1], data('C').values[1]]).toEqual([[null], [null], [null]]);
  expect([data('A').entities, data('B').entities, data('C').entities]).toEqual([
    [null, { NaN: [0] }],
    [null, { Inf: [0] }],
    [null, { NegInf: [0] }],
  ]);
});

test('one bad query makes it 400, and the good one keeps its frames', async () => {
  const answer = await ask([instant('A', 'vector(1)'), instant('B', 'up{')]);
  expect(answer.status).toBe(400);
  expect(result(answer, 'A').frames![0]!.data.values[1]).toEqual([1]);
  expect(result(answer, 'B')).toMatchObject({ status: 400, error: expect.stringContaining('parse error') as string });
});

test('a dead server is a 502 inside the 400', async () => {
  const answer = await ask([instant('A', 'up', deadUid)]);
  expect(answer.status).toBe(400);
  expect(result(answer)).toMatchObject({
    status: 502,
    error: expect.stringContaining(`127.0.0.1:${deadPort}`) as string,
  });
});

test('one unknown data source fails everything', async () => {
  const answer = await ask([instant('A', 'up'), instant('B', 'up', `${scratch.run}-none`)]);
  expect(answer).toMatchObject({ status: 404, body: { message: 'Data source not found' } });
  expect(answer.body).not.toHaveProperty('results');
});

test('no queries, or a refId twice, is refused', async () => {
  expect(await ask([])).toMatchObject({ status: 400, body: { messageId: 'query.noQueries' } });
  expect(await ask([instant('A', 'up'), instant('A', 'up')])).toMatchObject({
    status: 400,
    body: { messageId: 'query.duplicateRefId' },
  });
});

test('without from and to the answer is 200 and empty', async () => {
  const answer = await ask([instant('A', 'up')], {});
  expect(answer.status).toBe(200);
  expect(result(answer).frames).toMatchObject([{ schema: { fields: [] } }]);
});

test('neither instant nor range is a range', async () => {
  const answer = await ask([{ refId: 'A', datasource: { uid }, expr: 'vector(1)', intervalMs: 600_000 }]);
  expect(result(answer).frames![0]!.schema.meta).toMatchObject({ type: 'timeseries-multi' });
});

test('$__range is the asked range', async () => {
  const to = Date.now();
  const answer = await ask([instant('A', 'count_over_time(vector(1)[$__range:1m])')], {
    from: String(to - hour),
    to: String(to),
  });
  expect(result(answer).frames![0]!.schema.meta!['executedQueryString']).toContain('[3600s:1m]');
});

test('200 queries in one request are answered each', async () => {
  const answer = await ask(Array.from({ length: 200 }, (_, at) => instant(`q${at}`, `vector(${at})`)));
  expect(answer.status).toBe(200);
  expect(result(answer, 'q199').frames![0]!.data.values[1]).toEqual([199]);
});

test('without a role nobody asks', async () => {
  const none = await scratch.serviceAccount('none', 'None');
  const answer = await none.send('POST', '/api/ds/query', {
    body: { from: 'now-1h', to: 'now', queries: [instant('A', 'up')] },
  });
  expect(answer.status).toBe(403);
});
