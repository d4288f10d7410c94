import { bugOf, isReason, type Reason } from '../../core/check/verdict';
import type { Transport, TransportRequest, TransportResponse } from '../transport/port';

/** A server behind a data source's proxy. */
export interface ProxyTarget {
  uid: string;
  /** Of the data source. */
  name: string;
  /** Where Grafana reaches it; absent where this user is not told. */
  address?: string;
  /** What all paths begin with, such as `/api2/json`; empty for none. */
  root: string;
}

/** `by`: whose word it is. Grafana speaks for a server that does not answer. */
export interface ProxyRefusal {
  ok: false;
  reason: Reason;
  by: 'server' | 'grafana';
  /** Null when there was no answer at all. */
  status: number | null;
}

export type ProxyAnswer = { ok: true; body: unknown } | ProxyRefusal;

export type ProxyRequest = Pick<TransportRequest, 'path' | 'query' | 'signal' | 'timeoutMs'>;

/** Where Grafana's proxy takes what is meant for the server of a data source. */
export function proxyAddress({ uid, root }: Pick<ProxyTarget, 'uid' | 'root'>, path: string): string {
  return `/api/datasources/proxy/uid/${encodeURIComponent(uid)}${root}${path}`;
}

/**
 * One GET through Grafana's data source proxy. Rejects with the caller's abort and nothing else. What the proxy does to
 * answers (a 401 becomes a 400, a silent server an empty 502, a 403 loses its words) is in `data/grafana/proxy.json`.
 */
export async function askProxy(
  transport: Transport,
  target: ProxyTarget,
  { path, query, signal, timeoutMs }: ProxyRequest
): Promise<ProxyAnswer> {
  const address = proxyAddress(target, path);
  try {
    const response = await transport.send({
      method: 'GET',
      path: address,
      ...(query && { query }),
      signal,
      timeoutMs,
    });
    return answerOf(response, target, path);
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, reason: silence(error, target, path, timeoutMs), by: 'grafana', status: null };
  }
}

function silence(error: unknown, target: ProxyTarget, path: string, timeoutMs: number): Reason {
  if (!isReason(error)) {
    return bugOf(error);
  }
  if (error.code === 'timeout') {
    const detail = `${placeOf(target)} gave no answer to GET ${path} within ${timeoutMs / 1000} s`;
    return { code: 'timeout', detail };
  }
  return { code: error.code, ...(error.detail === undefined ? {} : { detail: error.detail }) };
}

function answerOf({ status, body }: TransportResponse, target: ProxyTarget, path: string): ProxyAnswer {
  const words = wordsOf(body);
  const refused = (by: ProxyRefusal['by'], code: Reason['code'], detail: string): ProxyRefusal => ({
    ok: false,
    reason: { code, detail },
    by,
    status,
  });
  if (status === 200) {
    return typeof body === 'object' && body !== null
      ? { ok: true, body }
      : refused('server', 'bad-response', `${placeOf(target)} answers GET ${path} with something that is not JSON`);
  }
  if (status === 400 && body === 'Authentication to data source failed') {
    return refused(
      'server',
      'unauthorized',
      `${placeOf(target)} does not accept the token in the data source: it has expired, was deleted or is mistyped`
    );
  }
  const fromGrafana = ownRefusal(status, body, target);
  if (fromGrafana !== undefined) {
    return { ok: false, reason: fromGrafana, by: 'grafana', status };
  }
  switch (status) {
    case 401:
      return refused('grafana', 'unauthorized', words ?? 'Grafana does not know who asks: sign in again');
    case 403:
      return refused('server', 'not-permitted', words ?? `the token may not GET ${path}`);
    case 400:
      return refused('server', 'no-data', withWords(`the server does not answer GET ${path}`, words));
    case 404:
    case 501:
      return refused('server', 'no-data', withWords(`this version of the server does not know GET ${path}`, words));
    // Proxmox, for a member of the cluster that it cannot reach.
    case 595:
    case 596:
      return refused('server', 'source-down', `the node behind GET ${path} cannot be reached (HTTP ${status})`);
    default:
      return status >= 500
        ? refused('server', 'bad-response', withWords(`GET ${path} failed with HTTP ${status}`, words))
        : refused('server', 'bad-response', `${placeOf(target)} answers GET ${path} with HTTP ${status}`);
  }
}

/** What Grafana says itself, and what it says for a server that is silent. */
function ownRefusal(status: number, body: unknown, target: ProxyTarget): Reason | undefined {
  const words = wordsOf(body);
  switch (status) {
    case 403:
      if (words === 'plugin proxy route access denied') {
        return { code: 'not-permitted', detail: `Grafana's proxy does not pass this path on to ${target.name}` };
      }
      return words?.includes('datasources:query')
        ? { code: 'not-permitted', detail: `You may not query ${target.name} in Grafana: datasources:query is missing` }
        : undefined;
    case 404:
      return words !== undefined && /datasource|data source/i.test(words)
        ? { code: 'source-down', detail: `Grafana has no data source ${target.name} (uid ${target.uid})` }
        : undefined;
    case 502:
    case 503:
      return {
        code: 'source-down',
        detail: `Grafana gets no answer from ${placeOf(target)}: does it run, is the address right, does the CA certificate fit?`,
      };
    case 504:
      return { code: 'timeout', detail: `${placeOf(target)} did not answer Grafana in time` };
    default:
      return undefined;
  }
}

/** What the body says, where it says something: a message in JSON, or one line of plain text. */
export function wordsOf(body: unknown): string | undefined {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : body;
  const words = typeof message === 'string' ? message.trim() : '';
  return words === '' || /[<\n]/.test(words) ? undefined : words;
}

function withWords(sentence: string, words: string | undefined): string {
  return words === undefined ? sentence : `${sentence}: ${words}`;
}

function placeOf({ name, address }: ProxyTarget): string {
  return address === undefined ? name : `${name} (${address})`;
}
