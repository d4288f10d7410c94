import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';

import { FakeRounds } from '../../ui/round/fakeRounds';
import { ServicesProvider } from '../../ui/services';
import { useReadings, type Reader } from './useReadings';

/** A source that answers when the test says so. */
class FakeSource implements Reader<string> {
  readonly name: string;
  reads = 0;
  forgotten = 0;
  private settle: { answer: (value: string) => void; fail: (error: Error) => void } | null = null;
  private report: (done: number, total: number) => void = () => undefined;

  constructor(readonly key: string) {
    this.name = `${key}-name`;
  }

  readonly read: Reader<string>['read'] = (signal, onProgress) => {
    this.reads += 1;
    this.report = onProgress;
    return new Promise((answer, fail) => {
      this.settle = { answer, fail };
      signal.addEventListener('abort', () => fail(new DOMException('aborted', 'AbortError')));
    });
  };

  readonly forget = () => {
    this.forgotten += 1;
  };

  progress = (done: number, total: number) => act(async () => this.report(done, total));
  answer = (value: string) => act(async () => this.settle?.answer(value));
  fail = (error: Error) => act(async () => this.settle?.fail(error));
}

function read(...sources: FakeSource[]) {
  return readIn(new FakeRounds(), ...sources);
}

function readIn(world: FakeRounds, ...sources: FakeSource[]) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ServicesProvider services={world.services}>{children}</ServicesProvider>
  );
  return renderHook(() => useReadings(sources), { wrapper, initialProps: undefined });
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('each source shows its own progress and appears when it answered', async () => {
  const [a, b] = [new FakeSource('a'), new FakeSource('b')];
  const { result } = read(a, b);
  expect(result.current.reading.map(({ key, total }) => [key, total])).toEqual([
    ['a', 0],
    ['b', 0],
  ]);
  await b.progress(12, 40);
  await a.answer('of a');
  expect(result.current.values).toEqual(new Map([['a', 'of a']]));
  expect(result.current.reading).toEqual([{ key: 'b', name: 'b-name', done: 12, total: 40 }]);
  expect(result.current.readMs).toBeNull();
  await b.answer('of b');
  expect(result.current.reading).toEqual([]);
  expect(result.current.readMs).not.toBeNull();
});

test('a burst of answers is counted once, and the count goes on after it', async () => {
  const world = new FakeRounds();
  const a = new FakeSource('a');
  const { result } = readIn(world, a);
  await a.progress(1, 40);
  await a.progress(2, 40);
  expect(result.current.reading).toMatchObject([{ done: 1 }]);
  world.nowMs += 100;
  await a.progress(3, 40);
  expect(result.current.reading).toMatchObject([{ done: 3 }]);
});

test('what is known stays while it is read again, and a person who asks reaches the servers', async () => {
  const a = new FakeSource('a');
  const { result } = read(a);
  await a.answer('old');
  act(() => result.current.refresh());
  expect(a.forgotten).toBe(1);
  expect(result.current.values.get('a')).toBe('old');
  expect(result.current.reading).toHaveLength(1);
  await a.answer('new');
  expect(result.current.values.get('a')).toBe('new');
});

test('who refreshes during a read gets an answer to that, and not the one that was on its way', async () => {
  const a = new FakeSource('a');
  const { result } = read(a);
  await a.progress(39, 40);
  act(() => result.current.refresh());
  expect(result.current.reading).toEqual([{ key: 'a', name: 'a-name', done: 0, total: 0 }]);
  await a.answer('new');
  expect([a.reads, a.forgotten]).toEqual([2, 1]);
  expect(result.current.values.get('a')).toBe('new');
});

test('a bug in reading one source leaves the others, and is taken back when it answers', async () => {
  const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const [a, b] = [new FakeSource('a'), new FakeSource('b')];
  const { result } = read(a, b);
  await a.fail(new Error('not a function'));
  await b.answer('of b');
  expect(result.current.failed.get('a')).toEqual({ code: 'internal', detail: 'not a function' });
  expect(result.current.values.get('b')).toBe('of b');
  act(() => result.current.refresh());
  await a.answer('of a');
  expect(result.current.failed.size).toBe(0);
  logged.mockRestore();
});

test('what was cancelled before it answered is not asked again by itself; what answered goes on', async () => {
  const [a, b] = [new FakeSource('a'), new FakeSource('b')];
  const { result } = read(a, b);
  await a.answer('of a');
  await act(async () => result.current.cancel());
  expect(result.current).toMatchObject({ cancelled: true, reading: [], readMs: null });
  expect(result.current.values.get('a')).toBe('of a');
  expect(result.current.failed.size).toBe(0);
  await act(async () => jest.advanceTimersByTimeAsync(300_000));
  expect([a.reads, b.reads]).toEqual([2, 1]);
  act(() => result.current.refresh());
  expect(result.current.cancelled).toBe(false);
  expect([a.reads, b.reads]).toEqual([3, 2]);
});

test('a read that is cancelled while something is known leaves that, and the next one comes a minute later', async () => {
  const a = new FakeSource('a');
  const { result } = read(a);
  await a.answer('old');
  act(() => result.current.refresh());
  act(() => result.current.cancel());
  expect(result.current).toMatchObject({ cancelled: false, reading: [] });
  expect(result.current.values.get('a')).toBe('old');
  await act(async () => jest.advanceTimersByTimeAsync(60_000));
  expect(a.reads).toBe(3);
});

test('a slow source does not keep the others from being read again', async () => {
  const [fast, slow] = [new FakeSource('fast'), new FakeSource('slow')];
  read(fast, slow);
  await fast.answer('first');
  await act(async () => jest.advanceTimersByTimeAsync(60_000));
  expect([fast.reads, slow.reads]).toEqual([2, 1]);
});

test('the age is that of what was read longest ago', async () => {
  const [a, b] = [new FakeSource('a'), new FakeSource('b')];
  const world = new FakeRounds();
  const { result } = readIn(world, a, b);
  const startedMs = world.nowMs;
  await a.answer('of a');
  world.nowMs += 5_000;
  await b.answer('of b');
  expect(result.current.readMs).toBe(startedMs);
});

test('it is read again every minute, without forgetting, and never twice at once', async () => {
  const a = new FakeSource('a');
  const { result } = read(a);
  await act(async () => jest.advanceTimersByTimeAsync(180_000));
  expect(a.reads).toBe(1);
  await a.answer('first');
  await act(async () => jest.advanceTimersByTimeAsync(60_000));
  expect(a.reads).toBe(2);
  expect(a.forgotten).toBe(0);
  expect(result.current.values.get('a')).toBe('first');
});

test('leaving the page ends what is under way', async () => {
  const a = new FakeSource('a');
  const { unmount } = read(a);
  unmount();
  await act(async () => jest.advanceTimersByTimeAsync(120_000));
  expect(a.reads).toBe(1);
});

test('what belongs to a page is read again when somebody refreshes the page', async () => {
  const a = new FakeSource('a');
  const world = new FakeRounds();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ServicesProvider services={world.services}>{children}</ServicesProvider>
  );
  const readers = [a];
  const { result, rerender } = renderHook(({ along }) => useReadings(readers, along), {
    wrapper,
    initialProps: { along: 0 },
  });
  await a.answer('old');
  rerender({ along: 1 });
  expect(a.reads).toBe(2);
  expect(result.current.values.get('a')).toBe('old');
  await a.answer('new');
  expect(result.current.values.get('a')).toBe('new');
});
