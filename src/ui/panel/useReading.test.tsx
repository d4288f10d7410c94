import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';

import { FakeRounds } from '../round/fakeRounds';
import { ServicesProvider } from '../services';
import { useReading } from './useReading';

type Answer = { resolve: (value: string) => void; reject: (error: Error) => void; signal: AbortSignal };

/** A source that answers when the test says so. */
function source() {
  const asked: Answer[] = [];
  const read = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => asked.push({ resolve, reject, signal }));
  return { asked, read };
}

const { services } = new FakeRounds();
const wrapper = ({ children }: { children: ReactNode }) => (
  <ServicesProvider services={services}>{children}</ServicesProvider>
);
const isGood = (value: string) => value !== 'silent';

const settle = (how: () => void) =>
  act(async () => {
    how();
    await Promise.resolve();
  });

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('what was read stays while it is read again', async () => {
  const { asked, read } = source();
  const { result, rerender } = renderHook(({ refreshedMs }) => useReading(read, read, refreshedMs, isGood), {
    wrapper,
    initialProps: { refreshedMs: 1 },
  });
  expect(result.current).toMatchObject({ value: null, isReading: true });
  await settle(() => asked[0]?.resolve('first'));
  expect(result.current).toMatchObject({ value: 'first', isReading: false });
  rerender({ refreshedMs: 2 });
  expect(result.current).toMatchObject({ value: 'first', isReading: true });
  await settle(() => asked[1]?.resolve('second'));
  expect(result.current).toMatchObject({ value: 'second', isReading: false });
});

test('it reads again a minute after an answer, and not while one is awaited', async () => {
  const { asked, read } = source();
  renderHook(() => useReading(read, read, 1, isGood), { wrapper });
  await act(async () => jest.advanceTimersByTimeAsync(600_000));
  expect(asked).toHaveLength(1);
  await settle(() => asked[0]?.resolve('first'));
  await act(async () => jest.advanceTimersByTimeAsync(60_000));
  expect(asked).toHaveLength(2);
});

test('nothing of one source is shown as another one', async () => {
  const [first, second] = [source(), source()];
  const { result, rerender } = renderHook(({ read }) => useReading(read, read, 1, isGood), {
    wrapper,
    initialProps: { read: first.read },
  });
  await settle(() => first.asked[0]?.resolve('of the first'));
  act(() => result.current.retry());
  rerender({ read: second.read });
  expect(result.current.value).toBeNull();
  expect(first.asked[1]?.signal.aborted).toBe(true);
});

test('an answer that comes after a newer question is dropped', async () => {
  const { asked, read } = source();
  const { result, rerender } = renderHook(({ refreshedMs }) => useReading(read, read, refreshedMs, isGood), {
    wrapper,
    initialProps: { refreshedMs: 1 },
  });
  rerender({ refreshedMs: 2 });
  await settle(() => asked[1]?.resolve('new'));
  await settle(() => asked[0]?.resolve('old'));
  expect(result.current.value).toBe('new');
});

test('a bug of ours is a reason, and Retry asks again', async () => {
  const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { asked, read } = source();
  const { result } = renderHook(() => useReading(read, read, 1, isGood), { wrapper });
  await settle(() => asked[0]?.reject(new TypeError('x is undefined')));
  expect(result.current.failed).toEqual({ code: 'internal', detail: 'x is undefined' });
  act(() => result.current.retry());
  await settle(() => asked[1]?.resolve('fine'));
  expect(result.current).toMatchObject({ value: 'fine', failed: null });
  errors.mockRestore();
});

test('a silent source is asked again after half a minute, and what it said before is not forgotten', async () => {
  const { asked, read } = source();
  const { result } = renderHook(() => useReading(read, read, 1, isGood), { wrapper });
  await settle(() => asked[0]?.resolve('first'));
  await act(async () => jest.advanceTimersByTimeAsync(60_000));
  await settle(() => asked[1]?.resolve('silent'));
  expect(result.current).toMatchObject({ value: 'silent', lastGood: 'first' });
  await act(async () => jest.advanceTimersByTimeAsync(30_000));
  expect(asked).toHaveLength(3);
});

test('what a source said last is not taken for the last word of another one', async () => {
  const [first, second] = [source(), source()];
  const { result, rerender } = renderHook(({ read }) => useReading(read, read, 1, isGood), {
    wrapper,
    initialProps: { read: first.read },
  });
  await settle(() => first.asked[0]?.resolve('of the first'));
  rerender({ read: second.read });
  await settle(() => second.asked[0]?.resolve('silent'));
  expect(result.current).toMatchObject({ value: 'silent', lastGood: null });
});

test('another source is read once, also when the dashboard is refreshed in the same moment', async () => {
  const [first, second] = [source(), source()];
  const { rerender } = renderHook(({ read, at }) => useReading(read, read, at, isGood), {
    wrapper,
    initialProps: { read: first.read, at: 1 },
  });
  rerender({ read: second.read, at: 2 });
  expect(second.asked).toHaveLength(1);
});
