import { SourceError } from '../sourceError';
import { refusal } from '../transport/refusal';
import type { Transport, TransportResponse } from '../transport/port';
import { isObject, type Json } from './json';

export const TIMEOUT_MS = 10_000;

/** Asks one Argo CD through Grafana's data source proxy; rejects with SourceError or with the caller's abort. */
export type AskArgo = (
  path: string,
  signal: AbortSignal,
  query?: Readonly<Record<string, string | undefined>>
) => Promise<Json>;

/** `path` is below Argo CD's root: `api/v1/applications`. `refresh` is never sent: it makes Argo CD work on the cluster. */
export function askArgo(transport: Transport, uid: string): AskArgo {
  return async (path, signal, query) => {
    const response = await transport.send({
      method: 'GET',
      path: `/api/datasources/proxy/uid/${encodeURIComponent(uid)}/${path}`,
      ...(query !== undefined && { query }),
      signal,
      timeoutMs: TIMEOUT_MS,
    });
    return answerOf(response, path);
  };
}

/**
 * What Grafana's data source proxy makes of the server's answer (grafana-platform 8): a 401 becomes a 400 in plain text, a 403
 * loses its body, a server that cannot be reached or whose certificate is not trusted is a 502 without a body.
 */
function answerOf(response: TransportResponse, path: string): Json {
  const { status, body } = response;
  if (status === 200) {
    if (isObject(body)) {
      return body;
    }
    const what = typeof body === 'string' && /^\s*</.test(body) ? 'a web page' : 'no JSON object';
    throw new SourceError(
      'bad-response',
      `${path} answered with ${what}: does the address of the data source lead to Argo CD's API, its root path included?`,
      status
    );
  }
  if (status === 400 && typeof body === 'string' && body.includes('Authentication to data source failed')) {
    throw new SourceError(
      'unauthorized',
      'Argo CD refused the token (401): it has expired, was revoked or is not complete.',
      status
    );
  }
  if (status === 403 && body === undefined) {
    throw new SourceError('not-permitted', `Argo CD refuses ${path} to this token (403).`, status);
  }
  if (status === 502 && body === undefined) {
    throw new SourceError(
      'source-down',
      'Grafana has no connection to Argo CD (502): it is stopped or hangs, the address is wrong, or its certificate is not trusted.',
      status
    );
  }
  if (status === 504 && body === undefined) {
    throw new SourceError('timeout', 'Argo CD did not answer Grafana in time (504).', status);
  }
  throw refusal(response);
}
