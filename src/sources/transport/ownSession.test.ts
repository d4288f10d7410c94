import { scripted } from './fakeTransport';
import { withOwnSession } from './ownSession';
import type { TransportRequest } from './port';

const write: TransportRequest = {
  method: 'POST',
  path: '/api/annotations',
  body: { text: 'done' },
  signal: new AbortController().signal,
  timeoutMs: 1000,
};
const KEPT = { status: 200, body: { id: 7 } };
const ENDED = { status: 401, body: { message: 'Unauthorized' } };
const ops1 = { status: 200, body: { login: 'ops1' } };

test.each([
  ['its own session', 'ops1', [ops1, KEPT], KEPT],
  ['a stranger, where nobody is signed in', '', [ENDED, KEPT], KEPT],
])('writes with %s', async (_what, login, answers, expected) => {
  const transport = scripted(...answers);
  expect(await withOwnSession(transport, login).send(write)).toBe(expected);
  expect(transport.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /api/user',
    'POST /api/annotations',
  ]);
});

test.each([
  [
    "somebody else's session",
    'ops2',
    ops1,
    { status: 401, body: { message: 'this browser is signed in as ops1 now' } },
  ],
  ["somebody's session as a stranger", '', ops1, { status: 401 }],
  ['a session that has ended', 'ops1', ENDED, ENDED],
  ['an answer without a login', 'ops1', { status: 200, body: 'proxy' }, { status: 401 }],
  ['a server that fails', 'ops1', { status: 503, body: undefined }, { status: 503 }],
])('writes nothing with %s', async (_what, login, answer, expected) => {
  const transport = scripted(answer, KEPT);
  expect(await withOwnSession(transport, login).send(write)).toMatchObject(expected);
  expect(transport.asked).toHaveLength(1);
});

test.each([
  ['reads', { ...write, method: 'GET' as const }],
  ['queries', { ...write, path: '/api/ds/query' }],
])('asks nothing more for %s', async (_what, request) => {
  const transport = scripted(KEPT);
  await withOwnSession(transport, 'ops1').send(request);
  expect(transport.asked).toEqual([request]);
});
