/** @jest-environment node */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricAnswer, MetricQuery } from '../../core/check/ports';
import { SourceError } from '../sourceError';
import type { Transport, TransportRequest } from '../transport/port';
import { lokiSource } from './loki';

interface Exchange {
  name: string;
  path: string;
  status: number;
  body: unknown;
}

const fixture = join(__dirname, '../../../tests/fixtures/grafana/query-loki.json');
const exchanges = (JSON.parse(readFileSync(fixture, 'utf8')) as Exchange[]).filter(
  ({ path }) => path === '/api/ds/query'
);

const range = { fromMs: 1_795_202_319_301, toMs: 1_795_205_919_301 };

async function ask(send: Transport['send'], ...queries: MetricQuery[]): Promise<Record<string, unknown>> {
  const summary = (answer: MetricAnswer) =>
    answer.ok
      ? answer.series.map(({ labels, values }) => ({ ...labels, last: values[values.length - 1] }))
      : answer.reason.code;
  const source = lokiSource({ send }, { uid: 'loki', name: 'Loki' });
  const answers = await source.query({ ...range, queries }, new AbortController().signal);
  return Object.fromEntries([...answers].map(([refId, answer]) => [refId, summary(answer)]));
}

const instant = (refId: string): MetricQuery => ({
  refId,
  expr: 'sum(count_over_time({a="b"}[1m]))',
  shape: 'instant',
});

describe('what Grafana answered of a Loki', () => {
  it.each<[name: string, refIds: string[], expected: unknown]>([
    ['instant metric', ['A'], { A: [{ namespace: 'shop', last: 177 }] }],
    ['range metric', ['A'], { A: [{ last: 0.4 }] }],
    // Lines are no numbers: that a query returned them is no empty answer.
    ['logs', ['A'], { A: 'bad-response' }],
    ['empty result', ['A'], { A: [] }],
    ['one of two has a syntax error', ['A', 'B'], { A: [{ last: 177 }], B: 'query-error' }],
    ['execution error', ['B'], { B: 'query-error' }],
    ['unknown queryType fails everything', ['A', 'B'], 'source-down'],
  ])('%s', async (name, refIds, expected) => {
    const exchange = exchanges.find((one) => one.name === name);
    const send = () => Promise.resolve({ status: exchange?.status ?? 0, body: exchange?.body });
    const read = ask(send, ...refIds.map(instant)).catch((error: unknown) =>
      error instanceof SourceError ? error.code : error
    );
    expect(await read).toEqual(expected);
  });

  it('leaves out no recorded exchange', () => {
    expect(exchanges).toHaveLength(7);
  });
});

it('is asked with one request that says the type and the step of each query', async () => {
  const sent: TransportRequest[] = [];
  await ask(
    (request) => {
      sent.push(request);
      return Promise.resolve({ status: 200, body: { results: {} } });
    },
    instant('a'),
    { refId: 'b', expr: 'x', shape: 'range', stepSeconds: 600 }
  );
  const every = { datasource: { uid: 'loki' }, maxDataPoints: 11_000 };
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ method: 'POST', path: '/api/ds/query', timeoutMs: 30_000 });
  expect(sent[0]?.body).toEqual({
    from: String(range.fromMs),
    to: String(range.toMs),
    queries: [
      { ...every, refId: 'a', expr: instant('a').expr, queryType: 'instant' },
      { ...every, refId: 'b', expr: 'x', queryType: 'range', step: '600s' },
    ],
  });
});
