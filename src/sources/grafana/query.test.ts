/** @jest-environment node */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricAnswer, MetricQuery } from '../../core/check/ports';
import { atOnce } from '../../core/check/steps';
import { SourceError } from '../sourceError';
import type { Transport, TransportRequest } from '../transport/port';
import { decodingFrames } from './frames';
import { prometheusSource } from './prometheus';

const decode = (frames: unknown) => atOnce(decodingFrames(frames));

interface Exchange {
  name: string;
  path: string;
  request?: unknown;
  status: number;
  body: unknown;
}

const fixture = join(__dirname, '../../../tests/fixtures/grafana/query-prometheus.json');
const exchanges = (JSON.parse(readFileSync(fixture, 'utf8')) as Exchange[]).filter(
  ({ path }) => path === '/api/ds/query'
);

function answering(status: number, body: unknown): Transport & { sent: TransportRequest[] } {
  const sent: TransportRequest[] = [];
  return {
    sent,
    send: (request) => {
      sent.push(request);
      return Promise.resolve({ status, body });
    },
  };
}

const range = { fromMs: 1_795_202_317_569, toMs: 1_795_205_917_569 };
const ask = (transport: Transport, queries: readonly MetricQuery[]) =>
  prometheusSource(transport, { uid: 'prom', name: 'Prometheus' }).query(
    { ...range, queries },
    new AbortController().signal
  );
const refs = (...refIds: string[]): MetricQuery[] => refIds.map((refId) => ({ refId, expr: 'up', shape: 'instant' }));

/** What is made of a recorded answer: `values` or the reason code per refId, or the code of the SourceError. */
async function read(name: string, ...refIds: string[]): Promise<unknown> {
  const exchange = exchanges.find((one) => one.name === name);
  if (exchange === undefined) {
    throw new Error(`no exchange "${name}"`);
  }
  const summary = (answer: MetricAnswer | undefined) =>
    answer?.ok === true ? answer.series.map(({ values }) => values[values.length - 1]) : answer?.reason.code;
  try {
    const answers = await ask(answering(exchange.status, exchange.body), refs(...refIds));
    return Object.fromEntries(refIds.map((refId) => [refId, summary(answers.get(refId))]));
  } catch (error) {
    return error instanceof SourceError ? error.code : error;
  }
}

describe('what Grafana answered to /api/ds/query', () => {
  it.each([
    ['instant vector', { A: [1, 1, 0] }],
    ['scalar', { A: [2] }],
    ['string', { A: 'bad-response' }],
    ['empty result', { A: [] }],
    ['NaN and Inf', { A: [null], B: [null], C: [null] }],
    ['one of two fails', { A: [1], B: 'query-error' }],
    ['execution error', { A: 'query-error' }],
    ['duplicate refId', 'query-error'],
    ['one unknown data source', 'source-down'],
    ['a data source without backend', 'source-down'],
    ['server down', { A: 'source-down' }],
    ['one of two data sources down', { A: [3], B: 'source-down' }],
    ['no queries', 'query-error'],
    ['from and to left out', { A: [] }],
    ['relative times', { A: [3] }],
    ['range', { A: [1, 1, 1] }],
    ['instant and range in one', { A: [3, 3] }],
    ['neither instant nor range', { A: [] }],
    ['variables', { A: [172, 172, 171] }],
    ['no permission', 'not-permitted'],
    ['broken body', 'query-error'],
  ])('%s', async (name, expected) => {
    const refIds = typeof expected === 'string' ? ['A'] : Object.keys(expected);
    expect(await read(name, ...refIds)).toEqual(expected);
  });

  it('leaves out no recorded exchange', () => {
    expect(exchanges.map(({ name }) => name)).toHaveLength(21);
  });

  it('keeps labels without the metric name, times, and Grafana’s words', async () => {
    const vector = exchanges.find(({ name }) => name === 'instant vector');
    const answer = (await ask(answering(200, vector?.body), refs('A'))).get('A');
    expect(answer).toMatchObject({ ok: true, executed: 'Expr: up\nStep: 30s' });
    expect(answer?.ok === true && answer.series[0]).toEqual({
      labels: { instance: '127.0.0.1:9090', job: 'prometheus' },
      timesMs: [1795205917569],
      values: [1],
    });
    const failed = exchanges.find(({ name }) => name === 'server down');
    const reason = (await ask(answering(400, failed?.body), refs('A'))).get('A');
    expect(reason).toMatchObject({ ok: false, reason: { detail: expect.stringContaining('connection refused') } });
  });
});

