import type { Reason } from '../../../core/check/verdict';
import type { TransportResponse } from '../../../sources/transport/port';

/** What the settings say that bears on why a server cannot be read. */
export interface Facts {
  /** As saved; null when Grafana does not tell this user. */
  address: string | null;
  /** Whom Grafana trusts to vouch for the server. */
  trust: 'ca' | 'system' | 'nobody asked';
  /** How long Grafana waits for an answer, where the data source says it. */
  timeoutMs?: number;
}

/** What came back for `GET /api/version`, which is open to everybody, and after how long. */
export type Outcome = { elapsedMs: number } & ({ response: TransportResponse } | { error: Reason });

/** A setting that nothing works without. */
export type Field = 'address' | 'token';

/** What happened, as far as it can be seen from here. */
type Happened =
  | 'incomplete'
  | 'token-refused'
  | 'ca-unreadable'
  | 'unreachable'
  | 'hangs'
  | 'web-page'
  | 'not-argocd'
  | 'redirected'
  | 'forbidden'
  | 'not-allowed-in-grafana'
  | 'signed-out'
  | 'gone'
  | 'grafana-silent'
  | 'server-error';

/** What it may come from. */
export type Cause =
  | 'expired'
  | 'revoked'
  | 'account-disabled'
  | 'key-changed'
  | 'unknown-ca'
  | 'other-ca'
  | 'name-mismatch'
  | 'server-stopped'
  | 'name-unknown'
  | 'dropped'
  | 'overloaded'
  | 'plain-http'
  | 'http-address'
  | 'root-path'
  | 'proxy-in-front';

/** `causes` are the possible ones, the likeliest first. */
export interface Diagnosis {
  happened: Happened;
  causes: readonly Cause[];
  /** The words of whoever refused. */
  detail?: string;
  /** Of incomplete settings: what is not filled in. */
  missing?: readonly Field[];
}

export const TOKEN_REFUSED: Diagnosis = {
  happened: 'token-refused',
  causes: ['expired', 'revoked', 'account-disabled', 'key-changed'],
};

/** Grafana's proxy gives a connection 10 s to stand. */
const DIAL_MS = 9500;

/** Why the server cannot be read; null when it gave its version. */
export function diagnose(facts: Facts, outcome: Outcome): Diagnosis | null {
  return 'error' in outcome ? ofSilence(facts, outcome.error) : ofAnswer(facts, outcome.response, outcome.elapsedMs);
}

function ofSilence(facts: Facts, error: Reason): Diagnosis {
  if (error.code === 'timeout') {
    return { happened: 'hangs', causes: ['overloaded', 'dropped'] };
  }
  // The browser follows a redirect from http to https to the server itself, where it is not let in.
  return isHttp(facts)
    ? { happened: 'redirected', causes: ['http-address', 'proxy-in-front'] }
    : { happened: 'grafana-silent', causes: [], ...(error.detail !== undefined && { detail: error.detail }) };
}

function ofAnswer(facts: Facts, { status, body }: TransportResponse, elapsedMs: number): Diagnosis | null {
  const words = wordsOf(body);
  switch (status) {
    case 200:
      return typeof body === 'string' && /^\s*</.test(body)
        ? { happened: 'web-page', causes: ['root-path', 'proxy-in-front'] }
        : isVersion(body)
          ? null
          : { happened: 'not-argocd', causes: ['root-path', 'proxy-in-front'] };
    case 400:
      if (words.includes('Authentication to data source failed')) {
        // The version is open to everybody: Argo CD itself refuses no token there.
        return { ...TOKEN_REFUSED, causes: ['proxy-in-front', ...TOKEN_REFUSED.causes] };
      }
      if (words.includes('TLS certificate')) {
        return { happened: 'ca-unreadable', causes: [] };
      }
      return { happened: 'server-error', causes: ['plain-http', 'proxy-in-front'], detail: words || 'HTTP 400' };
    case 401:
      return { happened: 'signed-out', causes: [] };
    case 403:
      return words === ''
        ? { happened: 'forbidden', causes: ['proxy-in-front'] }
        : { happened: 'not-allowed-in-grafana', causes: [], detail: words };
    case 404:
      return /data source not found/i.test(words)
        ? { happened: 'gone', causes: [] }
        : { happened: 'not-argocd', causes: ['root-path', 'proxy-in-front'] };
    case 501:
      return { happened: 'not-argocd', causes: ['root-path', 'proxy-in-front'] };
    case 502:
      return ofNoConnection(facts, elapsedMs);
    case 504:
      return { happened: 'hangs', causes: ['overloaded', 'dropped'] };
    default:
      return status >= 300 && status < 400
        ? { happened: 'redirected', causes: isHttp(facts) ? ['http-address', 'proxy-in-front'] : ['proxy-in-front'] }
        : { happened: 'server-error', causes: ['proxy-in-front'], detail: `HTTP ${status} ${words}`.trim() };
  }
}

/** A 502 comes without a word: time and settings tell what it may be. */
function ofNoConnection(facts: Facts, elapsedMs: number): Diagnosis {
  if (elapsedMs >= (facts.timeoutMs ?? Infinity)) {
    return { happened: 'hangs', causes: ['overloaded', 'dropped'] };
  }
  if (elapsedMs >= DIAL_MS) {
    return { happened: 'hangs', causes: ['dropped', 'overloaded'] };
  }
  const byTrust = {
    system: ['unknown-ca', 'server-stopped', 'name-unknown', 'name-mismatch', 'plain-http'],
    ca: ['server-stopped', 'other-ca', 'name-mismatch', 'name-unknown', 'plain-http'],
    'nobody asked': ['server-stopped', 'name-unknown', 'overloaded', 'plain-http'],
  } as const satisfies Record<Facts['trust'], readonly Cause[]>;
  const causes: readonly Cause[] = isHttp(facts)
    ? ['server-stopped', 'name-unknown', 'http-address']
    : byTrust[facts.trust];
  return { happened: 'unreachable', causes: causes.filter((cause) => cause !== 'name-unknown' || !isNumeric(facts)) };
}

/** An IP address needs nobody who knows its name. */
function isNumeric({ address }: Facts): boolean {
  return address !== null && /^https?:\/\/(\d+(\.\d+){3}|\[[\da-f:]+\])(:|\/|$)/i.test(address);
}

function isHttp({ address }: Facts): boolean {
  return address !== null && !/^https:/i.test(address.trim());
}

function isVersion(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'Version' in body && typeof body.Version === 'string';
}

function wordsOf(body: unknown): string {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : body;
  return typeof message === 'string' ? message.trim() : '';
}
