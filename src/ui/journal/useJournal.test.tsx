import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';

import { ConnectedProvider, connectedOf } from '../connection';
import { focusPage, setPageShown } from '../polling/fakePage';
import { FakeRounds } from '../round/fakeRounds';
import { ServicesProvider } from '../services';
import { FakeJournal } from './fakeJournal';
import { draft } from './testData';
import { useJournal } from './useJournal';

const HOUR_MS = 3_600_000;
const SOURCE_DOWN = Object.assign(new Error('refused'), { code: 'source-down', detail: 'refused' });
const FORBIDDEN = Object.assign(new Error('403'), { code: 'not-permitted', detail: 'annotations:create is missing' });

let world: FakeRounds;
let journal: FakeJournal;

/** Lets polls, retries and promises run. */
async function pass(ms: number): Promise<void> {
  await act(async () => {
    world.nowMs += ms;
    await jest.advanceTimersByTimeAsync(ms);
  });
}

/** The n-th reading, from 1, is answered. */
async function answer(number: number): Promise<void> {
  await act(async () => journal.asked[number - 1]?.answer());
}

function follow() {
  const connected = connectedOf(
    { ...world.connection(), journal },
    { checks: [], checklists: [], systems: [], kpis: [] },
    world.services.clock
  );
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ServicesProvider services={world.services}>
      <ConnectedProvider value={connected}>{children}</ConnectedProvider>
    </ServicesProvider>
  );
  const openMs = world.nowMs;
  const range = { class: 'run' as const, list: 'morning', fromMs: openMs - 24 * HOUR_MS, thenFromMs: openMs - HOUR_MS };
  return renderHook((props: Partial<typeof range>) => useJournal({ ...range, ...props }), {
    wrapper,
    initialProps: {},
  });
}

/** Keys that the reading shows, those on their way with a question mark; or its state. */
function shown({ reading }: ReturnType<typeof useJournal>): string {
  return reading.state === 'ready'
    ? reading.value.events.map(({ key, id }) => (id < 0 ? `${key}?` : key)).join(' ')
    : reading.state;
}

beforeEach(() => {
  jest.useFakeTimers();
  setPageShown(true);
  world = new FakeRounds();
  journal = new FakeJournal(() => world.nowMs);
});
afterEach(() => jest.useRealTimers());

test('the first reading goes far back, later ones do not, and what was read before stands', async () => {
  world.nowMs -= 5 * HOUR_MS;
  journal.keep('yesterday', 'ops2');
  world.nowMs += 5 * HOUR_MS;
  const { result } = follow();
  expect(shown(result.current)).toBe('loading');
  await answer(1);
  expect(shown(result.current)).toBe('yesterday');
  journal.keep('new', 'ops2');
  await pass(10_000);
  expect(journal.asked.map(({ range }) => range.toMs - range.fromMs > 40 * HOUR_MS)).toEqual([true, false]);
  await answer(2);
  expect(shown(result.current)).toBe('yesterday new');
});

test('it is read every ten seconds, at once with the focus and on return, and one reading at a time', async () => {
  follow();
  await pass(60_000);
  focusPage();
  expect(journal.asked).toHaveLength(1);
  await answer(1);
  await pass(10_000);
  expect(journal.asked).toHaveLength(2);
  await answer(2);
  act(focusPage);
  expect(journal.asked).toHaveLength(3);
  await answer(3);
  act(() => setPageShown(false));
  await pass(60_000);
  expect(journal.asked).toHaveLength(3);
  act(() => setPageShown(true));
  expect(journal.asked).toHaveLength(4);
});

test('a reading that fails leaves what was read; the first one says why, until one is answered', async () => {
  const { result } = follow();
  await act(async () => journal.asked[0]?.fail(SOURCE_DOWN));
  expect(result.current.reading).toMatchObject({ state: 'failed', reason: { code: 'source-down' } });
  journal.keep('a', 'ops2');
  await pass(10_000);
  await answer(2);
  expect(shown(result.current)).toBe('a');
  await pass(10_000);
  await act(async () => journal.asked[2]?.fail(SOURCE_DOWN));
  expect(shown(result.current)).toBe('a');
});

test('a reading that brings nothing new changes nothing', async () => {
  const { result } = follow();
  await answer(1);
  await act(async () => result.current.append([draft('mine')]));
  await pass(10_000);
  await answer(2);
  const before = result.current.reading;
  await pass(10_000);
  await answer(3);
  expect(shown(result.current)).toBe('mine');
  expect(result.current.reading).toBe(before);
});

test('an act shows at once, last, and is the server’s when it is saved', async () => {
  const { result } = follow();
  journal.keep('a', 'ops2');
  await answer(1);
  await pass(10_000);
  await answer(2);
  act(() => void result.current.append([draft('mine')]));
  expect(shown(result.current)).toBe('a mine?');
  expect(result.current.unsaved).toEqual(new Map([['mine', 'saving']]));
  await pass(0);
  expect(shown(result.current)).toBe('a mine');
  expect(result.current.unsaved.size).toBe(0);
});

test('what was saved while a reading was on its way is not lost with its answer', async () => {
  const { result } = follow();
  await answer(1);
  await pass(10_000);
  await act(async () => result.current.append([draft('mine')]));
  expect(shown(result.current)).toBe('mine');
  await answer(2);
  expect(shown(result.current)).toBe('mine');
});

