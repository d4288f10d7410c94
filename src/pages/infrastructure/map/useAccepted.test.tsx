import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';

import { SourceError } from '../../../sources/sourceError';
import { ConnectedProvider, connectedOf } from '../../../ui/connection';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { ServicesProvider } from '../../../ui/services';
import { useAccepted } from './useAccepted';

const DAY_MS = 86_400_000;
const CLUSTER = { uid: 'pve-a', name: 'pve-a' };

let world: FakeRounds;

/** Lets polls and promises run. */
async function pass(ms: number): Promise<void> {
  await act(async () => {
    world.nowMs += ms;
    await jest.advanceTimersByTimeAsync(ms);
  });
}

async function open() {
  const connection = world.connection();
  const library = { checks: [], checklists: [], systems: [], kpis: [] };
  const connected = connectedOf(connection, library, world.services.clock);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ServicesProvider services={world.services}>
      <ConnectedProvider value={connected}>{children}</ConnectedProvider>
    </ServicesProvider>
  );
  const view = renderHook(() => useAccepted(CLUSTER), { wrapper });
  await pass(0);
  return view;
}

/** So many machines that one event cannot carry them. */
const rows = Array.from({ length: 800 }, (_, id) => ({ key: `node/${'n'.repeat(60)}${id}`, fields: {} }));
const few = rows.slice(0, 2);

const latestRows = ({ known }: ReturnType<typeof useAccepted>) =>
  known.state === 'ready' ? (known.value.latest?.rows.length ?? null) : known.state;

beforeEach(() => {
  jest.useFakeTimers();
  world = new FakeRounds();
});
afterEach(() => jest.useRealTimers());

test('a copy that was accepted years ago is found', async () => {
  const first = await open();
  await act(() => first.result.current.accept(few, undefined));
  first.unmount();
  await pass(900 * DAY_MS);
  expect(latestRows((await open()).result.current)).toBe(2);
});

test('a copy that somebody else accepts is seen without asking', async () => {
  const [mine, theirs] = [await open(), await open()];
  expect(latestRows(mine.result.current)).toBeNull();
  await act(() => theirs.result.current.accept(few, undefined));
  theirs.unmount();
  await pass(10_000);
  expect(latestRows(mine.result.current)).toBe(2);
});

test('what was kept of a copy is not written again when the rest is', async () => {
  world.answerErrors = [new SourceError('timeout', 'no answer')];
  const { result } = await open();
  expect(await act(() => result.current.accept(rows, undefined))).toBe(false);
  expect(result.current.problem).toMatchObject({ code: 'timeout' });
  expect(latestRows(result.current)).toBeNull();
  expect(await act(() => result.current.accept(rows, undefined))).toBe(true);
  const keys = world.written.map(({ key }) => key);
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(keys.length);
  expect(latestRows(result.current)).toBe(rows.length);
});

test('nothing is written over a journal that cannot be read', async () => {
  const { journal } = await world.services.connect(new AbortController().signal);
  const { result } = await open();
  const down = jest.spyOn(journal, 'read').mockRejectedValueOnce(new SourceError('source-down', 'refused'));
  expect(await act(() => result.current.accept(few, undefined))).toBe(false);
  expect(result.current.problem).toMatchObject({ code: 'source-down' });
  expect(world.written).toEqual([]);
  down.mockRestore();
});
