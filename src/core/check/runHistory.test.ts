/** @jest-environment node */
import type { Evaluator } from './evaluator';
import { runHistory, sourcesWithHistory } from './runHistory';
import { checkDefinition } from './testData';
import type { TimeGrid } from './timeGrid';

const GRID: TimeGrid = { fromMs: 0, toMs: 4000, stepMs: 1000 };
const signal = new AbortController().signal;
const PROMETHEUS = checkDefinition({ id: 'p.a' });
const PROXMOX = checkDefinition({ id: 'v.a', kind: 'proxmox' });

function evaluator(change: Partial<Evaluator> = {}): Evaluator {
  return {
    sources: [{ uid: 's', name: 'source' }],
    evaluate: () => Promise.reject(new Error('not asked about now')),
    ...change,
  };
}

it('tells what is not connected from what is and keeps no history', async () => {
  const { checks, sources } = await runHistory([PROMETHEUS, PROXMOX], GRID, {
    registry: { proxmox: evaluator() },
    signal,
  });
  expect(checks.get('p.a')).toMatchObject({ reason: { code: 'not-connected' }, entities: [] });
  expect(checks.get('v.a')?.reason).toEqual({
    code: 'no-history',
    detail: 'Proxmox keeps nothing of this that could be judged by the hour.',
  });
  expect(sources).toEqual([]);
  expect([...checks.values()].map(({ whole }) => whole.states)).toEqual(['----', '----']);
});

it('does not say of logs that nothing is kept', async () => {
  const check = checkDefinition({ id: 'l.a', kind: 'loki' });
  const { checks } = await runHistory([check], GRID, { registry: { loki: evaluator() }, signal });
  expect(checks.get('l.a')).toMatchObject({
    reason: { code: 'no-history', detail: 'Loki would have to read every line of those days again.' },
    whole: { states: '----' },
  });
});

it('is unknown in every step where an evaluator broke or forgot a check', async () => {
  const broken = await runHistory([PROMETHEUS], GRID, {
    registry: { prometheus: evaluator({ history: () => Promise.reject(new Error('boom')) }) },
    signal,
  });
  expect(broken.checks.get('p.a')?.whole).toEqual({ states: 'uuuu', reason: 'internal' });
  const forgetful = evaluator({ history: () => Promise.resolve({ sources: [], checks: new Map() }) });
  const forgotten = await runHistory([PROMETHEUS], GRID, { registry: { prometheus: forgetful }, signal });
  expect(forgotten.checks.get('p.a')?.whole.states).toBe('uuuu');
});

it('is unknown in every step of a check whose pack cannot be read, and asks nobody about it', async () => {
  const check = checkDefinition({ id: 'p.b', broken: { code: 'bad-definition' } });
  const history = () => Promise.reject(new Error('asked'));
  const { checks } = await runHistory([check], GRID, { registry: { prometheus: evaluator({ history }) }, signal });
  expect(checks.get('p.b')?.whole).toEqual({ states: 'uuuu', reason: 'bad-definition' });
});

it('keeps the order of the definitions, asks each once and adds the progress of the kinds up', async () => {
  const seen: Array<[number, number]> = [];
  const asked: string[] = [];
  const kind = (total: number) =>
    evaluator({
      history: (own, _grid, { onProgress }) => {
        asked.push(...own.map(({ id }) => id));
        onProgress(1, total);
        return Promise.resolve({
          sources: [],
          checks: new Map(own.map(({ id }) => [id, { entities: [], problems: [] }])),
        });
      },
    });
  const { checks } = await runHistory([PROXMOX, PROMETHEUS, PROXMOX], GRID, {
    registry: { prometheus: kind(2), proxmox: kind(3) },
    signal,
    onProgress: (done, total) => seen.push([done, total]),
  });
  expect([...checks.keys()]).toEqual(['v.a', 'p.a']);
  expect(asked.sort()).toEqual(['p.a', 'v.a']);
  expect(seen[seen.length - 1]).toEqual([2, 5]);
});

it('rejects when the caller aborts, and for nothing else', async () => {
  const abort = new AbortController();
  const history: Evaluator['history'] = () => {
    abort.abort();
    return Promise.reject(new Error('stopped'));
  };
  const running = runHistory([PROMETHEUS], GRID, {
    registry: { prometheus: evaluator({ history }) },
    signal: abort.signal,
  });
  await expect(running).rejects.toThrow(/abort/i);
});

it('names who will be asked about the past', () => {
  const withHistory = evaluator({ history: () => Promise.reject(new Error('not asked')) });
  expect(sourcesWithHistory({ prometheus: withHistory, proxmox: evaluator() })).toEqual(withHistory.sources);
});
