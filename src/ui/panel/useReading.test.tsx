import { act, renderHook } from '@testing-library/react';

import { useReading } from './useReading';

type Answer = { resolve: (value: string) => void; reject: (error: Error) => void; signal: AbortSignal };

/** A source that answers when the test says so. */
function source() {
  const asked: Answer[] = [];
  const read = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => asked.push({ resolve, reject, signal }));
  return { asked, read };
}

const settle = (how: () => void) =>
  act(async () => {
    how();
    await Promise.resolve();
  });

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('what was read stays while it is read again', async () => {
  const { asked, read } = source();
  const { result, rerender } = renderHook(({ refreshedMs }) => useReading(read, refreshedMs), {
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
  renderHook(() => useReading(read, 1));
  await act(async () => jest.advanceTimersByTimeAsync(600_000));
  expect(asked).toHaveLength(1);
  await settle(() => asked[0]?.resolve('first'));
  await act(async () => jest.advanceTimersByTimeAsync(60_000));
  expect(asked).toHaveLength(2);
});

test('nothing of one source is shown as another one', async () => {
  const [first, second] = [source(), source()];
  const { result, rerender } = renderHook(({ read }) => useReading(read, 1), { initialProps: { read: first.read } });
  await settle(() => first.asked[0]?.resolve('of the first'));
  rerender({ read: second.read });
  expect(result.current.value).toBeNull();
  expect(first.asked[0]?.signal.aborted).toBe(true);
});

test('an answer that comes after a newer question is dropped', async () => {
  const { asked, read } = source();
  const { result, rerender } = renderHook(({ refreshedMs }) => useReading(read, refreshedMs), {
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
  const { result } = renderHook(() => useReading(read, 1));
  await settle(() => asked[0]?.reject(new TypeError('x is undefined')));
  expect(result.current.failed).toEqual({ code: 'internal', detail: 'x is undefined' });
  act(() => result.current.retry());
  await settle(() => asked[1]?.resolve('fine'));
  expect(result.current).toMatchObject({ value: 'fine', failed: null });
  errors.mockRestore();
});
