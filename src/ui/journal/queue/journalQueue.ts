import type { Clock } from '../../../core/check/ports';
import type { Reason } from '../../../core/check/verdict';
import type { EventDraft, JournalEvent } from '../../../core/journal/event';
import type { Journal } from '../../../core/journal/journal';
import { reasonOf } from '../../loadable';
import { saved, type OwnEvent } from '../ownEvents';
import { isFailing, nextStep, retryAfterMs } from './afterFailure';
import type { QueuedEvent, QueueNews, QueuePorts, Refusal } from './queuePorts';

/** What is being saved, what was, and what could not be. */
export interface QueueState {
  /** What waits, by its order, and what was saved since the page was loaded. */
  own: readonly OwnEvent[];
  /** How many wait. */
  waiting: number;
  /** How many of them are in this page alone, because the browser had no room: they go with the page. */
  unstored: number;
  /** The last attempt has failed. */
  isRetrying: boolean;
  /** Why nothing is sent until their author is signed in again; null while it is. */
  signedOut: Reason | null;
  /** What was taken back since its screen last wrote something. */
  refused: readonly Refusal[];
  /** Other people whose events wait on this device, and how many each. */
  others: ReadonlyMap<string, number>;
}

/** Of whom and when events are expected to be, until the server has said. */
interface Author {
  login: string;
  clock: Clock;
}

interface Batch {
  left: Set<string>;
  end: (isSaved: boolean) => void;
}

/**
 * The events of one person on their way to the journal. Each is stored on the device before it is sent, sent by one tab at a
 * time in the order of the acts, repeated with the same key, which counts once, and removed when the server has confirmed it,
 * a reading has it, or it is refused for good.
 */
export class JournalQueue {
  private readonly listeners = new Set<() => void>();
  private readonly batches = new Map<string, Batch>();
  private unstored: readonly QueuedEvent[] = [];
  private saved: readonly OwnEvent[] = [];
  private refused: readonly Refusal[] = [];
  private signedOut: Reason | null = null;
  private failures = 0;
  private failing = 0;
  private lastOrder = 0;
  private opened: readonly Journal[] = [];
  private leave: ReadonlyArray<() => void> = [];
  private isSending = false;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private current: QueueState;

  constructor(
    private readonly ports: QueuePorts,
    private readonly author: Author
  ) {
    this.current = this.look();
  }

  /** The same object until something changes. */
  readonly state = (): QueueState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Sends into the journal that was opened last, until all are closed; what is under way then is ended. */
  open(journal: Journal): () => void {
    if (this.opened.length === 0) {
      this.leave = [this.ports.tabs.listen(this.hear), this.ports.page.onReturn(() => this.sendNow())];
    }
    this.opened = [...this.opened, journal];
    this.show();
    this.sendNow();
    return () => {
      const at = this.opened.indexOf(journal);
      this.opened = this.opened.filter((_one, index) => index !== at);
      if (this.opened.length === 0) {
        this.leave.forEach((stop) => stop());
        this.cancelTimer();
      }
    };
  }

  /** True when all are saved; false when one was refused: it and what should have followed it are taken back. */
  append(drafts: readonly EventDraft[]): Promise<boolean> {
    const batch = drafts[0]?.key;
    if (batch === undefined) {
      return Promise.resolve(true);
    }
    this.lastOrder = Math.max(this.lastOrder, this.ports.store.list().at(-1)?.order ?? 0);
    const madeMs = this.author.clock();
    const entries = drafts.map((draft): QueuedEvent => {
      this.lastOrder = Math.max(madeMs, this.lastOrder + 1);
      return { order: this.lastOrder, batch, madeMs, draft };
    });
    this.refused = this.refused.filter((refusal) => !drafts.some((draft) => isOfScreen(refusal, draft)));
    this.unstored = [...this.unstored, ...entries];
    this.storeWhatFits();
    const end = new Promise<boolean>((resolve) =>
      this.batches.set(batch, { left: new Set(drafts.map(({ key }) => key)), end: resolve })
    );
    this.ports.tabs.tell({ kind: 'waiting' });
    this.show();
    this.send();
    return end;
  }

  /** What a reading has is saved: the answer to it was lost. */
  found(events: readonly JournalEvent[]): void {
    const keys = new Set(this.waiting().map(({ draft }) => draft.key));
    if (keys.size > 0) {
      events
        .filter(({ key, author }) => keys.has(key) && author === this.author.login)
        .forEach((event) => this.settle(event));
    }
  }

  /** An event that was saved otherwise: shown until readings have it. */
  keep(event: JournalEvent): void {
    this.saved = saved(this.saved, event, this.author.clock());
    this.show();
  }

  private waiting(): readonly QueuedEvent[] {
    const done = new Set(this.saved.map(({ event }) => event.key));
    return [...this.ports.store.list(), ...this.unstored]
      .filter(({ draft }) => !done.has(draft.key))
      .sort((a, b) => a.order - b.order);
  }

