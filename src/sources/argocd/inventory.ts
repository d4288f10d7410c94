import type { Clock } from '../../core/check/ports';
import type { Inventory } from '../../core/inventory/port';
import type { Read } from '../../core/inventory/read';
import type { ArgoParts } from '../../core/products/argocd/parts';
import { inventoryOf, type PartReaders, type Session } from '../grafana/inventory';
import {
  proxyReader,
  type Parsed,
  type ProxyReader,
  type ReaderAnswer,
  type ReaderRequest,
} from '../grafana/proxyReader';
import type { Transport } from '../transport/port';
import { parseAccount, parseCluster, parseProject } from './administration';
import { parseApplication } from './application';
import { isObject, text, type Json } from '../json';
import { may, type Right } from './rights';
import { ROOT, VERSION, versionIn } from './version';

const KEEP_MS = 30_000;

/** What the readers of an Argo CD work with. */
interface ArgoSession extends Session<ArgoParts> {
  get<T>(request: ReaderRequest<T>): Promise<Read<T>>;
  may(right: Right): Promise<Read<boolean>>;
}

/** An Argo CD behind a data source; `address` is where Grafana reaches it, for words. */
export interface ArgoRef {
  uid: string;
  name: string;
  address?: string;
}

export function argocdReader(transport: Transport, { uid, name, address }: ArgoRef, clock: Clock): ProxyReader {
  return proxyReader(transport, { uid, name, ...(address !== undefined && { address }), root: ROOT }, clock);
}

/** One Argo CD, part by part. The list of applications is one request, whatever asks for it. */
export function argocdInventory(transport: Transport, ref: ArgoRef, { clock }: { clock: Clock }): Inventory<ArgoParts> {
  const reader = argocdReader(transport, ref, clock);
  return inventoryOf<ArgoParts, ArgoSession>(ref, {
    readers: READERS,
    open: (session) => ({
      ...session,
      get: async (request) => readOf(await session.counted(reader.read(request, session.signal))),
      may: async (right) => readOf(await session.counted(may(reader, session.signal, right))),
    }),
    clock,
    forget: () => reader.forget(),
  });
}

const READERS: PartReaders<ArgoParts, ArgoSession> = {
  version: (session) =>
    session.get({
      path: VERSION.path,
      keepMs: KEEP_MS,
      parse: (body) => {
        const version = versionIn(body);
        return version === null ? null : { value: { version } };
      },
    }),

  /** Open to everybody: a token that Argo CD does not accept is nobody here, and no error. */
  user: (session) =>
    session.get({
      path: '/api/v1/session/userinfo',
      keepMs: KEEP_MS,
      parse: (body) =>
        isObject(body) ? { value: { name: text(body['username']), loggedIn: body['loggedIn'] === true } } : null,
    }),

  /**
   * The whole list: `fields` can select neither history, conditions nor the time of the comparison. Argo CD keeps a fixed list of
   * what can be selected (the same from 2.4 to 3.3), and leaves out without a word what is not on it.
   */
  applications: (session) => list(session, { of: 'applications', all: '*/*', parse: parseApplication }),

  projects: (session) => list(session, { of: 'projects', all: '*', parse: parseProject }),

  clusters: (session) => list(session, { of: 'clusters', all: '*', parse: parseCluster }),

  /** An account always sees itself, so that a list that is not empty does not tell that it is complete. */
  accounts: (session) =>
    list(session, { of: 'accounts', path: '/api/v1/account', all: '*', parse: parseAccount, ownOnly: true }),
};

interface ListRequest<T> {
  /** The resource as policies call it. */
  of: string;
  path?: string;
  /** What a policy for all of them is asked by. */
  all: string;
  parse: (item: Json) => T | null;
  /** What came may be no more than the token itself. */
  ownOnly?: boolean;
}

/** A list that Argo CD may have shortened to nothing: it leaves out what the token may not see, and does not say so. */
async function list<T>(
  session: ArgoSession,
  { of, path = `/api/v1/${of}`, all, parse, ownOnly = false }: ListRequest<T>
): Promise<Read<readonly T[]>> {
  const answer = await session.get({ path, keepMs: KEEP_MS, parse: (body) => parseList(body, of, parse) });
  if (!answer.ok || (answer.value.length > 0 && !ownOnly)) {
    return answer;
  }
  const permitted = await session.may({ resource: of, action: 'get', of: all });
  if (!permitted.ok) {
    return permitted;
  }
  const detail = `The list of ${of} is empty or short, and the token may not read them all: "${of}, get, ${all}" is missing in its policy`;
  return permitted.value ? answer : { ok: false, reason: { code: 'not-permitted', detail } };
}

/** Go writes an empty list as null, or leaves it out. */
function parseList<T>(body: unknown, of: string, parse: (item: Json) => T | null): Parsed<readonly T[]> | null {
  const items = isObject(body) ? (body['items'] ?? []) : null;
  if (!Array.isArray(items)) {
    return null;
  }
  const value = items.flatMap((item: unknown) => (isObject(item) ? (parse(item) ?? []) : []));
  const lost = items.length - value.length;
  return lost === 0
    ? { value }
    : { value, partial: { code: 'bad-response', detail: `${lost} of ${items.length} ${of} could not be understood` } };
}

function readOf<T>(answer: ReaderAnswer<T>): Read<T> {
  return answer.ok ? answer : { ok: false, reason: answer.reason };
}
