import type { QueuedEvent, QueueNews, QueuePorts } from './queuePorts';

/** A tab of a browser, as its queue sees it. */
interface FakeTab {
  ports: QueuePorts;
  /** The browser would ask before it leaves the page. */
  isHeld: () => boolean;
  /** The person comes back to it. */
  focus: () => void;
  /** Left or reloaded: its lock is free, and it hears nothing more. */
  close: () => void;
}

/** A browser: what is stored in it, and its tabs. */
export class FakeDevice {
  /** Events that still fit. */
  room = Number.POSITIVE_INFINITY;
  readonly stored = new Map<string, QueuedEvent[]>();
  private readonly ears = new Map<FakeTab, { login: string; hear: (news: QueueNews) => void }>();
  private readonly locks = new Map<string, { holder: FakeTab; free: () => void; freed: Promise<void> }>();

  tab(login: string): FakeTab {
    let isHeld = false;
    let isClosed = false;
    const onReturn = new Set<() => void>();
    const tab: FakeTab = {
      ports: {
        store: {
          list: () => [...this.of(login)].sort((a, b) => a.order - b.order),
          put: (entry) => !isClosed && this.put(login, entry),
          remove: (entry) => !isClosed && this.remove(login, entry),
          others: () =>
            new Map([...this.stored].filter(([who]) => who !== login).map(([who, all]) => [who, all.length])),
        },
        tabs: {
          alone: (run) => this.alone(tab, login, run),
          tell: (news) => !isClosed && this.tell(tab, login, news),
          listen: (hear) => {
            this.ears.set(tab, { login, hear });
            return () => this.ears.delete(tab);
          },
        },
        page: {
          onReturn: (run) => {
            onReturn.add(run);
            return () => onReturn.delete(run);
          },
          hold: (held) => {
            isHeld = held;
          },
        },
      },
      isHeld: () => isHeld,
      focus: () => onReturn.forEach((run) => run()),
      close: () => {
        isClosed = true;
        this.ears.delete(tab);
        if (this.locks.get(login)?.holder === tab) {
          this.release(login);
        }
      },
    };
    return tab;
  }

  private of(login: string): readonly QueuedEvent[] {
    return this.stored.get(login) ?? [];
  }

  private put(login: string, entry: QueuedEvent): boolean {
    const all = [...this.stored.values()].flat().length;
    if (all < this.room) {
      this.stored.set(login, [...this.of(login), entry]);
    }
    return all < this.room;
  }

  private remove(login: string, { draft }: QueuedEvent): void {
    const rest = this.of(login).filter((entry) => entry.draft.key !== draft.key);
    if (rest.length > 0) {
      this.stored.set(login, rest);
    } else {
      this.stored.delete(login);
    }
  }

  private tell(from: FakeTab, login: string, news: QueueNews): void {
    for (const [tab, ear] of this.ears) {
      if (tab !== from && ear.login === login) {
        void Promise.resolve().then(() => this.ears.get(tab)?.hear(news));
      }
    }
  }

  private async alone(tab: FakeTab, login: string, run: () => Promise<void>): Promise<void> {
    for (let lock = this.locks.get(login); lock; lock = this.locks.get(login)) {
      await lock.freed;
    }
    let free = () => undefined as void;
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    this.locks.set(login, { holder: tab, free, freed });
    try {
      await run();
    } finally {
      if (this.locks.get(login)?.holder === tab) {
        this.release(login);
      }
    }
  }

  private release(login: string): void {
    const lock = this.locks.get(login);
    this.locks.delete(login);
    lock?.free();
  }
}
