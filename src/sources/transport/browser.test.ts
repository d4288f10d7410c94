import { setBackendSrv, type BackendSrv, type BackendSrvRequest, type FetchResponse } from '@grafana/runtime';
import { NEVER, of, throwError, type Observable } from 'rxjs';
import { browserTransport } from './browser';

/** Answers as Grafana's client does: 2xx as values, everything else as an error with `status` and `data`. */
function grafana(answer: (request: BackendSrvRequest) => Observable<unknown>): BackendSrvRequest[] {
  const asked: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    asked.push(request);
    return answer(request) as Observable<FetchResponse>;
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  return asked;
}

const send = (timeoutMs = 5000, signal = whole(new AbortController()).signal) =>
  browserTransport().send({
    method: 'POST',
    path: '/api/ds/query',
    query: { a: 1 },
    body: { q: 1 },
    signal,
    timeoutMs,
  });

/** jsdom's AbortSignal is not complete. */
function whole(controller: AbortController): AbortController {
  controller.signal.throwIfAborted ??= () => {
    if (controller.signal.aborted) {
      throw controller.signal.reason;
    }
  };
  return controller;
}

describe('the transport in the browser', () => {
  it('asks without toasts and leaves the sub path to Grafana', async () => {
    const asked = grafana(() => of({ status: 200, data: { ok: true } }));
    expect(await send()).toEqual({ status: 200, body: { ok: true } });
    expect(asked[0]).toMatchObject({ url: '/api/ds/query?a=1', method: 'POST', data: { q: 1 }, showErrorAlert: false });
  });

  it("gives the server's time, by which a wrong clock of the computer is noticed", async () => {
    const headers = new Map([['date', 'Fri, 20 Nov 2026 07:37:00 GMT']]);
    grafana(() => of({ status: 200, data: {}, headers }));
    expect(await send()).toMatchObject({ serverMs: Date.UTC(2026, 10, 20, 7, 37) });
  });

  it('gives the body of a refusal: partial results come in a 400', async () => {
    const data = { results: { A: { frames: [] }, B: { error: 'x' } } };
    grafana(() => throwError(() => ({ status: 400, statusText: 'Bad Request', data, config: {} })));
    expect(await send()).toEqual({ status: 400, body: data });
  });

  it.each([
    ['Authentication to data source failed', 'Authentication to data source failed'],
    ['', undefined],
  ])("gives the body %p of a refusal as the server sent it, not as Grafana's client wraps it", async (sent, body) => {
    const data = { message: sent || 'Bad Gateway', error: 'Bad Gateway', response: sent };
    grafana(() => throwError(() => ({ status: 502, statusText: 'Bad Gateway', data, config: {} })));
    expect(await send()).toEqual({ status: 502, body });
  });

  it.each([
    ['a failed connection', new TypeError('Failed to fetch')],
    ['a status of 0', { status: 0, data: undefined, config: {} }],
    ['a cancelled request', { status: -1, cancelled: true, data: undefined, config: {} }],
  ])('says that Grafana does not answer after %s', async (_, error) => {
    grafana(() => throwError(() => error));
    await expect(send()).rejects.toMatchObject({ code: 'source-down' });
  });

  it('gives up after its own timeout and lets go of the request', async () => {
    const asked = grafana(() => NEVER);
    await expect(send(20)).rejects.toMatchObject({ code: 'timeout' });
    expect(asked[0]?.abortSignal?.aborted).toBe(true);
  });

  it('stops when the caller does', async () => {
    const controller = whole(new AbortController());
    grafana(() => NEVER);
    const sent = send(5000, controller.signal);
    controller.abort();
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
  });
});
