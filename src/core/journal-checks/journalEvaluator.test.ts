/** @jest-environment node */
import * as fc from 'fast-check';
import { checkDefinition } from '../check/testData';
import type { JournalQuestion } from '../check/definition';
import { runChecks } from '../check/run';
import type { RunDraft } from '../checklist/event';
import { recorded } from '../checklist/historyTestData';
import type { EventDraft, JournalEvent, RejectedRow } from '../journal/event';
import type { Journal } from '../journal/journal';
import { kpiEnteredDraft } from '../kpi/draft';
import type { JournalContent } from './content';
import { restoreTestDraft } from '../products/backups/restoreTests';
import { journalEvaluator } from './journalEvaluator';

const DAY_MS = 86_400_000;
const NOW_MS = 400 * DAY_MS;

let lastId = 0;
beforeEach(() => {
  lastId = 0;
});

function event(draft: EventDraft, atMs: number, author = 'ops1'): JournalEvent {
  lastId += 1;
  return { ...draft, id: lastId, author, createdMs: atMs, updatedMs: atMs };
}

interface Round {
  agoDays: number;
  reason?: string | null;
  changed?: boolean;
  reopened?: boolean;
  /** The row of the item that was done was edited: it is no event any more. */
  edited?: boolean;
  list?: string;
}

/** A round from its first event to its summary, which says `signed` in full whatever became of it. */
function round({ agoDays, reason = null, changed, reopened, edited, list = 'weekly' }: Round): JournalEvent[] {
  const atMs = NOW_MS - agoDays * DAY_MS;
  const subject = `${list}/day-${agoDays}`;
  const run = (type: RunDraft['type'], payload: object = {}): RunDraft => {
    const key = `${subject} ${type} ${Object.values(payload).join()}`;
    return { class: 'run', list, type, key, subject, payload: { template: 'weekly@x', ...payload }, sentence: '' };
  };
  const times = { openMs: atMs - DAY_MS, dueMs: atMs, startedMs: atMs - 3000 };
  const summary = { ...recorded('weekly/2026-08-24', 5, times), list, subject };
  return [
    event(run('run.started'), atMs - 3000),
    ...(edited ? [] : [event(run('item.set', { item: 'review', state: 'done' }), atMs - 2000)]),
    event(run('run.signed', { details: { incomplete: reason, events: 2 } }), atMs),
    event({ ...summary, key: `${subject} sum` }, atMs),
    ...(changed ? [event(run('item.set', { item: 'other', state: 'na' }), atMs + 1000)] : []),
    ...(reopened ? [event(run('run.reopened', { details: { reason: 'again' } }), atMs + 1000)] : []),
  ];
}

function journalOf(
  events: readonly JournalEvent[],
  rejected: readonly RejectedRow[] = []
): Journal & { reads: number } {
  const journal = {
    reads: 0,
    read: async ({ class: of, list, fromMs, toMs }: Parameters<Journal['read']>[0]) => {
      journal.reads += 1;
      const isIn = (one: JournalEvent) =>
        one.class === of &&
        (list === undefined || one.list === list) &&
        one.createdMs >= fromMs &&
        one.createdMs <= toMs;
      return { events: events.filter(isIn).sort((a, b) => a.createdMs - b.createdMs || a.id - b.id), rejected };
    },
    append: () => Promise.reject(new Error('nothing is written')),
    canAppend: async () => false,
  };
  return journal;
}

const check = (journal: JournalQuestion, id = 't.journal') =>
  checkDefinition({
    id,
    kind: 'journal',
    journal,
    by: ['list', 'item'],
    unit: 'seconds',
    fail: 10 * 86_400,
    absent: 'na',
  });

async function look(
  question: JournalQuestion,
  journal: Journal,
  lists: readonly string[] = ['weekly', 'monthly'],
  read: JournalContent = {}
) {
  const content = async () => read;
  const { checks, sources } = await runChecks([check(question), check(question, 't.again')], {
    registry: { journal: journalEvaluator({ journal, settings: { checklists: [...lists] }, content }) },
    clock: () => NOW_MS,
    windowSeconds: 3600,
    signal: new AbortController().signal,
  });
  const result = checks.get('t.journal');
  const [first] = result?.entities ?? [];
  const days = first?.value == null ? null : first.value / 86_400;
  return { verdict: result?.verdict, code: result?.reason?.code, days, finding: result?.finding, sources };
}

const signature: JournalQuestion = { last: 'signature', of: ['weekly'] };