  private look(): QueueState {
    const { login } = this.author;
    const waiting = this.waiting().map(({ draft, madeMs }, at): OwnEvent => {
      return { event: { ...draft, id: -1 - at, author: login, createdMs: madeMs, updatedMs: madeMs }, savedMs: null };
    });
    return {
      own: [...waiting, ...this.saved],
      waiting: waiting.length,
      unstored: this.unstored.length,
      isRetrying: this.failures > 0 && waiting.length > 0,
      signedOut: waiting.length > 0 ? this.signedOut : null,
      refused: this.refused,
      others: this.ports.store.others(),
    };
  }

  private show(): void {
    this.current = this.look();
    this.ports.page.hold(this.current.unstored > 0);
    this.listeners.forEach((listener) => listener());
  }

  private sendNow(): void {
    this.cancelTimer();
    this.send();
  }

  private send(): void {
    const isBusy = this.isSending || this.timer !== null;
    if (isBusy || this.opened.length === 0 || this.waiting().length === 0) {
      return;
    }
    this.isSending = true;
    void this.ports.tabs
      .alone(() => this.sendAll())
      .finally(() => {
        this.isSending = false;
        this.send();
      });
  }

  /** One after the other, until one has to wait. */
  private async sendAll(): Promise<void> {
    for (;;) {
      const journal = this.opened.at(-1);
      const next = this.waiting()[0];
      if (!journal || !next) {
        return;
      }
      try {
        this.settle(await journal.append(next.draft, new AbortController().signal));
      } catch (error) {
        if (!this.isPassed(next, error)) {
          return;
        }
      }
    }
  }

  /** Whether what comes after the event may be sent now. */
  private isPassed(entry: QueuedEvent, error: unknown): boolean {
    if (!this.waiting().some(({ draft }) => draft.key === entry.draft.key)) {
      return true;
    }
    this.failures += 1;
    this.failing = isFailing(error) ? this.failing + 1 : 0;
    const step = nextStep(error, this.failing);
    this.signedOut = step === 'signed-out' ? reasonOf(error) : null;
    if (step === 'refused') {
      this.takeBack(entry, reasonOf(error));
      return true;
    }
    const waitMs = retryAfterMs(this.failures);
    this.cancelTimer();
    this.timer = setTimeout(() => this.sendNow(), waitMs);
    this.show();
    return false;
  }

  private settle(event: JournalEvent): void {
    this.failures = 0;
    this.failing = 0;
    this.signedOut = null;
    this.ports.tabs.tell({ kind: 'saved', event });
    this.drop(new Set([event.key]));
    this.wasSaved(event);
  }

  private takeBack(entry: QueuedEvent, reason: Reason): void {
    const batch = this.waiting().filter((one) => one.batch === entry.batch && one.order >= entry.order);
    const refusal = { drafts: batch.map(({ draft }) => draft), reason };
    this.failures = 0;
    this.failing = 0;
    this.ports.tabs.tell({ kind: 'refused', refusal });
    this.drop(new Set(batch.map(({ draft }) => draft.key)));
    this.wasRefused(refusal);
  }

  private readonly hear = (news: QueueNews): void => {
    switch (news.kind) {
      case 'waiting':
        this.show();
        this.send();
        break;
      case 'saved':
        this.drop(new Set([news.event.key]));
        this.wasSaved(news.event);
        break;
      case 'refused':
        this.drop(new Set(news.refusal.drafts.map(({ key }) => key)));
        this.wasRefused(news.refusal);
    }
  };

  private wasSaved(event: JournalEvent): void {
    this.saved = saved(this.saved, event, this.author.clock());
    for (const [id, { left, end }] of this.batches) {
      if (left.delete(event.key) && left.size === 0) {
        this.batches.delete(id);
        end(true);
      }
    }
    this.show();
  }

  private wasRefused(refusal: Refusal): void {
    this.refused = [...this.refused, refusal];
    for (const [id, { left, end }] of this.batches) {
      if (refusal.drafts.some(({ key }) => left.has(key))) {
        this.batches.delete(id);
        end(false);
      }
    }
    this.show();
  }

  private drop(keys: ReadonlySet<string>): void {
    this.ports.store
      .list()
      .filter(({ draft }) => keys.has(draft.key))
      .forEach((entry) => this.ports.store.remove(entry));
    this.unstored = this.unstored.filter(({ draft }) => !keys.has(draft.key));
    this.storeWhatFits();
  }

  /** The oldest first, so that another tab never sends what comes after something that only this page has. */
  private storeWhatFits(): void {
    for (let first = this.unstored[0]; first && this.ports.store.put(first); first = this.unstored[0]) {
      this.unstored = this.unstored.slice(1);
    }
  }

  private cancelTimer(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }
}

/** Whether both are shown in one place. */
function isOfScreen({ drafts }: Refusal, of: Pick<EventDraft, 'class' | 'list'>): boolean {
  return drafts.some((draft) => draft.class === of.class && draft.list === of.list);
}
