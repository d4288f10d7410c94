import { getBackendSrv, isFetchError, type FetchResponse } from '@grafana/runtime';
import { SourceError } from '../sourceError';
import { pathAndQuery } from './address';
import { withDeadline } from './deadline';
import type { Transport, TransportRequest, TransportResponse } from './port';
import { serverTime } from './serverClock';

/** Grafana's own client: the user's session, the sub path and the renewal of a session's token are its business. */
export function browserTransport(): Transport {
  return { send: (request) => withDeadline(request, (signal) => ask(request, signal)) };
}

function ask(request: TransportRequest, signal: AbortSignal): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const answered = (response: FetchResponse<unknown>): void =>
      resolve(toResponse(response.status, response.data, response.headers));
    const failed = (error: unknown): void => {
      // Without a status there was no answer: the connection failed, or another tab of Grafana cancelled the request.
      if (isFetchError<unknown>(error) && error.status >= 100) {
        resolve(toResponse(error.status, unwrapped(error.data), undefined));
      } else {
        reject(new SourceError('source-down', 'Grafana does not answer'));
      }
    };
    const subscription = getBackendSrv()
      .fetch<unknown>({
        url: pathAndQuery(request),
        method: request.method,
        data: request.body,
        showErrorAlert: false,
        showSuccessAlert: false,
        abortSignal: signal,
      })
      .subscribe({ next: answered, error: failed });
    signal.addEventListener('abort', () => {
      subscription.unsubscribe();
      reject(signal.reason);
    });
  });
}

/**
 * Grafana's client puts an object in place of an error's body that is not JSON: the body as `response`, and as `message` the
 * body or, when it is empty, the status text.
 */
function unwrapped(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'response' in data && typeof data.response === 'string'
    ? data.response
    : data;
}

function toResponse(status: number, data: unknown, headers: Headers | undefined): TransportResponse {
  const serverMs = serverTime(headers?.get('date') ?? null);
  return {
    status,
    body: data === '' || data === null ? undefined : data,
    ...(serverMs !== undefined && { serverMs }),
  };
}
