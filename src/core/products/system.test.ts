import fc from 'fast-check';

import { judge } from '../check/judge';
import type { CheckResult } from '../check/result';
import { checkDefinition } from '../check/testData';
import { VERDICTS_WORST_FIRST, type Verdict } from '../check/verdict';
import type { Read } from '../inventory/read';
import type { ArgoParts } from './argocd/parts';
import { ARGOCD } from './argocd/product';
import { standingRank } from './pending';
import { notPassing, sinceOf, standingOf, verdictOf } from './standing';
import { systemsByKind, worstSystemsFirst, type System } from './system';

const NOW_MS = Date.UTC(2026, 10, 20, 7, 31);

function check(id: string, values: Record<string, number>, changes = {}): CheckResult {
  return judge(checkDefinition({ id, by: ['name'], unit: 'ratio', op: 'gt', warn: 0.8, fail: 0.9, ...changes }), {
    entities: Object.entries(values).map(([name, value]) => ({
      sourceUid: 'argo',
      labels: { name },
      value,
      sampleMs: NOW_MS,
      trend: [
        { timeMs: NOW_MS - 7_200_000, value: 0 },
        { timeMs: NOW_MS - 3_600_000, value },
        { timeMs: NOW_MS, value },
      ],
    })),
    evidence: [],
  });
}

function system(name: string, product: string, verdict: Verdict): System {
  return {
    key: `${product} ${name}`,
    product,
    name,
    sourceUid: name,
    verdict,
    sinceMs: null,
    finding: null,
    more: 0,
    silent: null,
    figures: [],
    asOfMs: NOW_MS,
  };
}

const systems = fc.array(
  fc
    .tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom('proxmox-ve', 'ceph', 'metrics'),
      fc.constantFrom<Verdict>(...VERDICTS_WORST_FIRST)
    )
    .map((parts) => system(...parts))
);

test('worst first, unknown before warning, and the same order whoever answered first', () => {
  fc.assert(
    fc.property(systems, (list) => {
      const ranks = worstSystemsFirst(list).map(({ verdict }) => standingRank(verdict));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(worstSystemsFirst([...list].reverse())).toEqual(worstSystemsFirst(list));
    })
  );
});

test('by kind each kind stands together, worst first', () => {
  const names = systemsByKind([
    system('a', 'ceph', 'fail'),
    system('b', 'proxmox-ve', 'pass'),
    system('c', 'proxmox-ve', 'unknown'),
  ]).map(({ name }) => name);
  expect(names).toEqual(['c', 'b', 'a']);
});

test('a system of whose checks none has a word is unknown, not fine', () => {
  expect(standingOf([])).toBe('unknown');
  expect(standingOf([{ ...check('a.a', {}), verdict: 'na' }])).toBe('unknown');
  expect(standingOf([check('a.a', { x: 0.1 })])).toBe('pass');
});

test('what does not pass stands worst first and leaves out the rest', () => {
  const list = [check('a.pass', { x: 0.1 }), check('a.warn', { x: 0.85 }), check('a.fail', { x: 0.95 })];
  expect(notPassing(list).map(({ definition: { id } }) => id)).toEqual(['a.fail', 'a.warn']);
});

test('a thing has the worst verdict of the checks that speak of it, and none where no check does', () => {
  const list = [check('a.one', { x: 0.85, y: 0.1 }), check('a.two', { x: 0.1 })];
  expect(verdictOf(list, { name: 'x' })).toBe('warn');
  expect(verdictOf(list, { name: 'y' })).toBe('pass');
  expect(verdictOf(list, { name: 'z' })).toBe('na');
});

test('a check has been bad since the first of its things was', () => {
  expect(sinceOf(check('a.one', { x: 0.95, y: 0.1 }))).toBe(NOW_MS - 3_600_000);
  expect(sinceOf(check('a.one', { x: 0.1 }))).toBeNull();
});

describe('an Argo CD', () => {
  const line = (applications: Read<ArgoParts['applications']>, checks: readonly CheckResult[]) =>
    ARGOCD.system(
      ARGOCD.view(
        { uid: 'argo', name: 'argo-prod' },
        { snapshot: { applications }, checks },
        { nowMs: NOW_MS, zone: 'UTC' }
      )
    );

  test('whose applications nobody may read is unknown with question marks, not empty', () => {
    const reason = { code: 'not-permitted' as const, detail: 'permission denied' };
    const found = line({ ok: false, reason }, [
      check('argocd.one', { shop: 0.95 }),
      check('argocd.two', { shop: 0.95 }),
    ]);
    expect(found).toMatchObject({ verdict: 'unknown', silent: reason, asOfMs: null, more: 0 });
    expect(found.figures.map(({ value, verdict }) => [value, verdict])).toEqual(Array(4).fill([null, 'unknown']));
  });

  test('without applications counts 0 and takes its verdict from its checks', () => {
    const found = line({ ok: true, value: [], atMs: NOW_MS }, [check('argocd.drift', { shop: 0.95 })]);
    expect(found).toMatchObject({ verdict: 'fail', silent: null, asOfMs: NOW_MS, more: 0 });
    expect(found.figures.map(({ value }) => value)).toEqual([0, 0, 0, 0]);
  });
});
