import type { Reason } from '../../core/check/verdict';
import type { CommonCause, Diagnosis, Facts } from '../../core/inventory/diagnosis';
import type { TransportResponse } from '../transport/port';
import { wordsOf } from './proxy';

/** What came back for the server's version, and after how long. */
export type Outcome = { elapsedMs: number } & ({ response: TransportResponse } | { error: Reason });

/** Where the product knows what it may come from. */
export type Suspicion =
  | 'token-refused'
  | 'web-page'
  | 'other-server'
  | 'redirected'
  | 'forbidden'
  /** A 400 of neither Grafana's token nor its certificate. */
  | 'bad-request'
  | 'server-error'
  /** No connection to an address that begins with `http://`. */
  | 'unreachable-over-http';

/** What a product knows of itself, for these facts; the likeliest first. */
export type Suspects<Cause extends string> = Readonly<Record<Suspicion, ReadonlyArray<CommonCause | Cause>>>;

/** How a product is told from others, and what it knows of itself. */
interface Product<Cause extends string> {
  isVersion: (body: unknown) => boolean;
  suspects: (facts: Facts) => Suspects<Cause>;
}

/** Grafana's proxy gives up on a connection after 10 s, whatever the data source's timeout is. */
const DIAL_MS = 9500;

/** Why the server cannot be read; null when it gave its version. */
export function diagnose<Cause extends string>(
  { isVersion, suspects }: Product<Cause>,
  facts: Facts,
  outcome: Outcome
): Diagnosis<Cause> | null {
  const own = suspects(facts);
  if ('error' in outcome) {
    return ofSilence(own, facts, outcome.error);
  }
  const { response, elapsedMs } = outcome;
  return response.status === 200
    ? ofBody(own, response.body, isVersion)
    : (ofGrafana(own, facts, response, elapsedMs) ?? ofServer(own, facts, response));
}

function ofSilence<Cause extends string>(own: Suspects<Cause>, facts: Facts, error: Reason): Diagnosis<Cause> {
  if (error.code === 'timeout') {
    return { happened: 'hangs', causes: ['overloaded', 'dropped'] };
  }
  // The browser follows a redirect from http to https to the server itself, where it is not let in.
  return isHttp(facts)
    ? redirected(own, facts)
    : { happened: 'grafana-silent', causes: [], ...(error.detail && { detail: error.detail }) };
}

function ofBody<Cause extends string>(
  own: Suspects<Cause>,
  body: unknown,
  isVersion: (body: unknown) => boolean
): Diagnosis<Cause> | null {
  if (typeof body === 'string' && /^\s*</.test(body)) {
    return { happened: 'web-page', causes: own['web-page'] };
  }
  return isVersion(body) ? null : { happened: 'other-server', causes: own['other-server'] };
}

/** What Grafana says itself, or for a server that says nothing; undefined for what the server said. */
function ofGrafana<Cause extends string>(
  own: Suspects<Cause>,
  facts: Facts,
  { status, body }: TransportResponse,
  elapsedMs: number
): Diagnosis<Cause> | undefined {
  const words = wordsOf(body) ?? '';
  switch (status) {
    case 400:
      if (words.includes('Authentication to data source failed')) {
        return { happened: 'token-refused', causes: own['token-refused'] };
      }
      return words.includes('TLS certificate') ? { happened: 'ca-unreadable', causes: [] } : undefined;
    case 401:
      return { happened: 'signed-out', causes: [] };
    case 403:
      return words === '' ? undefined : { happened: 'not-allowed-in-grafana', causes: [], detail: words };
    case 404:
      return /data source not found/i.test(words) ? { happened: 'gone', causes: [] } : undefined;
    case 502:
      return ofNoConnection(own, facts, elapsedMs);
    case 504:
      return { happened: 'hangs', causes: ['overloaded', 'dropped'] };
    default:
      return undefined;
  }
}

function ofServer<Cause extends string>(
  own: Suspects<Cause>,
  facts: Facts,
  { status, body }: TransportResponse
): Diagnosis<Cause> {
  const words = wordsOf(body);
  const detail = words === undefined ? `HTTP ${status}` : `HTTP ${status}: ${words}`;
  switch (status) {
    case 400:
      return isHttp(facts)
        ? { happened: 'redirected', causes: ['http-address'] }
        : { happened: 'server-error', causes: own['bad-request'], detail };
    case 403:
      return { happened: 'forbidden', causes: own['forbidden'] };
    case 404:
    case 501:
      return { happened: 'other-server', causes: own['other-server'] };
    default:
      return status >= 300 && status < 400
        ? redirected(own, facts)
        : { happened: 'server-error', causes: own['server-error'], detail };
  }
}

function redirected<Cause extends string>(own: Suspects<Cause>, facts: Facts): Diagnosis<Cause> {
  return {
    happened: 'redirected',
    causes: isHttp(facts) ? ['http-address', ...own['redirected']] : own['redirected'],
  };
}

/** A 502 comes without a word: time and settings tell what it may be. */
function ofNoConnection<Cause extends string>(own: Suspects<Cause>, facts: Facts, elapsedMs: number): Diagnosis<Cause> {
  if (elapsedMs >= (facts.timeoutMs ?? Infinity)) {
    return { happened: 'hangs', causes: ['overloaded', 'dropped'] };
  }
  if (elapsedMs >= DIAL_MS) {
    return { happened: 'hangs', causes: ['dropped', 'overloaded'] };
  }
  const causes = isHttp(facts) ? own['unreachable-over-http'] : BY_TRUST[facts.trust];
  return { happened: 'unreachable', causes: causes.filter((cause) => cause !== 'name-unknown' || !isNumeric(facts)) };
}

const BY_TRUST: Readonly<Record<Facts['trust'], readonly CommonCause[]>> = {
  system: ['unknown-ca', 'server-stopped', 'name-unknown', 'name-mismatch', 'plain-http'],
  ca: ['server-stopped', 'name-mismatch', 'other-ca', 'name-unknown', 'plain-http'],
  'nobody asked': ['server-stopped', 'name-unknown', 'overloaded', 'plain-http'],
};

/** An IP address needs nobody who knows its name. */
function isNumeric({ address }: Facts): boolean {
  return address !== null && /^https?:\/\/(\d+(\.\d+){3}|\[[\da-f:]+\])(:|\/|$)/i.test(address);
}

function isHttp({ address }: Facts): boolean {
  return address !== null && !/^https:/i.test(address.trim());
}
