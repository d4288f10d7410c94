/** @jest-environment node */
import type { Evaluator, Observation } from './evaluator';
import type { Evidence } from './result';
import { runChecks, type RunOptions } from './run';
import { checkDefinition } from './testData';

const signal = () => new AbortController().signal;
const options = (more: Partial<RunOptions>): RunOptions => ({
  registry: {},
  clock: () => 5000,
  windowSeconds: 3600,
  signal: signal(),
  ...more,
});
const evidence: Evidence = {
  sourceUid: 's',
  sourceName: 'S',
  query: '',
  presence: '',
  askedMs: 0,
  durationMs: 0,
  answered: 1,
  expected: 1,
  oldestSampleAgeMs: 0,
};
const one: Observation = {
  entities: [{ sourceUid: 's', labels: { instance: 'a' }, value: 1, sampleMs: 1, trend: [] }],
  evidence: [evidence],
};

function evaluator(evaluate: Evaluator['evaluate'], uid = 's'): Evaluator {
  return { sources: [{ uid, name: uid.toUpperCase() }], evaluate };
}

describe('runChecks', () => {
  it('says not-connected for a kind without evaluator, or without sources', async () => {
    const silent: Evaluator = { sources: [], evaluate: () => Promise.reject(new Error('must not be asked')) };
    const checks = [checkDefinition({ id: 't.pve', kind: 'proxmox' }), checkDefinition({ id: 't.prom' })];
    const result = await runChecks(checks, options({ registry: { prometheus: silent } }));
    expect([...result.checks.values()].map(({ verdict, reason }) => [verdict, reason?.code])).toEqual([
      ['na', 'not-connected'],
      ['na', 'not-connected'],
    ]);
  });

  it('says that a check is unknown whose pack cannot be read, and asks nobody about it', async () => {
    const asked: string[] = [];
    const prometheus = evaluator((checks) => {
      asked.push(...checks.map(({ id }) => id));
      return Promise.resolve(new Map(checks.map(({ id }) => [id, one])));
    });
    const broken = { code: 'bad-definition' as const, detail: 'mine.yaml:3:1: warn' };
    const checks = [checkDefinition({ id: 't.broken', broken }), checkDefinition({ id: 't.well' })];
    const result = await runChecks(checks, options({ registry: { prometheus } }));
    expect(asked).toEqual(['t.well']);
    expect(result.checks.get('t.broken')).toMatchObject({ verdict: 'unknown', reason: broken });
    expect(result.checks.get('t.well')?.verdict).toBe('pass');
    const alone = await runChecks([checks[0]!], options({ registry: {} }));
    expect(alone.checks.get('t.broken')?.verdict).toBe('unknown');
  });

  it('looks evaluators up by kind, whatever the kind', async () => {
    const loki = evaluator((checks) => Promise.resolve(new Map(checks.map(({ id }) => [id, one]))));
    const result = await runChecks([checkDefinition({ kind: 'loki' })], options({ registry: { loki } }));
    expect(result.checks.get('t.check')?.verdict).toBe('pass');
  });

  it('asks each check once and keeps the order of the definitions', async () => {
    const asked: string[] = [];
    const prometheus = evaluator((checks) => {
      asked.push(...checks.map(({ id }) => id));
      return Promise.resolve(new Map(checks.map(({ id }) => [id, one])));
    });
    const checks = [
      checkDefinition({ id: 't.b' }),
      checkDefinition({ id: 't.p', kind: 'proxmox' }),
      checkDefinition({ id: 't.a' }),
      checkDefinition({ id: 't.b' }),
    ];
    const result = await runChecks(checks, options({ registry: { prometheus } }));
    expect(asked).toEqual(['t.b', 't.a']);
    expect([...result.checks.keys()]).toEqual(['t.b', 't.p', 't.a']);
  });

  it('turns a bug in an evaluator into unknown/internal of its checks only', async () => {
    const prometheus = evaluator(() => Promise.reject(new TypeError('bug')));
    const loki = evaluator((checks) => Promise.resolve(new Map(checks.map(({ id }) => [id, one]))), 'l');
    const checks = [checkDefinition({ id: 't.a' }), checkDefinition({ id: 't.b', kind: 'loki' })];
    const result = await runChecks(checks, options({ registry: { prometheus, loki } }));
    expect(result.checks.get('t.a')).toMatchObject({ verdict: 'unknown', reason: { code: 'internal' } });
    expect(result.checks.get('t.a')?.reason?.detail).toContain('TypeError: bug');
    expect(result.checks.get('t.b')?.verdict).toBe('pass');
  });

  it('is unknown for a check that the evaluator forgot', async () => {
    const prometheus = evaluator(() => Promise.resolve(new Map()));
    const result = await runChecks([checkDefinition()], options({ registry: { prometheus } }));
    expect(result.checks.get('t.check')).toMatchObject({ verdict: 'unknown', reason: { code: 'internal' } });
  });

  it('tells the progress: who has answered, who is still asked', async () => {
    const seen: Array<[answered: string[], pending: string[]]> = [];
    const prometheus = evaluator((checks, { onSource }) => {
      onSource({ uid: 's', name: 'S', answered: true, durationMs: 1 });
      return Promise.resolve(new Map(checks.map(({ id }) => [id, one])));
    });
    const loki = evaluator(async (checks, { onSource }) => {
      await Promise.resolve();
      await Promise.resolve();
      onSource({ uid: 'l', name: 'L', answered: false, problem: { code: 'timeout' }, durationMs: 1 });
      return new Map(checks.map(({ id }) => [id, one]));
    }, 'l');
    const checks = [checkDefinition({ id: 't.a' }), checkDefinition({ id: 't.b', kind: 'loki' })];
    const onProgress: RunOptions['onProgress'] = (partial, pending) =>
      seen.push([partial.sources.map(({ uid }) => uid), pending.map(({ uid }) => uid)]);
    const result = await runChecks(checks, options({ registry: { prometheus, loki }, onProgress }));
    expect(seen[0]).toEqual([['s'], ['l']]);
    expect(seen[seen.length - 1]).toEqual([['s', 'l'], []]);
    expect(result.sources.map(({ uid, answered }) => [uid, answered])).toEqual([
      ['l', false],
      ['s', true],
    ]);
  });

  it('rejects when the caller aborts, and only then', async () => {
    const controller = new AbortController();
    const prometheus = evaluator(() => {
      controller.abort();
      return Promise.reject(new Error('fetch failed'));
    });
    await expect(
      runChecks([checkDefinition()], options({ registry: { prometheus }, signal: controller.signal }))
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
