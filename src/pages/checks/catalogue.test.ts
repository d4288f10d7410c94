import fc from 'fast-check';

import type { CheckDefinition } from '../../core/check/definition';
import type { CheckResult, RunResult } from '../../core/check/result';
import { checkDefinition } from '../../core/check/testData';
import { VERDICTS_WORST_FIRST, verdictRank, worstVerdict, type Verdict } from '../../core/check/verdict';
import { catalogueOf, changedRows, checkRows, matches, partsOf, type CheckRow } from './catalogue';

function check(id: string, verdict: Verdict, change: Partial<CheckResult> = {}): CheckResult {
  const definition = checkDefinition({ id, pack: id.split('.')[0] ?? '', title: `Title of ${id}` });
  const counts = { fail: 0, unknown: 0, warn: 0, pass: 0, na: 0 };
  return { definition, verdict, entities: [], counts, finding: null, evidence: [], gone: [], ...change };
}

function rowsOf(checks: readonly CheckResult[], opened: Record<string, Verdict> = {}): CheckRow[] {
  const result: RunResult = { askedMs: 0, checks: new Map(checks.map((one) => [one.definition.id, one])), sources: [] };
  return checkRows(
    checks.map(({ definition }) => definition),
    result,
    true,
    new Map(Object.entries(opened))
  );
}

const ids = (rows: readonly CheckRow[]) => rows.map(({ definition }) => definition.id);

test('a check without an answer is pending while it is looked at, and unknown after', () => {
  const definitions: CheckDefinition[] = [checkDefinition({ id: 'a.a' })];
  expect(checkRows(definitions, null, false, new Map())).toMatchObject([{ standing: 'pending', result: null }]);
  expect(checkRows(definitions, null, true, new Map())).toMatchObject([{ standing: 'unknown' }]);
});

const catalogue = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...VERDICTS_WORST_FIRST)), {
  minLength: 1,
  maxLength: 30,
});

test('every check stands once, the worst pack first, and only packs without anything to look at stand last', () => {
  fc.assert(
    fc.property(catalogue, (made) => {
      const rows = rowsOf(made.map(([pack, verdict], index) => check(`${pack}.c${index}`, verdict)));
      const { packs, without } = catalogueOf(rows);
      expect([...packs, ...without].flatMap((group) => ids(group.rows)).sort()).toEqual(ids(rows).sort());
      const ranks = packs.map((group) => verdictRank(worstVerdict(group.rows.map(({ opened }) => opened as Verdict))));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(without.every((group) => group.rows.every(({ standing }) => standing === 'na'))).toBe(true);
      expect(packs.every((group) => group.rows.some(({ standing }) => standing !== 'na'))).toBe(true);
    })
  );
});

test('rows and packs stay where they stood, and what turned bad is told', () => {
  const rows = rowsOf([check('a.a', 'pass'), check('b.b', 'fail')], { 'a.a': 'fail', 'b.b': 'pass' });
  expect(catalogueOf(rows).packs.map(({ pack }) => pack)).toEqual(['a', 'b']);
  expect(ids(partsOf(rows, new Set()).exceptions)).toEqual(['a.a']);
  expect(ids(changedRows(rows))).toEqual(['b.b']);
});

const evidence = (sourceUid: string, silent: boolean): CheckResult['evidence'][number] => ({
  sourceUid,
  sourceName: sourceUid,
  query: '',
  presence: '',
  askedMs: 0,
  durationMs: 0,
  answered: 0,
  expected: 0,
  oldestSampleAgeMs: null,
  ...(silent && { problem: { code: 'timeout' as const } }),
});
const entity = (sourceUid: string, verdict: Verdict): CheckResult['entities'][number] => ({
  key: sourceUid,
  sourceUid,
  labels: { instance: 'db-1' },
  verdict,
  value: null,
  sampleMs: null,
  trend: [],
  sinceMs: null,
});

test.each<[string, Partial<CheckResult>, boolean]>([
  ['nobody else was asked', { evidence: [evidence('down', true)] }, true],
  [
    'the other source is well',
    { evidence: [evidence('down', true), evidence('up', false)], entities: [entity('up', 'pass')] },
    true,
  ],
  [
    'a thing of the other source is unknown too',
    { evidence: [evidence('down', true), evidence('up', false)], entities: [entity('up', 'unknown')] },
    false,
  ],
  ['the other source refused the query', { evidence: [evidence('down', true), evidence('up', true)] }, false],
  ['nobody is silent', { evidence: [evidence('up', false)], entities: [entity('up', 'unknown')] }, false],
])('a check hides behind a silent source alone: %s', (_why, change, isHidden) => {
  const { silenced, exceptions } = partsOf(rowsOf([check('a.a', 'unknown', change)]), new Set(['down']));
  expect([silenced.length, exceptions.length]).toEqual(isHidden ? [1, 0] : [0, 1]);
});

test.each([
  ['DB-1', true],
  ['a.a', true],
  ['title OF', true],
  ['elsewhere', false],
])('search for %s', (text, isFound) => {
  const [row] = rowsOf([check('a.a', 'pass', { entities: [entity('up', 'pass')] })]) as [CheckRow];
  expect(matches(row, { text, verdicts: new Set(), list: null })).toBe(isFound);
});

test('a pack names each of its sources once, whatever is computed from them', () => {
  const asked = check('a.a', 'pass', { evidence: [{ ...evidence('x', false), sourceName: 'X' }] });
  const computed = check('a.sum', 'pass', { evidence: [{ ...evidence('calc', false), sourceName: 'X, Y' }] });
  const sum = { ...computed, definition: { ...computed.definition, kind: 'calc' as const } };
  expect(catalogueOf(rowsOf([asked, sum])).packs[0]?.sources).toEqual(['X']);
  expect(catalogueOf(rowsOf([sum])).packs[0]?.sources).toEqual(['X, Y']);
});
