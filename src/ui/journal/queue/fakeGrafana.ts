import type { EventDraft, JournalEvent } from '../../../core/journal/event';
import type { Journal } from '../../../core/journal/journal';

/** What becomes of one attempt to write. */
export type Fate = 'kept' | 'down' | 'failing' | 'answer-lost' | 'forbidden';

const HOW_LONG_MS = 300;

const ERRORS = {
  down: { code: 'source-down', detail: 'Grafana does not answer' },
  'answer-lost': { code: 'timeout', detail: 'no answer' },
  failing: { code: 'bad-response', detail: 'database is locked', status: 500 },
  forbidden: { code: 'not-permitted', detail: 'annotations:create is missing', status: 403 },
  'signed-out': { code: 'unauthorized', detail: 'Unauthorized', status: 401 },
} as const;

/** A server with one browser's session, which keeps what it is sent, however often. */
export class FakeGrafana {
  /** Who is signed in; '' when nobody is. */
  session = 'ops1';
  /** Of the next attempts, one after the other; those beyond it are kept. */
  fates: Fate[] = [];
  readonly rows: JournalEvent[] = [];
  /** Keys of the attempts that reached it. */
  readonly sent: string[] = [];
  private readonly running = new Map<string, number>();
  /** The most attempts of one person at a time. */
  most = 0;

  /** The journal as the page of this person writes into it, by `withOwnSession`. */
  journalOf(login: string): Journal {
    return {
      append: async (draft) => {
        if (this.session !== login) {
          throw failure('signed-out');
        }
        this.run(login, 1);
        try {
          return await this.attempt(draft, login);
        } finally {
          this.run(login, -1);
        }
      },
      read: () => Promise.resolve({ events: this.rows, rejected: [] }),
      canAppend: () => Promise.resolve(true),
    };
  }

  /** Keys of what counts, in its order: the first row of a key does. */
  get kept(): string[] {
    return [...new Set(this.rows.map(({ key }) => key))];
  }

  private async attempt(draft: EventDraft, author: string): Promise<JournalEvent> {
    this.sent.push(draft.key);
    const fate = this.fates.shift() ?? 'kept';
    const row = fate === 'kept' || fate === 'answer-lost' ? this.keep(draft, author) : null;
    await new Promise((resolve) => setTimeout(resolve, HOW_LONG_MS));
    if (row === null || fate === 'answer-lost') {
      throw failure(fate === 'kept' ? 'down' : fate);
    }
    return row;
  }

  private keep(draft: EventDraft, author: string): JournalEvent {
    const createdMs = Date.now();
    const row = { ...draft, id: this.rows.length + 1, author, createdMs, updatedMs: createdMs };
    this.rows.push(row);
    return row;
  }

  private run(login: string, by: 1 | -1): void {
    const now = (this.running.get(login) ?? 0) + by;
    this.running.set(login, now);
    this.most = Math.max(this.most, now);
  }
}

function failure(kind: keyof typeof ERRORS): Error {
  return Object.assign(new Error(kind), ERRORS[kind]);
}