describe('what is asked', () => {
  it('is one request that says from, to, instant, range and step of everything', async () => {
    const transport = answering(200, { results: {} });
    await ask(transport, [
      { refId: 'a', expr: 'up', shape: 'instant' },
      { refId: 'b', expr: 'up', shape: 'range', stepSeconds: 600 },
    ]);
    expect(transport.sent).toHaveLength(1);
    expect(transport.sent[0]).toMatchObject({ method: 'POST', path: '/api/ds/query', timeoutMs: 30_000 });
    const datasource = { uid: 'prom' };
    expect(transport.sent[0]?.body).toEqual({
      from: String(range.fromMs),
      to: String(range.toMs),
      queries: [
        { refId: 'a', datasource, expr: 'up', instant: true, range: false, maxDataPoints: 11_000 },
        {
          refId: 'b',
          datasource,
          expr: 'up',
          instant: false,
          range: true,
          maxDataPoints: 11_000,
          interval: '600s',
          intervalMs: 600_000,
        },
      ],
    });
  });
});

describe('notices', () => {
  const noticed = async (...notices: unknown[]) => {
    const frames = [{ schema: { fields: [], meta: { notices } } }];
    const answer = (await ask(answering(200, { results: { a: { status: 200, frames } } }), refs('a'))).get('a');
    return answer?.ok === true ? answer.partial : answer?.reason;
  };

  it('make an answer one that is not all, unless they only inform', async () => {
    expect(await noticed({ severity: 'info', text: 'might not be a counter' })).toBeUndefined();
    expect(await noticed()).toBeUndefined();
    const warning = { severity: 'warning', text: 'a store is away' };
    expect(await noticed({ severity: 'info', text: 'x' }, warning, warning)).toEqual({
      code: 'bad-response',
      detail: 'a store is away',
    });
  });

  it('count whatever their severity is, when it is none that we know', async () => {
    const severity = fc.string().filter((word) => word !== 'info');
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.record({ severity, text: fc.string() }), fc.jsonValue()), async (notice) => {
        const isInfo =
          typeof notice === 'object' && notice !== null && 'severity' in notice && notice.severity === 'info';
        expect(isInfo || (await noticed(notice))).toBeTruthy();
      })
    );
  });
});

describe('other answers', () => {
  it.each([
    [401, { message: 'Unauthorized' }, 'unauthorized'],
    [403, { message: 'Access denied' }, 'not-permitted'],
    [404, 'not found', 'source-down'],
    [502, undefined, 'source-down'],
    [504, '<html>', 'timeout'],
    [200, 'hello', 'bad-response'],
    [302, '', 'bad-response'],
  ])('a %d without results is %j: %s', async (status, body, code) => {
    await expect(ask(answering(status, body), refs('A'))).rejects.toMatchObject({ name: 'SourceError', code, status });
  });

  it.each([
    [{ status: 401, error: 'unauthorized' }, 'unauthorized'],
    [{ status: 403, error: 'forbidden' }, 'not-permitted'],
    [{ status: 503, error: 'overloaded' }, 'source-down'],
    [{ status: 504, error: 'gateway' }, 'timeout'],
    [{ status: 502, error: 'Post: context deadline exceeded' }, 'timeout'],
    [{ status: 422, error: 'query timed out in expression evaluation' }, 'timeout'],
    [{ status: 500, error: 'boom' }, 'source-down'],
    [{ error: 'no status' }, 'source-down'],
    [{ status: 200, frames: [{ schema: { fields: [{ name: 'Value', type: 'number' }] } }] }, 'bad-response'],
    [{ status: 200, frames: 'x' }, 'bad-response'],
  ])('a refId with %j is %s', async (result, code) => {
    const answers = await ask(answering(400, { results: { A: result } }), refs('A'));
    expect(answers.get('A')).toMatchObject({ ok: false, reason: { code } });
  });

  it('a broken refId leaves the others alone', async () => {
    const results = { A: 'x', B: { status: 200 } };
    const answers = await ask(answering(200, { results }), refs('A', 'B'));
    expect(answers.get('A')).toMatchObject({ ok: false, reason: { code: 'bad-response' } });
    expect(answers.get('B')).toMatchObject({ ok: true, series: [] });
  });

  it('a refId that is missing is no empty answer', async () => {
    const answers = await ask(answering(200, { results: {} }), refs('A'));
    expect(answers.get('A')).toMatchObject({ ok: false, reason: { code: 'bad-response' } });
  });

  it('a frame without data, as Loki sends none at all, is empty', () => {
    expect(decode(undefined)).toEqual({ series: [], executed: '', warnings: [] });
    expect(decode([{ schema: { fields: [] } }])).toEqual({ series: [], executed: '', warnings: [] });
  });

  it('junk is refused or read, never thrown', () => {
    const junk = fc.anything({ withNullPrototype: false });
    fc.assert(fc.property(junk, (frames) => decode(frames) !== null));
    fc.assert(
      fc.property(fc.array(junk), fc.array(junk), (fields, values) => {
        const found = decode([{ schema: { fields }, data: { values } }]);
        return found === undefined || found.series.every((one) => one.timesMs.length === one.values.length);
      })
    );
  });
});
