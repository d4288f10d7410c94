import type { Clock } from '../../core/check/ports';
import type { Inventory } from '../../core/inventory/port';
import type { Read } from '../../core/inventory/read';
import type { ArgoParts } from '../../core/products/argocd/parts';
import { proxyReader, type Parsed, type ProxyReader, type ReaderAnswer } from '../grafana/proxyReader';
import type { Transport } from '../transport/port';
import { parseAccount, parseCluster, parseProject } from './administration';
import { parseApplication } from './application';
import { isObject, text, type Json } from './json';
import { may } from './rights';

const KEEP_MS = 30_000;

type Readers = {
  readonly [P in keyof ArgoParts]: (reader: ProxyReader, signal: AbortSignal) => Promise<Read<ArgoParts[P]>>;
};

/** An Argo CD behind a data source; `address` is where Grafana reaches it, for words. */
export interface ArgoRef {
  uid: string;
  name: string;
  address?: string;
}

export function argocdReader(transport: Transport, { uid, name, address }: ArgoRef, clock: Clock): ProxyReader {
  return proxyReader(transport, { uid, name, ...(address !== undefined && { address }), root: '' }, clock);
}

/** One Argo CD, part by part. The list of applications is one request, whatever asks for it. */
export function argocdInventory(transport: Transport, ref: ArgoRef, { clock }: { clock: Clock }): Inventory<ArgoParts> {
  const reader = argocdReader(transport, ref, clock);
  return {
    uid: ref.uid,
    name: ref.name,
    async read(parts, { signal, onProgress, onPart }) {
      signal.throwIfAborted();
      let done = 0;
      const entries = await Promise.all(
        parts.map(async (part) => {
          const read = await READERS[part](reader, signal);
          done += 1;
          onProgress?.(done, parts.length);
          onPart?.(part, read);
          return [part, read] as const;
        })
      );
      // One entry per part that was asked for, each read by the part's own reader.
      return Object.fromEntries(entries) as { [P in (typeof parts)[number]]: Read<ArgoParts[P]> };
    },
    forget: () => reader.forget(),
  };
}

const READERS: Readers = {
  async version(reader, signal) {
    return readOf(
      await reader.read(
        {
          path: '/api/version',
          keepMs: KEEP_MS,
          parse: (body) => {
            const version = isObject(body) ? text(body['Version']) : null;
            return version === null ? null : { value: { version } };
          },
        },
        signal
      )
    );
  },

  /** Open to everybody: a token that Argo CD does not accept is nobody here, and no error. */
  async user(reader, signal) {
    return readOf(
      await reader.read(
        {
          path: '/api/v1/session/userinfo',
          keepMs: KEEP_MS,
          parse: (body) =>
            isObject(body) ? { value: { name: text(body['username']), loggedIn: body['loggedIn'] === true } } : null,
        },
        signal
      )
    );
  },

  /**
   * The whole list: `fields` can select neither history, conditions nor the time of the comparison. Argo CD keeps a fixed list of
   * what can be selected (the same from 2.4 to 3.3), and leaves out without a word what is not on it.
   */
  applications: (reader, signal) => list(reader, signal, { of: 'applications', all: '*/*', parse: parseApplication }),

  projects: (reader, signal) => list(reader, signal, { of: 'projects', all: '*', parse: parseProject }),

  clusters: (reader, signal) => list(reader, signal, { of: 'clusters', all: '*', parse: parseCluster }),

  /** An account always sees itself, so that a list that is not empty does not tell that it is complete. */
  accounts: (reader, signal) =>
    list(reader, signal, { of: 'accounts', path: '/api/v1/account', all: '*', parse: parseAccount, ownOnly: true }),
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
  reader: ProxyReader,
  signal: AbortSignal,
  { of, path = `/api/v1/${of}`, all, parse, ownOnly = false }: ListRequest<T>
): Promise<Read<readonly T[]>> {
  const answer = readOf(
    await reader.read({ path, keepMs: KEEP_MS, parse: (body) => parseList(body, of, parse) }, signal)
  );
  if (!answer.ok || (answer.value.length > 0 && !ownOnly)) {
    return answer;
  }
  const permitted = readOf(await may(reader, signal, { resource: of, action: 'get', of: all }));
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
