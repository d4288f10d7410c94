/** @jest-environment node */
import type { CheckDefinition } from '../check/definition';
import type { RunResult } from '../check/result';
import { runChecks } from '../check/run';
import { checkDefinition } from '../check/testData';
import type { Reason } from '../check/verdict';
import { inventoryEvaluator, inventoryGroup, type InventoryGroup } from './inventoryEvaluator';
import type { Inventory } from './port';
import type { Measure, MeasureTable, Read } from './read';

const NOW = 1_795_200_000_000;

interface Parts {
  disks: readonly string[];
  fans: number;
}

interface OtherParts {
  shelves: number;
}

function entity(labels: Record<string, string>, value: number | null) {
  return { labels, value, sampleMs: NOW, trend: [] };
}

const disks: Measure<Parts> = {
  needs: ['disks'],
  labels: ['disk'],
  paths: ['GET /disks'],
  observe: ({ disks: read }) => ({
    entities: read?.ok ? read.value.map((disk) => entity({ disk }, disk.length)) : [],
  }),
};
const measures: MeasureTable<Parts> = {
  't.disks': disks,
  't.fans': {
    needs: ['fans'],
    labels: [],
    paths: ['GET /fans'],
    observe: ({ fans }) => ({ entities: fans?.ok ? [entity({}, fans.value)] : [] }),
  },
  't.disks-maybe-fans': { ...disks, wants: ['fans'] },
  't.broken': {
    ...disks,
    observe: () => {
      throw new Error('oops');
    },
  },
  't.part': { ...disks, observe: (...all) => ({ ...disks.observe(...all), problem: { code: 'not-permitted' } }) },
};
const shelves: MeasureTable<OtherParts> = {
  'o.shelves': {
    needs: ['shelves'],
    labels: [],
    paths: ['GET /shelves'],
    observe: () => ({ entities: [entity({}, 1)] }),
  },
};

const ok = <T>(value: T, ageMs = 0): Read<T> => ({ ok: true, value, atMs: NOW - ageMs });
const no = (code: Reason['code']): Read<never> => ({ ok: false, reason: { code } });

function server<P>(name: string, parts: { [K in keyof P]: Read<P[K]> }): Inventory<P> & { asked: string[][] } {
  const asked: string[][] = [];
  return {
    uid: `uid-${name}`,
    name,
    asked,
    read(wanted) {
      asked.push([...wanted].sort());
      return Promise.resolve(parts);
    },
    forget: () => undefined,
  };
}

const check = (query: string, overrides: Partial<CheckDefinition> = {}) =>
  checkDefinition({ id: query, kind: 'proxmox', query, presence: '', by: ['disk', 'cluster'], ...overrides });

function run(
  checks: readonly CheckDefinition[],
  groups: readonly InventoryGroup[],
  signal = new AbortController().signal
): Promise<RunResult> {
  const registry = { proxmox: inventoryEvaluator(groups) };
  return runChecks(checks, { registry, clock: () => NOW, windowSeconds: 3600, signal });
}

const fine = () => server<Parts>('a', { disks: ok(['sda', 'nvme-of-a-server'], 5000), fans: ok(2, 60_000) });

