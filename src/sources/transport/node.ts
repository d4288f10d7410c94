import { SourceError } from '../sourceError';
import { pathAndQuery } from './address';
import { withDeadline } from './deadline';
import type { Transport, TransportRequest, TransportResponse } from './port';
import { serverTime } from './serverClock';

export interface NodeTransportOptions {
  /** Grafana's root, with its sub path when it has one; http or https. */
  baseUrl: URL;
  /** Token of a service account; without one requests are anonymous. */
  token: string | undefined;
}

/** What the codes of failed connections mean, in words. */
const FAILURES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused: nothing listens at this address',
  ECONNRESET: 'the connection was reset',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be resolved at the moment',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  UND_ERR_SOCKET: 'the connection was closed before an answer came',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed; NODE_EXTRA_CA_CERTS can name its authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate authority is not known; NODE_EXTRA_CA_CERTS can name it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate authority is not known; NODE_EXTRA_CA_CERTS can name it',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate authority is not known; NODE_EXTRA_CA_CERTS can name it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no TLS spoken here: is it http?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'no TLS spoken here: is it http?',
  HPE_INVALID_CONSTANT: 'the answer is not HTTP: is it https?',
};

/** Node's fetch with a bearer token. The token is sent to the base URL only and never part of an error. */
export function nodeTransport(options: NodeTransportOptions): Transport {
  return { send: (request) => withDeadline(request, (signal) => ask(options, request, signal)) };
}

async function ask(
  { baseUrl, token }: NodeTransportOptions,
  request: TransportRequest,
  signal: AbortSignal
): Promise<TransportResponse> {
  const root = `${baseUrl.origin}${baseUrl.pathname.replace(/\/+$/, '')}`;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (token !== undefined) {
    headers['authorization'] = `Bearer ${token}`;
  }
  let body: string | undefined;
  if (request.body !== undefined) {
    headers['content-type'] = 'application/json';
    body = JSON.stringify(request.body);
  }
  try {
    // A redirect turns POST into GET and drops the token on another host: it is told, not followed.
    const response = await fetch(`${root}${pathAndQuery(request)}`, {
      method: request.method,
      headers,
      body,
      signal,
      redirect: 'manual',
    });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      throw new SourceError('bad-response', `the address redirects to ${absolute(location, root)}`, response.status);
    }
    const serverMs = serverTime(response.headers.get('date'));
    const parsed = parse(await response.text());
    return { status: response.status, body: parsed, ...(serverMs !== undefined && { serverMs }) };
  } catch (error) {
    throw error instanceof SourceError || signal.aborted ? error : new SourceError('source-down', explain(error));
  }
}

function absolute(location: string, root: string): string {
  return URL.canParse(location, root) ? new URL(location, root).href : location;
}

function parse(text: string): unknown {
  if (text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** As far as Node's errors tell: an error of several addresses carries one for each. */
interface Failure {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** The words for the first known code in the chain of causes, else those of the innermost one. */
function explain(error: unknown): string {
  // The outermost says `fetch failed` and nothing more.
  const [, ...causes] = chainOf(error);
  const words = causes.flatMap(({ code }) => FAILURES[String(code)] ?? []);
  const last = causes.at(-1);
  return words[0] ?? String(last?.code ?? last?.message ?? 'the connection failed');
}

function chainOf(error: unknown): Failure[] {
  if (typeof error !== 'object' || error === null) {
    return [];
  }
  const failure: Failure = error;
  const inner = Array.isArray(failure.errors) ? failure.errors : [];
  return [failure, ...[failure.cause, ...inner].flatMap(chainOf)];
}
