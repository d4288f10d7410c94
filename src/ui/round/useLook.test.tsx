import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';

import type { CheckDefinition } from '../../core/check/definition';
import type { Evaluator, EvaluatorRegistry, Trends, TrendWanted } from '../../core/check/evaluator';
import { NO_MEMORY, type VerdictMemory } from '../../core/check/memory';
import { ServicesProvider } from '../services';
import { FakeRounds } from './fakeRounds';
import { useLook } from './useLook';

let world: FakeRounds;
let definitions: readonly CheckDefinition[];
let registry: EvaluatorRegistry;
/** What verdicts remember. */
let recall: () => Promise<VerdictMemory>;

/** Lets polls and promises run. */
async function pass(ms: number): Promise<void> {
  await act(async () => {
    world.nowMs += ms;
    await jest.advanceTimersByTimeAsync(ms);
  });
}

async function look() {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ServicesProvider services={world.services}>{children}</ServicesProvider>
  );
  const list = { connection: { registry }, memory: { recall }, template: { windowSeconds: 57_600 }, definitions };
  const view = renderHook(() => useLook(list), { wrapper });
  await pass(0);
  return view;
}

/** What checks said, by id; null before any did. */
const verdicts = (result: ReturnType<typeof useLook>['result']) =>
  result && Object.fromEntries([...result.checks].map(([id, { verdict }]) => [id, verdict]));

/** Answers wait until the returned function is called. */
function closeGate(): () => void {
  let open: () => void = () => undefined;
  world.gate = new Promise((resolve) => {
    open = resolve;
  });
  return open;
}

beforeEach(async () => {
  jest.useFakeTimers();
  world = new FakeRounds();
  recall = () => Promise.resolve(NO_MEMORY);
  definitions = (await world.services.library()).checks;
  registry = (await world.services.connect(new AbortController().signal)).registry;
});
afterEach(() => jest.useRealTimers());

test('it is looked at again every minute, every half while a source is silent', async () => {
  const { result } = await look();
  expect(result.current).toMatchObject({ checking: null, settled: true, nextMs: world.nowMs + 60_000 });
  world.silent = { code: 'timeout' };
  await pass(60_000);
  expect(result.current.nextMs).toBe(world.nowMs + 30_000);
  world.silent = null;
  world.values['node.memory'] = 0.99;
  await pass(30_000);
  expect(verdicts(result.current.result)).toEqual({ 'node.disk': 'fail', 'node.memory': 'fail' });
});

test('what every source said last is kept while one is silent', async () => {
  const { result } = await look();
  const good = result.current.result;
  world.silent = { code: 'timeout' };
  await pass(60_000);
  expect(result.current.lastGood).toBe(good);
  expect(result.current.result).not.toBe(good);
});

test('who is asked is known before anybody answers, and the groups are shown after two seconds at the latest', async () => {
  closeGate();
  const { result } = await look();
  expect(result.current).toMatchObject({ checking: 'all', settled: false, nextMs: null });
  expect(result.current.pending).toEqual([{ uid: 'prom', name: 'mimir-prod' }]);
  await pass(2_000);
  expect(result.current.settled).toBe(true);
});

test('half of the first look is shown while it goes on, and is none when it is cancelled', async () => {
  const never = new Promise<never>(() => undefined);
  const slow = { sources: [{ uid: 'slow', name: 'slow' }], evaluate: () => never };
  registry = { ...registry, proxmox: slow };
  const [disk, memory] = definitions;
  definitions = [disk, memory && { ...memory, kind: 'proxmox' as const }].filter((check) => check !== undefined);
  const { result } = await look();
  expect(verdicts(result.current.result)).toEqual({ 'node.disk': 'fail' });
  expect(result.current.pending).toEqual([{ uid: 'slow', name: 'slow' }]);
  act(() => result.current.cancel());
  expect(result.current).toMatchObject({ result: null, pending: [], checking: null, settled: false, nextMs: null });
  await pass(300_000);
  expect(result.current.result).toBeNull();
});

