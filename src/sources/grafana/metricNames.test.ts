/** @jest-environment node */
import { scripted } from '../transport/fakeTransport';
import type { TransportResponse } from '../transport/port';
import { metricNames } from './metricNames';

const RANGE = { fromMs: 1_000_500, toMs: 2_000_500 };
const read = (response: TransportResponse) => {
  const transport = scripted(response);
  return { transport, names: metricNames(transport, { uid: 'a b' }, RANGE, new AbortController().signal) };
};

it('asks the index of the data source for the whole time', async () => {
  const { transport, names } = read({ status: 200, body: { status: 'success', data: ['up', 'node_load1'] } });
  expect([...(await names)]).toEqual(['up', 'node_load1']);
  expect(transport.asked).toMatchObject([
    {
      method: 'GET',
      path: '/api/datasources/uid/a%20b/resources/api/v1/label/__name__/values',
      query: { start: 1000, end: 2001 },
    },
  ]);
});

it.each<[string, string, TransportResponse]>([
  ['not-permitted', 'a user who may not query it', { status: 403, body: { message: 'no' } }],
  ['bad-response', 'a server without an index', { status: 404, body: '404 page not found' }],
  ['bad-response', 'an answer of another kind', { status: 200, body: { status: 'success', data: {} } }],
  ['bad-response', 'an error', { status: 200, body: { status: 'error', error: 'no' } }],
  [
    'bad-response',
    'an answer that says that it is a part',
    { status: 200, body: { status: 'success', data: ['up'], warnings: ['store 2 is gone'] } },
  ],
])('rejects with %s for %s', async (code, _, response) => {
  await expect(read(response).names).rejects.toMatchObject({ code });
});

it('asks for what counts of a source alone', async () => {
  const transport = scripted({ status: 200, body: { status: 'success', data: [] } });
  await metricNames(transport, { uid: 'a', selector: 'cluster="prod"' }, RANGE, new AbortController().signal);
  expect(transport.asked[0]?.query).toMatchObject({ 'match[]': '{cluster="prod"}' });
});
