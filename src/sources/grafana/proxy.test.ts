/** @jest-environment node */
import { SourceError } from '../sourceError';
import { scripted } from '../transport/fakeTransport';
import type { Transport, TransportResponse } from '../transport/port';
import { askProxy } from './proxy';
import { exchange } from './testData';

const { signal } = new AbortController();
const target = { uid: 'pve', name: 'pve-a', address: 'https://pve-a:8006', root: '/api2/json' };
const ask = (transport: Transport) => askProxy(transport, target, { path: '/nodes', signal, timeoutMs: 1000 });
const answered = (status: number, body?: unknown) => ask(scripted({ status, body }));
/** As a real Grafana answered; a body of no bytes is none. */
const replayed = (name: string): TransportResponse => {
  const { status, body } = exchange('proxy', name);
  return { status, body: body === '' ? undefined : body };
};

describe('a GET through the proxy', () => {
  it('goes to the data source by its uid and gives the body', async () => {
    const transport = scripted(replayed('allowed GET by viewer'));
    expect(await ask(transport)).toEqual({ ok: true, body: exchange('proxy', 'allowed GET by viewer').body });
    expect(transport.asked[0]).toMatchObject({
      method: 'GET',
      path: '/api/datasources/proxy/uid/pve/api2/json/nodes',
    });
  });

  it.each([
    ['server answers 401', 'server', 'unauthorized', /pve-a \(https:\/\/pve-a:8006\) does not accept the token/],
    ['server answers 403', 'server', 'not-permitted', /the token may not GET \/nodes/],
    ['route for editors, as viewer', 'grafana', 'not-permitted', /proxy does not pass this path/],
    ['without a role', 'grafana', 'not-permitted', /datasources:query is missing/],
    ['unknown data source', 'grafana', 'source-down', /no data source pve-a/],
    ['server down', 'grafana', 'source-down', /https:\/\/pve-a:8006.*CA certificate/],
    ['hang, jsonData.timeout 2', 'grafana', 'source-down', /no answer/],
    ['server answers 302', 'server', 'bad-response', /HTTP 302/],
  ])('takes the recorded answer "%s" for what it is', async (name, by, code, detail) => {
    expect(await ask(scripted(replayed(name)))).toMatchObject({
      ok: false,
      by,
      reason: { code, detail: expect.stringMatching(detail) },
    });
  });

  it.each([
    [403, { message: 'Permission check failed (/nodes/x, Sys.Modify)\n', data: null }, 'not-permitted', /Sys\.Modify/],
    [501, { message: "Method 'GET /x' not implemented" }, 'no-data', /this version .* not know GET \/nodes/],
    [400, { message: 'Parameter verification failed.', errors: {} }, 'no-data', /Parameter/],
    [404, 'Path not found', 'no-data', /Path not found/],
    [595, undefined, 'source-down', /node behind GET \/nodes cannot be reached/],
    [500, { message: 'got timeout' }, 'bad-response', /HTTP 500: got timeout/],
    [500, '<html>\n<body>', 'bad-response', /HTTP 500$/],
    [200, '<html>', 'bad-response', /not JSON/],
    [200, undefined, 'bad-response', /not JSON/],
  ])("reads the server's %p %p", async (status, body, code, detail) => {
    expect(await answered(status, body)).toMatchObject({
      ok: false,
      by: 'server',
      reason: { code, detail: expect.stringMatching(detail) },
    });
  });

  it('says that a session ended as Grafana says it', async () => {
    expect(await answered(401, { message: 'Unauthorized' })).toMatchObject({
      by: 'grafana',
      reason: { code: 'unauthorized', detail: 'Unauthorized' },
    });
    expect(await answered(504)).toMatchObject({ by: 'grafana', reason: { code: 'timeout' } });
  });

  it('names the server and the path when nothing comes in time', async () => {
    const silent: Transport = { send: () => Promise.reject(new SourceError('timeout', 'no answer to /api/...')) };
    expect(await ask(silent)).toEqual({
      ok: false,
      by: 'grafana',
      status: null,
      reason: { code: 'timeout', detail: 'pve-a (https://pve-a:8006) gave no answer to GET /nodes within 1 s' },
    });
  });

  it('shows a bug as one, and lets only the abort of the caller out', async () => {
    const broken: Transport = { send: () => Promise.reject(new TypeError('x is not a function')) };
    expect(await ask(broken)).toMatchObject({ ok: false, reason: { code: 'internal' } });
    const controller = new AbortController();
    controller.abort(new DOMException('left', 'AbortError'));
    const refusing: Transport = { send: (request) => Promise.reject(request.signal.reason) };
    const asked = askProxy(refusing, target, { path: '/nodes', signal: controller.signal, timeoutMs: 1000 });
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});
