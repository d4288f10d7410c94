import type { CheckResult } from '../../core/check/result';
import { checkDefinition } from '../../core/check/testData';
import type { Reason, Verdict } from '../../core/check/verdict';
import type { ChecklistTemplate } from '../../core/checklist/template';
import { template } from '../../core/checklist/testData';
import { firstLook } from './firstLook';

const NONE: Record<Verdict, number> = { pass: 0, warn: 0, fail: 0, unknown: 0, na: 0 };

function seen(pack: string, verdict: Verdict, reason?: Reason): CheckResult {
  return {
    definition: checkDefinition({ id: `${pack}.check`, pack, hint: `Scrape ${pack}.` }),
    verdict,
    ...(reason && { reason }),
    entities: [],
    counts: { ...NONE, [verdict]: 1 },
    finding: null,
    evidence: [],
    gone: [],
  };
}

function templateOf(...packs: string[]): ChecklistTemplate {
  const items = packs.map((pack) => {
    return {
      id: pack,
      title: pack,
      shortTitle: pack,
      checks: [`${pack}.check`],
      need: 'all',
      byHand: '',
      seeds: [],
    } as const;
  });
  return { ...template(), items };
}

test('a pack that could not be asked is unknown, never without data', () => {
  const checks = [
    seen('nodes', 'pass'),
    seen('ceph', 'unknown', { code: 'source-down' }),
    seen('flux', 'unknown', { code: 'no-data' }),
    seen('incidents', 'na', { code: 'not-connected' }),
  ];
  const found = firstLook(templateOf('nodes', 'ceph', 'flux', 'incidents'), {
    askedMs: 0,
    checks: new Map(checks.map((check) => [check.definition.id, check])),
    sources: [],
  });
  expect(found.withData.map(({ pack }) => pack)).toEqual(['nodes']);
  expect(found.unknown.map(({ pack, missing }) => [pack, missing?.reason?.code])).toEqual([['ceph', 'source-down']]);
  expect(found.withoutData.map(({ pack }) => pack)).toEqual(['flux', 'incidents']);
  expect(found).toMatchObject({ itemsByMachine: 1, itemsUnknown: 1, itemsForGood: 0 });
});

test('each pack names every source that has its data, and else those that were asked', () => {
  const from = (check: CheckResult, answered: Record<string, number>): CheckResult => ({
    ...check,
    evidence: Object.entries(answered).map(([name, count]) => ({
      sourceUid: name,
      sourceName: name,
      query: '',
      presence: '',
      askedMs: 0,
      durationMs: 0,
      answered: count,
      expected: count,
      oldestSampleAgeMs: null,
    })),
  });
  const checks = [
    from(seen('nodes', 'pass'), { mimir: 3, 'pve-a': 2, 'pve-b': 0 }),
    from(seen('flux', 'unknown', { code: 'no-data' }), { mimir: 0 }),
    seen('incidents', 'na', { code: 'not-connected' }),
  ];
  const found = firstLook(templateOf('nodes', 'flux', 'incidents'), {
    askedMs: 0,
    checks: new Map(checks.map((check) => [check.definition.id, check])),
    sources: [],
  });
  expect([...found.withData, ...found.withoutData].map(({ pack, sources }) => [pack, sources])).toEqual([
    ['nodes', ['mimir', 'pve-a']],
    ['flux', ['mimir']],
    ['incidents', []],
  ]);
});
