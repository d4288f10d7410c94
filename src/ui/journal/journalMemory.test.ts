import { goneDraft } from '../../core/acceptance/goneForGood';
import { NO_MEMORY } from '../../core/check/memory';
import type { EventDraft, JournalEvent } from '../../core/journal/event';
import type { Journal, JournalRange } from '../../core/journal/journal';
import { setPageShown } from '../polling/fakePage';
import { journalMemory } from './journalMemory';

const SOURCE_DOWN = Object.assign(new Error('refused'), { code: 'source-down', detail: 'refused' });
const thing = { checkId: null, sourceUid: 'prom', labels: { instance: 'node-7' } };
const draft = (id: string) => goneDraft({ id, thing, sourceName: 'mimir', why: 'scrapped', untilMs: null });

let nowMs: number;
let kept: JournalEvent[];
let asked: JournalRange[];
/** Thrown by each reading of these lists. */
let broken: Error | null;

const journal: Journal = {
  read: (range) => {
    asked.push(range);
    const events = kept.filter(({ class: of }) => of === range.class);
    return broken ? Promise.reject(broken) : Promise.resolve({ events, rejected: [] });
  },
  append: () => Promise.reject(new Error('nothing is written')),
  canAppend: () => Promise.reject(new Error('nobody asks')),
};

function keep(event: EventDraft): void {
  kept.push({ ...event, id: kept.length + 1, author: 'ops1', createdMs: nowMs, updatedMs: nowMs });
}

const { signal } = new AbortController();
const clock = () => nowMs;
const isGone = async (memory: ReturnType<typeof journalMemory>) =>
  (await memory.recall(signal)).gone('node.disk', 'prom', thing.labels) !== null;

beforeEach(() => {
  jest.useFakeTimers();
  setPageShown(true);
  nowMs = Date.UTC(2026, 10, 20);
  kept = [];
  asked = [];
  broken = null;
});
afterEach(() => jest.useRealTimers());

test('it is read once for all who look, and what is new with each later look', async () => {
  const memory = journalMemory(journal, clock);
  expect(await Promise.all([isGone(memory), isGone(memory), isGone(memory)])).toEqual([false, false, false]);
  expect(asked.map(({ class: of, list }) => [of, list])).toEqual([
    ['sys', 'acceptance'],
    ['run', undefined],
  ]);
  nowMs += 60_000;
  keep(draft('g1'));
  expect(await isGone(memory)).toBe(true);
  expect(asked).toHaveLength(4);
  expect(asked[2]?.fromMs).toBeGreaterThan(asked[0]?.fromMs ?? 0);
});

test('nothing is read any more when nobody looks', async () => {
  await journalMemory(journal, clock).recall(signal);
  nowMs += 300_000;
  await jest.advanceTimersByTimeAsync(300_000);
  expect(asked).toHaveLength(2);
});

test('a journal that cannot be read remembers nothing, or what it last said', async () => {
  const memory = journalMemory(journal, clock);
  broken = SOURCE_DOWN;
  expect(await memory.recall(signal)).toBe(NO_MEMORY);
  broken = null;
  keep(draft('g1'));
  expect(await isGone(memory)).toBe(true);
  broken = SOURCE_DOWN;
  expect(await isGone(memory)).toBe(true);
});

test('who does not wait any longer is let go', async () => {
  const silent = { ...journal, read: () => new Promise<never>(() => undefined) };
  const abort = new AbortController();
  const recalled = journalMemory(silent, clock).recall(abort.signal);
  abort.abort();
  await expect(recalled).rejects.toHaveProperty('name', 'AbortError');
});