test('what was saved and is not in a reading that was asked for later is gone', async () => {
  const { result } = follow();
  await answer(1);
  await act(async () => result.current.append([draft('mine')]));
  journal.kept.length = 0;
  await pass(10_000);
  await answer(2);
  expect(shown(result.current)).toBe('');
});

test('what is not saved is tried again under its key, and whatever waits behind it waits on', async () => {
  journal.writeErrors = [SOURCE_DOWN, SOURCE_DOWN];
  const { result } = follow();
  await answer(1);
  let isSaved: boolean | null = null;
  act(() => void result.current.append([draft('one'), draft('two')]).then((saved) => (isSaved = saved)));
  await pass(0);
  expect(result.current.unsaved).toEqual(
    new Map([
      ['one', 'retrying'],
      ['two', 'retrying'],
    ])
  );
  expect(shown(result.current)).toBe('one? two?');
  await pass(10_000);
  expect(journal.sent).toEqual(['one', 'one', 'one', 'two']);
  expect(isSaved).toBe(true);
  expect(result.current.unsaved.size).toBe(0);
});

test('an act that is made meanwhile waits behind the one that cannot be saved', async () => {
  journal.writeErrors = [SOURCE_DOWN];
  const { result } = follow();
  await answer(1);
  act(() => void result.current.append([draft('stuck')]));
  await pass(0);
  act(() => void result.current.append([draft('later')]));
  await pass(0);
  expect([...result.current.unsaved.keys()]).toEqual(['stuck', 'later']);
  await pass(10_000);
  expect(journal.sent).toEqual(['stuck', 'stuck', 'later']);
  expect(result.current.unsaved.size).toBe(0);
});

test('what is refused for good is taken back with all that should have followed it', async () => {
  const { result } = follow();
  await answer(1);
  await act(async () => result.current.append([draft('kept')]));
  journal.writeErrors = [FORBIDDEN];
  const saved = await act(() => result.current.append([draft('one'), draft('two')]));
  expect(saved).toBe(false);
  expect(shown(result.current)).toBe('kept');
  expect(result.current.refused).toMatchObject({ code: 'not-permitted' });
  expect(journal.sent).toEqual(['kept', 'one']);
  await act(async () => result.current.append([draft('three')]));
  expect(result.current.refused).toBeNull();
});

test('what was not saved when its screen was left is saved by the next one', async () => {
  journal.writeErrors = [SOURCE_DOWN];
  const { result, unmount } = follow();
  await answer(1);
  act(() => void result.current.append([draft('mine')]));
  await pass(0);
  unmount();
  await pass(60_000);
  expect(journal.sent).toEqual(['mine']);
  const { result: next } = follow();
  await answer(2);
  expect(shown(next.current)).toBe('mine');
  expect(journal.sent).toEqual(['mine', 'mine']);
});

test('of what waits a screen shows what is of its list, and takes what it reads for saved', async () => {
  journal.writeErrors = [SOURCE_DOWN];
  const { result } = follow();
  await answer(1);
  act(() => void result.current.append([draft('mine'), { ...draft('other'), list: 'weekly' }]));
  await pass(0);
  expect(result.current.unsaved).toEqual(new Map([['mine', 'retrying']]));
  journal.keep('mine', 'ops1');
  act(() => void result.current.reread());
  await answer(2);
  expect(shown(result.current)).toBe('mine');
  await pass(10_000);
  expect(journal.sent).toEqual(['mine', 'other']);
});

test('what is written once shows when it is saved and not before, and says why it was not', async () => {
  journal.writeErrors = [SOURCE_DOWN];
  const { result } = follow();
  await answer(1);
  const { write } = result.current;
  await act(() => expect(write([draft('one'), draft('two')])).rejects.toBe(SOURCE_DOWN));
  expect(shown(result.current)).toBe('');
  expect(journal.sent).toEqual(['one']);
  await act(() => write([draft('one'), draft('two')]));
  expect(shown(result.current)).toBe('one two');
});

test('the right to write that could not be asked for is asked for with the next reading', async () => {
  journal.rightErrors = [SOURCE_DOWN];
  const { result } = follow();
  expect(result.current.canAppend).toBeUndefined();
  await answer(1);
  expect(result.current.canAppend).toBe(false);
  await pass(10_000);
  await answer(2);
  expect(result.current.canAppend).toBe(true);
});

test('who rereads gets what stands now, in place of a reading under way', async () => {
  const { result } = follow();
  await answer(1);
  await pass(10_000);
  journal.keep('new', 'ops2');
  const { reread } = result.current;
  let fresh: ReturnType<typeof reread> | undefined;
  act(() => void (fresh = reread()));
  expect(journal.asked[1]?.signal.aborted).toBe(true);
  await answer(2);
  expect(shown(result.current)).toBe('');
  await answer(3);
  expect(await fresh).toMatchObject({ value: { events: [{ key: 'new' }] } });
  expect(shown(result.current)).toBe('new');
});

test('another list begins with nothing of the one before', async () => {
  journal.keep('a', 'ops2');
  const { result, rerender } = follow();
  await answer(1);
  rerender({ list: 'weekly' });
  expect(shown(result.current)).toBe('loading');
  expect(journal.asked[1]?.range.list).toBe('weekly');
});