test('a later look that is cancelled leaves the last one, and the next comes by itself', async () => {
  const { result } = await look();
  const before = result.current.result;
  closeGate();
  act(() => result.current.again());
  expect(result.current).toMatchObject({ checking: 'all', result: before });
  act(() => result.current.cancel());
  expect(result.current).toMatchObject({ checking: null, result: before, settled: true, nextMs: world.nowMs + 60_000 });
});

test('one item is looked at again without the others', async () => {
  const { result } = await look();
  const askedMs = world.nowMs;
  world.values = { 'node.disk': 0.1, 'node.memory': 0.99 };
  const open = closeGate();
  await pass(5_000);
  act(() => result.current.againItem('disks', ['node.disk']));
  expect(result.current.checking).toBe('disks');
  open();
  await pass(0);
  expect(result.current.checking).toBeNull();
  expect(verdicts(result.current.result)).toEqual({ 'node.disk': 'pass', 'node.memory': 'pass' });
  expect(result.current.result?.askedMs).toBe(askedMs);
});

test('an item that is looked at before the first look has ended does not pass for the whole', async () => {
  const open = closeGate();
  const { result } = await look();
  act(() => result.current.againItem('disks', ['node.disk']));
  open();
  await pass(0);
  expect(verdicts(result.current.result)).toEqual({ 'node.disk': 'fail', 'node.memory': 'pass' });
});

test('what is remembered is asked for with each look: a thing that left while it was bad still is', async () => {
  const labels = { instance: 'pve-a9' };
  const known = { sourceUid: 'prom', labels, verdict: 'fail' as const, value: 0.97, seenMs: world.nowMs - 86_400_000 };
  world.values['node.disk'] = 0.1;
  const { result } = await look();
  expect(verdicts(result.current.result)).toMatchObject({ 'node.disk': 'pass' });
  recall = () => Promise.resolve({ ...NO_MEMORY, known: (checkId) => (checkId === 'node.disk' ? [known] : []) });
  const memory = await look();
  expect(verdicts(memory.result.current.result)).toMatchObject({ 'node.disk': 'fail' });
  expect(memory.result.current.result?.checks.get('node.disk')?.entities[0]).toMatchObject({ labels, value: 0.97 });
});

test('verdicts do not wait for trends, which fill in and change none', async () => {
  let answer: (trends: Trends) => void = () => undefined;
  const wanted: TrendWanted[] = [];
  const { prometheus } = registry;
  const trends: Evaluator['trends'] = (shown) => {
    wanted.push(...shown);
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  const bare: Evaluator['evaluate'] = async (checks, context) =>
    new Map(
      [...((await prometheus?.evaluate(checks, context)) ?? [])].map(([id, { entities, evidence }]) => [
        id,
        { evidence, entities: entities.map((entity) => ({ ...entity, trend: [] })) },
      ])
    );
  registry = { ...registry, ...(prometheus && { prometheus: { ...prometheus, evaluate: bare, trends } }) };
  const { result } = await look();
  expect(verdicts(result.current.result)).toEqual({ 'node.disk': 'fail', 'node.memory': 'pass' });
  expect(result.current).toMatchObject({ settled: true, checking: null });
  expect(wanted.map(({ check: { id } }) => id)).toEqual(['node.disk']);
  const [entity] = result.current.result?.checks.get('node.disk')?.entities ?? [];
  expect(entity?.trend).toEqual([]);
  const points = [0.5, 0.95].map((value, index) => ({ timeMs: world.nowMs - (2 - index) * 600_000, value }));
  await act(async () => answer(new Map([['node.disk', new Map([[entity?.key ?? '', points]])]])));
  const filled = result.current.result?.checks.get('node.disk')?.entities[0];
  expect(filled).toEqual({ ...entity, trend: points, sinceMs: world.nowMs - 600_000 });
  act(() => result.current.showEvidence('node.memory'));
  await pass(0);
  expect(wanted.map(({ check: { id } }) => id)).toEqual(['node.disk', 'node.memory']);
});

test('the first look waits for what is remembered, and is cancelled while it does', async () => {
  recall = () => new Promise(() => undefined);
  const { result } = await look();
  expect(result.current).toMatchObject({ result: null, checking: 'all' });
  act(() => result.current.cancel());
  expect(result.current).toMatchObject({ result: null, checking: null });
});
