/** @jest-environment node */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SourceError } from '../sourceError';
import { nodeTransport } from './node';
import type { TransportRequest } from './port';

let server: Server;
let base: string;
let seen: Array<{ method?: string; url?: string; authorization?: string; body: string }>;
let reply: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push({ method, url, authorization: headers.authorization, body });
      reply(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  seen = [];
  reply = (_, response) => response.end('{"ok":true}');
});

const send = (url: string, request: Partial<TransportRequest> = {}, token: string | undefined = 'glsa_secret') =>
  nodeTransport({ baseUrl: new URL(url), token }).send({
    method: 'GET',
    path: '/api/health',
    signal: new AbortController().signal,
    timeoutMs: 5000,
    ...request,
  });

const failure = async (promise: Promise<unknown>): Promise<SourceError> => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown
  );
  expect(error).toBeInstanceOf(SourceError);
  expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('glsa_secret');
  return error as SourceError;
};

describe('the transport of the command line', () => {
  it('keeps the sub path and sends query, body and token', async () => {
    const query = { from: 1, tags: ['opsrounds:run', 'opsrounds_list:a b'], none: undefined };
    await send(`${base}/grafana/`, { method: 'POST', path: '/api/x', query, body: { a: 1 } });
    expect(seen).toEqual([
      {
        method: 'POST',
        url: '/grafana/api/x?from=1&tags=opsrounds%3Arun&tags=opsrounds_list%3Aa+b',
        authorization: 'Bearer glsa_secret',
        body: '{"a":1}',
      },
    ]);
  });

  it('sends no token when it has none', async () => {
    await nodeTransport({ baseUrl: new URL(base), token: undefined }).send({
      method: 'GET',
      path: '/',
      signal: new AbortController().signal,
      timeoutMs: 5000,
    });
    expect(seen[0]?.authorization).toBeUndefined();
  });

  it.each([
    [400, '{"results":{"A":{}}}', { results: { A: {} } }],
    [502, '', undefined],
    [200, 'plain words', 'plain words'],
  ])('gives status %i with its body', async (status, text, body) => {
    reply = (_, response) => response.writeHead(status).end(text);
    expect(await send(base)).toEqual({ status, body, serverMs: expect.any(Number) });
  });

  it('does not follow a redirect with the token, and says where it leads', async () => {
    reply = (_, response) => response.writeHead(302, { location: 'https://grafana.example/login' }).end();
    expect(await failure(send(base))).toMatchObject({
      code: 'bad-response',
      detail: 'the address redirects to https://grafana.example/login',
    });
  });

  it('gives up after its own timeout', async () => {
    reply = () => undefined;
    expect(await failure(send(base, { timeoutMs: 60 }))).toMatchObject({ code: 'timeout' });
  });

  it("stops when the caller does, with the caller's reason", async () => {
    const controller = new AbortController();
    reply = () => controller.abort();
    await expect(send(base, { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
    await expect(send(base, { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toHaveLength(1);
  });

  it('says in words why there was no answer', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    expect(await failure(send(`http://127.0.0.1:${port}`))).toMatchObject({
      code: 'source-down',
      detail: expect.stringContaining('connection refused'),
    });
    expect(await failure(send(base.replace('http:', 'https:')))).toMatchObject({
      code: 'source-down',
      detail: 'no TLS spoken here: is it http?',
    });
  });

  it('takes an answer that breaks off for none', async () => {
    reply = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"half":');
      response.socket?.destroy();
    };
    expect(await failure(send(base))).toMatchObject({ code: 'source-down' });
  });
});
