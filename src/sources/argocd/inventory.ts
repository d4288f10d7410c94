import type { Clock, Inventory } from '../../core/check/ports';
import { isReason, type Reason } from '../../core/check/verdict';
import type { ArgoParts } from '../../core/infra/argocd/parts';
import type { Read } from '../../core/infra/read';
import { PartCache, type KeepMs } from '../partCache';
import { SourceError } from '../sourceError';
import type { Transport } from '../transport/port';
import { parseAccount, parseCluster, parseProject } from './administration';
import { parseApplication } from './application';
import { askArgo, type AskArgo } from './ask';
import { objects, text, type Json } from './json';
import { may } from './rights';

const MINUTE_MS = 60_000;
const KEEP: KeepMs = { value: 30_000, refusal: 10 * MINUTE_MS, failure: 5_000 };

type Readers = { readonly [P in keyof ArgoParts]: (ask: AskArgo, signal: AbortSignal) => Promise<ArgoParts[P]> };

/** One Argo CD behind the data source `ref`. The list of applications is one request, whatever asks for it. */
export function argocdInventory(
  transport: Transport,
  ref: { uid: string; name: string },
  { clock }: { clock: Clock }
): Inventory<ArgoParts> {
  const ask = askArgo(transport, ref.uid);
  const cache = new PartCache(clock);
  const readPart = <P extends keyof ArgoParts>(part: P, signal: AbortSignal): Promise<Read<ArgoParts[P]>> =>
    cache.read(part, KEEP, (shared) => attempt(() => READERS[part](ask, shared), clock, shared), signal);
  return {
    uid: ref.uid,
    name: ref.name,
    async read(parts, { signal, onProgress }) {
      let done = 0;
      const entries = await Promise.all(
        parts.map(async (part) => {
          const read = await readPart(part, signal);
          done += 1;
          onProgress?.(done, parts.length);
          return [part, read] as const;
        })
      );
      // One entry per part that was asked for, each read by the part's own reader.
      return Object.fromEntries(entries) as { [P in (typeof parts)[number]]: Read<ArgoParts[P]> };
    },
    forget: () => cache.forget(),
  };
}

async function attempt<T>(ask: () => Promise<T>, clock: Clock, signal: AbortSignal): Promise<Read<T>> {
  try {
    return { ok: true, value: await ask(), atMs: clock() };
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): Reason {
  if (error instanceof SourceError || isReason(error)) {
    return { code: error.code, ...(error.detail !== undefined && { detail: error.detail }) };
  }
  return { code: 'internal', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

const READERS: Readers = {
  async version(ask, signal) {
    const version = text((await ask('api/version', signal))['Version']);
    if (version === null) {
      throw new SourceError('bad-response', 'The server names no version: is it an Argo CD?');
    }
    return { version };
  },

  async user(ask, signal) {
    const user = await ask('api/v1/session/userinfo', signal);
    return { name: text(user['username']), loggedIn: user['loggedIn'] === true };
  },

  /**
   * The whole list: `fields` can select neither history, conditions nor the time of the comparison (Argo CD keeps a fixed list
   * of what can be selected, the same in 2.4 and 3.3), and an unknown field is left out without a word.
   */
  async applications(ask, signal) {
    const items = itemsOf(await ask('api/v1/applications', signal), 'applications').flatMap(
      (item) => parseApplication(item) ?? []
    );
    return items.length > 0 ? items : none(ask, signal, 'applications', '*/*');
  },

  async projects(ask, signal) {
    const items = itemsOf(await ask('api/v1/projects', signal), 'projects').flatMap((item) => parseProject(item) ?? []);
    return items.length > 0 ? items : none(ask, signal, 'projects', '*');
  },

  async clusters(ask, signal) {
    const items = itemsOf(await ask('api/v1/clusters', signal), 'clusters').flatMap((item) => parseCluster(item) ?? []);
    return items.length > 0 ? items : none(ask, signal, 'clusters', '*');
  },

  /** An account always sees itself, so that a list that is not empty does not tell that it is complete. */
  async accounts(ask, signal) {
    const [all, answer] = await Promise.all([may(ask, signal, 'accounts', 'get', '*'), ask('api/v1/account', signal)]);
    if (!all) {
      throw missing('accounts', '*');
    }
    return itemsOf(answer, 'accounts').flatMap((item) => parseAccount(item) ?? []);
  },
};

/** An empty list is only believed when the token may see all there is: Argo CD leaves out what it may not. */
async function none(ask: AskArgo, signal: AbortSignal, resource: string, all: string): Promise<readonly never[]> {
  if (await may(ask, signal, resource, 'get', all)) {
    return [];
  }
  throw missing(resource, all);
}

function missing(resource: string, all: string): SourceError {
  return new SourceError(
    'not-permitted',
    `The list of ${resource} is empty or short, and the token may not read them all: "${resource}, get, ${all}" is missing in its policy.`
  );
}

/** The list of an answer: null, or for accounts absent, when it is empty. */
function itemsOf(answer: Json, what: string): Json[] {
  const items = answer['items'] ?? [];
  if (!Array.isArray(items)) {
    throw new SourceError('bad-response', `The list of ${what} is no list.`);
  }
  return objects(items);
}
