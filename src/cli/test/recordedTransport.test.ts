/** @jest-environment node */
import { recordedTransport } from './recordedTransport';

const frame = (value: number) => ({
  schema: { fields: [{ type: 'time' }, { type: 'number', labels: { a: 'b' } }], meta: { notices: [] } },
  data: { values: [[1000], [value]] },
});

async function answers(result: unknown): Promise<unknown> {
  const transport = recordedTransport(result, { expr: 'count_over_time(x[5m:1m])', expected: 5 });
  const queries = [
    { refId: 'a', expr: 'x' },
    { refId: 'b', expr: 'count_over_time(x[5m:1m])' },
  ];
  const signal = new AbortController().signal;
  const request = { method: 'POST' as const, path: '/api/ds/query', body: { queries }, signal, timeoutMs: 1000 };
  return (await transport.send(request)).body;
}

it('gives one result to all queries, but as many samples as a sustained check counts', async () => {
  expect(await answers({ status: 200, frames: [frame(0.9)] })).toEqual({
    results: { a: { status: 200, frames: [frame(0.9)] }, b: { status: 200, frames: [frame(5)] } },
  });
});

it('gives what has no values as it is', async () => {
  const refused = { status: 400, error: 'no such function' };
  expect(await answers(refused)).toEqual({ results: { a: refused, b: refused } });
});
