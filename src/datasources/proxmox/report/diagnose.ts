import { isReason, type Reason } from '../../../core/check/verdict';
import type { ProxmoxProduct } from '../../../core/products/proxmox/parts';
import type { TransportResponse } from '../../../sources/transport/port';
import { PORTS } from '../config/address';

/** What the settings say that bears on why a server cannot be read. */
export interface Facts {
  product: ProxmoxProduct;
  /** As saved; null when Grafana does not tell this user. */
  address: string | null;
  /** Whom Grafana trusts to vouch for the server. */
  trust: 'ca' | 'system' | 'nobody asked';
  /** How long Grafana waits for an answer, where the data source says it. */
  timeoutMs?: number;
}

/** What came back for `GET /version`, which every valid token may read, and after how long. */
export type Outcome = { elapsedMs: number } & ({ response: TransportResponse } | { error: Reason });

/** A setting that nothing works without. */
export type Field = 'address' | 'user' | 'tokenId' | 'tokenSecret';

/** What happened, as far as it can be seen from here. */
export type Happened =
  | 'incomplete'
  | 'token-refused'
  | 'ca-unreadable'
  | 'unreachable'
  | 'hangs'
  | 'web-page'
  | 'not-proxmox'
  | 'redirected'
  | 'forbidden'
  | 'not-allowed-in-grafana'
  | 'signed-out'
  | 'gone'
  | 'grafana-silent'
  | 'server-error';

/** What it may come from. */
export type Cause =
  | 'secret'
  | 'expired'
  | 'user-disabled'
  | 'wrong-product'
  | 'unknown-ca'
  | 'other-ca'
  | 'name-mismatch'
  | 'server-stopped'
  | 'name-unknown'
  | 'dropped'
  | 'overloaded'
  | 'plain-http'
  | 'http-address'
  | 'path-in-address'
  | 'wrong-port'
  | 'sign-in-page'
  | 'proxy-in-front'
  | 'proxy-sign-in';

export interface Diagnosis {
  happened: Happened;
  /** The likeliest first; empty where what happened says it all. */
  causes: readonly Cause[];
  /** The server's or Grafana's own words, plain text. */
  detail?: string;
  /** Of incomplete settings: what is not filled in. */
  missing?: readonly Field[];
}

/** Grafana's proxy gives up on a connection after 10 s, whatever the data source's timeout is. */
const DIAL_MS = 9500;

/** Why the server cannot be read; null when it gave its version. */
export function diagnose(facts: Facts, outcome: Outcome): Diagnosis | null {
  const diagnosis =
    'error' in outcome ? ofSilence(facts, outcome.error) : ofAnswer(facts, outcome.response, outcome.elapsedMs);
  return diagnosis && { ...diagnosis, causes: diagnosis.causes.filter((cause) => isPossible(cause, facts)) };
}

