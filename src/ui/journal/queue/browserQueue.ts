import type { EventDraft } from '../../../core/journal/event';
import type { QueuedEvent, QueueNews, QueuePage, QueuePorts, QueueStore, QueueTabs } from './queuePorts';

/** Whose queue it is. */
export interface QueueOwner {
  /** Path below which Grafana is served: an address may serve several. */
  subUrl: string;
  orgId: number;
  login: string;
}

const PREFIX = 'opsrounds.queue';
const ORDER_DIGITS = 16;
/** Longer than one event takes that gets no answer. */
const LEASE_MS = 30_000;
const LEASE_POLL_MS = 1_000;

/**
 * A person's queue in the browser: in its local storage, an entry for each event, so that tabs never overwrite each other and
 * an event is stored before anything else happens.
 */
export function browserQueue(owner: QueueOwner): QueuePorts {
  const organisation = `${PREFIX}:${encodeURIComponent(owner.subUrl)}:${owner.orgId}:`;
  const own = `${organisation}${encodeURIComponent(owner.login)}:`;
  return { store: localQueue(organisation, own), tabs: browserTabs(own), page: browserPage() };
}

function localQueue(organisation: string, own: string): QueueStore {
  const keyOf = ({ order, draft }: QueuedEvent) => `${own}${String(order).padStart(ORDER_DIGITS, '0')}.${draft.key}`;
  return {
    list: () =>
      keysBelow(own)
        .sort()
        .flatMap((key) => entryOf(localStorage.getItem(key)) ?? []),
    put: (entry) => {
      try {
        localStorage.setItem(keyOf(entry), JSON.stringify(entry));
        return true;
      } catch {
        return false;
      }
    },
    remove: (entry) => localStorage.removeItem(keyOf(entry)),
    others: () => {
      const logins = keysBelow(organisation)
        .filter((key) => !key.startsWith(own))
        .map((key) => decodeURIComponent(key.slice(organisation.length).split(':')[0] ?? ''));
      return new Map([...new Set(logins)].map((login) => [login, logins.filter((one) => one === login).length]));
    },
  };
}

/** None where the browser has no storage for us. */
function keysBelow(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

/** Null when it is not one: whoever runs scripts on this address can have written it. */
function entryOf(text: string | null): QueuedEvent | null {
  try {
    const entry = JSON.parse(text ?? 'null') as Partial<QueuedEvent> | null;
    const isEntry =
      typeof entry?.order === 'number' &&
      typeof entry.batch === 'string' &&
      typeof entry.madeMs === 'number' &&
      isDraft(entry.draft);
    return isEntry ? (entry as QueuedEvent) : null;
  } catch {
    return null;
  }
}

function isDraft(draft: Partial<EventDraft> | undefined): boolean {
  const { class: eventClass, list, type, key, subject, sentence } = draft ?? {};
  return [eventClass, list, type, key, subject, sentence].every((field) => typeof field === 'string');
}

/** Tabs, and the pages and panels of one tab, which are programs of their own. */
function browserTabs(name: string): QueueTabs {
  let made: BroadcastChannel | undefined;
  const channel = () => (made ??= new BroadcastChannel(name));
  return {
    alone: async (run) => {
      await (isLockable(navigator) ? navigator.locks.request(name, run) : leased(name, run));
    },
    tell: (news) => channel().postMessage(news),
    listen: (hear) => {
      // Only our own code posts into this channel.
      const onMessage = ({ data }: MessageEvent<QueueNews>) => hear(data);
      channel().addEventListener('message', onMessage);
      return () => channel().removeEventListener('message', onMessage);
    },
  };
}

/** Browsers have no locks for a page that came over plain http. */
function isLockable(of: { locks?: LockManager }): boolean {
  return of.locks !== undefined;
}

/**
 * A lease in the local storage. Two tabs that take it in the same instant both send, which the events' keys make harmless.
 */
async function leased(name: string, run: () => Promise<void>): Promise<void> {
  const key = `${PREFIX}-lease.${name}`;
  const mine = String(Math.random());
  while (isTaken(readItem(key), mine)) {
    await new Promise((resolve) => setTimeout(resolve, LEASE_POLL_MS));
  }
  writeItem(key, `${Date.now() + LEASE_MS} ${mine}`);
  try {
    await run();
  } finally {
    if (readItem(key)?.endsWith(mine)) {
      localStorage.removeItem(key);
    }
  }
}

function isTaken(lease: string | null, mine: string): boolean {
  const [untilMs, holder] = lease?.split(' ') ?? [];
  return holder !== undefined && holder !== mine && Number(untilMs) > Date.now();
}

function readItem(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function writeItem(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // No room: nothing can be leased, and what is sent twice counts once.
  }
}

function browserPage(): QueuePage {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  return {
    onReturn: (run) => {
      const onVisibility = () => document.visibilityState === 'visible' && run();
      window.addEventListener('online', run);
      window.addEventListener('focus', run);
      document.addEventListener('visibilitychange', onVisibility);
      return () => {
        window.removeEventListener('online', run);
        window.removeEventListener('focus', run);
        document.removeEventListener('visibilitychange', onVisibility);
      };
    },
    hold: (isHeld) =>
      isHeld ? window.addEventListener('beforeunload', ask) : window.removeEventListener('beforeunload', ask),
  };
}