describe('the age of a signature', () => {
  it('is that of the last one that is complete and that nothing came after', async () => {
    const journal = journalOf([
      ...round({ agoDays: 9 }),
      ...round({ agoDays: 7, reason: 'no time' }),
      ...round({ agoDays: 5, changed: true }),
      ...round({ agoDays: 4, reopened: true }),
      ...round({ agoDays: 3, edited: true }),
    ]);
    expect(await look(signature, journal)).toMatchObject({ verdict: 'pass', days: 9 });
  });

  it('is that of the newest whole round, whatever is wrong with others', async () => {
    const kind = fc.constantFrom<Partial<Round>>(
      {},
      { reason: 'no time' },
      { changed: true },
      { reopened: true },
      { edited: true }
    );
    await fc.assert(
      fc.asyncProperty(fc.array(kind, { minLength: 1, maxLength: 12 }), async (kinds) => {
        const rounds = kinds.map((one, at) => ({ ...one, agoDays: at + 1 }));
        const journal = journalOf(rounds.flatMap(round));
        const good = rounds.find((one) => Object.keys(one).length === 1)?.agoDays ?? null;
        const { days, verdict } = await look(signature, journal);
        expect(days).toBe(good);
        expect(verdict).toBe(good === null ? 'unknown' : good > 10 ? 'fail' : 'pass');
      })
    );
  });

  it('is unknown, and never good, where nobody ever signed', async () => {
    expect(await look(signature, journalOf([]))).toMatchObject({ verdict: 'unknown', code: 'no-data' });
  });

  it('is unknown when the round itself is gone from the journal, whatever its summary says', async () => {
    const summaries = round({ agoDays: 1 }).filter((one) => one.class === 'sum');
    expect(await look(signature, journalOf(summaries))).toMatchObject({ verdict: 'unknown' });
  });

  it('does not take a signature of tomorrow for a fresh one', async () => {
    const journal = journalOf([...round({ agoDays: 20 }), ...round({ agoDays: -0.5 })]);
    expect(await look(signature, journal)).toMatchObject({ verdict: 'unknown', code: 'no-data' });
    expect(await look(signature, journalOf(round({ agoDays: -1 / 1440 })))).toMatchObject({ verdict: 'pass', days: 0 });
  });

  it('is n/a of a list that is not on, with its name', async () => {
    const result = await look(signature, journalOf(round({ agoDays: 1 })), ['monthly']);
    expect(result).toMatchObject({ verdict: 'na', code: 'not-connected' });
  });

  it('is unknown as a whole when the journal fails, and says so of the source', async () => {
    const failing: Journal = { ...journalOf([]), read: () => Promise.reject({ code: 'too-many', detail: 'rows' }) };
    const { verdict, code, sources } = await look(signature, failing);
    expect([verdict, code, sources[0]?.answered]).toEqual(['unknown', 'too-many', false]);
  });

  it('is read once, however many checks ask for it', async () => {
    const journal = journalOf(round({ agoDays: 1 }));
    await look(signature, journal);
    expect(journal.reads).toBe(2);
  });

  it('reads the summaries once for all lists, and the rounds of a list once for its signature and its items', async () => {
    const journal = journalOf([...round({ agoDays: 3 }), ...round({ agoDays: 2, list: 'monthly' })]);
    const asked: readonly JournalQuestion[] = [
      { last: 'signature', of: ['weekly', 'monthly'] },
      { last: 'item', of: ['weekly/review', 'monthly/review'] },
    ];
    const { checks } = await runChecks(
      asked.map((question, at) => check(question, `t.${at}`)),
      {
        registry: {
          journal: journalEvaluator({
            journal,
            settings: { checklists: ['weekly', 'monthly'] },
            content: async () => ({}),
          }),
        },
        clock: () => NOW_MS,
        windowSeconds: 3600,
        signal: new AbortController().signal,
      }
    );
    expect([...checks.values()].map(({ counts }) => counts.pass)).toEqual([2, 2]);
    expect(journal.reads).toBe(3);
  });
});

describe('the age of an item', () => {
  const item: JournalQuestion = { last: 'item', of: ['weekly/review'] };

  it('is that of the last time it was done in a round that was signed, in full or not', async () => {
    const journal = journalOf([
      ...round({ agoDays: 8 }),
      ...round({ agoDays: 6, reason: 'no time' }),
      ...round({ agoDays: 2, edited: true }),
    ]);
    const { days, verdict } = await look(item, journal);
    expect([verdict, Math.round(days ?? 0)]).toEqual(['pass', 6]);
  });

  it('is unknown of one that nobody did', async () => {
    const other: JournalQuestion = { last: 'item', of: ['weekly/never'] };
    expect(await look(other, journalOf(round({ agoDays: 1 })))).toMatchObject({ verdict: 'unknown', code: 'no-data' });
  });
});

test('a restore that failed is none, and one that lies ahead neither', async () => {
  const restored = (agoDays: number, result: 'restored' | 'failed') => {
    const atMs = NOW_MS - agoDays * DAY_MS;
    return event(restoreTestDraft(`r${agoDays}`, 'pve|1', { atMs, result, note: '' }, ''), atMs);
  };
  const question: JournalQuestion = { last: 'restore-test', of: [] };
  expect(await look(question, journalOf([restored(8, 'restored'), restored(1, 'failed')]))).toMatchObject({ days: 8 });
  expect(await look(question, journalOf([restored(1, 'failed')]))).toMatchObject({ verdict: 'unknown' });
  expect(await look(question, journalOf([restored(-0.9, 'restored')]))).toMatchObject({ verdict: 'unknown' });
});

test('of the entries about one period the last one counts: one that was corrected to 0 was not done', async () => {
  const review = {
    id: 'access_review',
    unit: 'days',
    direction: 'down',
    feeds: [{ kind: 'manual', measure: 'days-since', validDays: 90 }],
  };
  const entered = (value: number, agoDays: number) => {
    const period = { fromMs: NOW_MS - 5 * DAY_MS, toMs: NOW_MS - 4 * DAY_MS, note: '' };
    const draft = kpiEnteredDraft(`k${value}`, review.id, { ...period, value }, '');
    return event(draft, NOW_MS - agoDays * DAY_MS);
  };
  const question: JournalQuestion = { last: 'entry', of: [review.id] };
  const kpis = [review] as unknown as NonNullable<JournalContent['kpis']>;
  const seen = (events: JournalEvent[]) => look(question, journalOf(events), [], { kpis });
  expect(await seen([entered(1, 3)])).toMatchObject({ verdict: 'pass', days: 4 });
  expect(await seen([entered(1, 3), entered(0, 2)])).toMatchObject({ verdict: 'unknown', code: 'no-data' });
});