describe('inventoryEvaluator', () => {
  it('reads each server once, with the parts that its checks need, and puts its name on every entity', async () => {
    const a = fine();
    const { checks, sources } = await run([check('t.disks'), check('t.fans')], [inventoryGroup([a], measures)]);
    expect(a.asked).toEqual([['disks', 'fans']]);
    expect(sources).toEqual([{ uid: 'uid-a', name: 'a', answered: true, durationMs: 0 }]);
    expect(checks.get('t.disks')).toMatchObject({
      verdict: 'fail',
      entities: [{ labels: { disk: 'nvme-of-a-server', cluster: 'a' }, verdict: 'fail' }, { verdict: 'pass' }],
      evidence: [{ query: 'GET /disks', answered: 2, expected: 2, oldestSampleAgeMs: 5000 }],
    });
    expect(checks.get('t.fans')?.evidence).toMatchObject([{ answered: 1, oldestSampleAgeMs: 60_000 }]);
  });

  it('keeps servers apart that have things of the same name', async () => {
    const [a, b] = [fine(), server<Parts>('b', { disks: ok(['sda']), fans: ok(1) })];
    const { checks } = await run([check('t.disks')], [inventoryGroup([a, b], measures)]);
    expect(checks.get('t.disks')?.entities.map(({ key }) => key)).toEqual([
      'uid-a|cluster=a,disk=nvme-of-a-server',
      'uid-a|cluster=a,disk=sda',
      'uid-b|cluster=b,disk=sda',
    ]);
  });

  it('is unknown about the checks that need a part which cannot be read, and about those alone', async () => {
    const a = server<Parts>('a', { disks: ok(['sda']), fans: no('not-permitted') });
    const asked = [check('t.disks'), check('t.fans'), check('t.disks-maybe-fans')];
    const { checks, sources } = await run(asked, [inventoryGroup([a], measures)]);
    expect(checks.get('t.disks')?.verdict).toBe('pass');
    expect(checks.get('t.disks-maybe-fans')?.verdict).toBe('pass');
    expect(checks.get('t.fans')).toMatchObject({ verdict: 'unknown', reason: { code: 'not-permitted' } });
    expect(sources).toMatchObject([{ answered: true }]);
  });

  it('says of the server that it did not answer when no part could be read', async () => {
    const a = server<Parts>('a', { disks: no('timeout'), fans: no('timeout') });
    const { checks, sources } = await run([check('t.disks'), check('t.fans')], [inventoryGroup([a], measures)]);
    expect([...checks.values()].map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown']);
    expect(sources).toMatchObject([{ answered: false, problem: { code: 'timeout' } }]);
  });

  it('is unknown when a list may lack something, but for what is worse in it', async () => {
    const passing = await run([check('t.part', { fail: 99 })], [inventoryGroup([fine()], measures)]);
    expect(passing.checks.get('t.part')).toMatchObject({ verdict: 'unknown', reason: { code: 'not-permitted' } });
    const failing = await run([check('t.part')], [inventoryGroup([fine()], measures)]);
    expect(failing.checks.get('t.part')?.verdict).toBe('fail');
  });

  it('is unknown when a part was read in part only', async () => {
    const cut = { ok: true, value: ['sda'], atMs: NOW, partial: { code: 'too-many' } } as const;
    const a = server<Parts>('a', { disks: cut, fans: ok(1) });
    const { checks } = await run([check('t.disks')], [inventoryGroup([a], measures)]);
    expect(checks.get('t.disks')).toMatchObject({
      verdict: 'unknown',
      reason: { code: 'too-many' },
      entities: [{ verdict: 'pass' }],
    });
  });

  it('takes what a measure throws for an error in that check alone', async () => {
    const { checks } = await run([check('t.broken'), check('t.disks')], [inventoryGroup([fine()], measures)]);
    expect(checks.get('t.broken')).toMatchObject({ verdict: 'unknown', reason: { code: 'internal' } });
    expect(checks.get('t.disks')?.verdict).toBe('fail');
  });

  it('takes what a server throws for an error in all its checks', async () => {
    const a = { ...fine(), read: () => Promise.reject(new Error('oops')) };
    const { checks, sources } = await run([check('t.disks')], [inventoryGroup([a], measures)]);
    expect(checks.get('t.disks')).toMatchObject({ verdict: 'unknown', reason: { code: 'internal' } });
    expect(sources).toMatchObject([{ answered: false, problem: { code: 'internal' } }]);
  });

  it('passes the abort on', async () => {
    const abort = new AbortController();
    const a: Inventory<Parts> = {
      ...fine(),
      read: () => {
        abort.abort(new Error('gone'));
        return Promise.reject(new Error('whatever'));
      },
    };
    await expect(run([check('t.disks')], [inventoryGroup([a], measures)], abort.signal)).rejects.toThrow('gone');
  });

  it('lets absent decide about a product that has no server, and asks nobody for it', async () => {
    const a = fine();
    const groups = [inventoryGroup([a], measures), inventoryGroup<OtherParts>([], shelves)];
    const { checks } = await run([check('o.shelves', { absent: 'na' }), check('t.disks')], groups);
    expect(checks.get('o.shelves')).toMatchObject({ verdict: 'na', evidence: [] });
    expect(a.asked).toEqual([['disks']]);
    const alone = await run([check('o.shelves')], groups);
    expect(alone.checks.get('o.shelves')?.verdict).toBe('unknown');
    expect(alone.sources).toEqual([]);
  });

  it('knows before it asks which servers the checks have asked', async () => {
    const b = server<OtherParts>('b', { shelves: ok(1) });
    const groups = [inventoryGroup([fine()], measures), inventoryGroup([b], shelves)];
    const checks = [check('t.disks')];
    const awaited = inventoryEvaluator(groups).asks?.(checks) ?? [];
    const { sources } = await run(checks, groups);
    expect(awaited.map(({ uid }) => uid)).toEqual(sources.map(({ uid }) => uid));
    expect(awaited.map(({ name }) => name)).toEqual(['a']);
  });

  it('evaluates two products side by side', async () => {
    const b = server<OtherParts>('b', { shelves: ok(1) });
    const { checks, sources } = await run(
      [check('o.shelves'), check('t.disks')],
      [inventoryGroup([fine()], measures), inventoryGroup([b], shelves)]
    );
    expect(checks.get('o.shelves')?.verdict).toBe('pass');
    expect(sources.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