/** An IP address needs nobody to know its name, and one without a path has none that is wrong. */
function isPossible(cause: Cause, { address }: Facts): boolean {
  switch (cause) {
    case 'name-unknown':
      return address === null || !/^https?:\/\/(\d+(\.\d+){3}|\[)/i.test(address);
    case 'path-in-address':
      return address !== null && /^https?:\/\/[^/]+\/+[^/]/i.test(address);
    default:
      return true;
  }
}

function ofSilence(facts: Facts, error: Reason): Diagnosis {
  if (error.code === 'timeout') {
    return { happened: 'hangs', causes: ['overloaded', 'dropped'] };
  }
  // The browser follows a redirect from http to https to the server itself, where it is not let in.
  return isHttp(facts)
    ? { happened: 'redirected', causes: ['http-address', 'sign-in-page'] }
    : { happened: 'grafana-silent', causes: [], ...withDetail(error.detail) };
}

function ofAnswer(facts: Facts, response: TransportResponse, elapsedMs: number): Diagnosis | null {
  const { status, body } = response;
  const words = messageOf(body);
  switch (status) {
    case 200:
      return ofBody(body);
    case 400:
      if (words.includes('Authentication to data source failed')) {
        return { happened: 'token-refused', causes: whyRefused(facts) };
      }
      if (words.includes('TLS certificate')) {
        return { happened: 'ca-unreadable', causes: [] };
      }
      return isHttp(facts)
        ? { happened: 'redirected', causes: ['http-address'] }
        : { happened: 'server-error', causes: ['wrong-port'], detail: words || 'HTTP 400' };
    case 401:
      return { happened: 'signed-out', causes: [] };
    case 403:
      return words === ''
        ? { happened: 'forbidden', causes: ['proxy-in-front'] }
        : { happened: 'not-allowed-in-grafana', causes: [], detail: words };
    case 404:
      return /data source not found/i.test(words)
        ? { happened: 'gone', causes: [] }
        : { happened: 'not-proxmox', causes: ['path-in-address', 'wrong-port', 'proxy-in-front'] };
    case 501:
      return { happened: 'not-proxmox', causes: ['path-in-address', 'wrong-port', 'proxy-in-front'] };
    case 502:
      return ofNoConnection(facts, elapsedMs);
    case 504:
      return { happened: 'hangs', causes: ['overloaded', 'dropped'] };
    default:
      return status >= 300 && status < 400
        ? { happened: 'redirected', causes: isHttp(facts) ? ['http-address', 'sign-in-page'] : ['sign-in-page'] }
        : {
            happened: 'server-error',
            causes: [],
            detail: words === '' ? `HTTP ${status}` : `HTTP ${status}: ${words}`,
          };
  }
}

function ofBody(body: unknown): Diagnosis | null {
  if (typeof body === 'string') {
    return { happened: 'web-page', causes: ['sign-in-page', 'wrong-port'] };
  }
  return versionIn(body) === null ? { happened: 'not-proxmox', causes: ['wrong-port', 'proxy-in-front'] } : null;
}

/** A 502 comes without a word: time and settings tell what it may be. */
function ofNoConnection(facts: Facts, elapsedMs: number): Diagnosis {
  if (elapsedMs >= (facts.timeoutMs ?? Infinity)) {
    return { happened: 'hangs', causes: ['overloaded', 'dropped'] };
  }
  if (isHttp(facts)) {
    return { happened: 'unreachable', causes: ['http-address', 'server-stopped', 'name-unknown'] };
  }
  if (elapsedMs >= DIAL_MS) {
    return { happened: 'hangs', causes: ['dropped', 'overloaded'] };
  }
  const causes = {
    system: ['unknown-ca', 'server-stopped', 'name-unknown', 'name-mismatch', 'plain-http'],
    ca: ['server-stopped', 'name-mismatch', 'other-ca', 'name-unknown', 'plain-http'],
    'nobody asked': ['server-stopped', 'name-unknown', 'overloaded', 'plain-http'],
  } as const satisfies Record<Facts['trust'], readonly Cause[]>;
  return { happened: 'unreachable', causes: causes[facts.trust] };
}

function whyRefused({ product, address }: Facts): readonly Cause[] {
  const other = product === 'pve' ? 'pbs' : 'pve';
  const atOtherPort = address !== null && new RegExp(`:${PORTS[other]}(/|$)`).test(address);
  const own = ['secret', 'expired', 'user-disabled'] as const;
  return atOtherPort ? ['wrong-product', ...own, 'proxy-sign-in'] : [...own, 'wrong-product', 'proxy-sign-in'];
}

function isHttp({ address }: Facts): boolean {
  return address !== null && !/^https:/i.test(address.trim());
}

/** The version that a Proxmox server gives in its envelope; null when it is none. */
function versionIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('data' in body)) {
    return null;
  }
  const { data } = body;
  return typeof data === 'object' && data !== null && 'version' in data && typeof data.version === 'string'
    ? data.version
    : null;
}

function messageOf(body: unknown): string {
  if (typeof body === 'string') {
    return body.trim();
  }
  return typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string'
    ? body.message.trim()
    : '';
}

const withDetail = (detail: string | undefined) => (detail ? { detail } : {});

/** What was thrown, as an outcome; anything but a reason is a bug and goes on. */
export function failedOutcome(error: unknown, elapsedMs: number): Outcome {
  if (!isReason(error)) {
    throw error;
  }
  return { error, elapsedMs };
}
