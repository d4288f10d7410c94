import { checkDefinition } from '../core/check/testData';
import { referenceProblems } from './computedFields';
import { parsePack } from './parsePack';

const COMMON = `
    remediation: Look.
    severity: info`;

function errorsOf(...checks: readonly string[]): string[] {
  const entries = checks.map(
    (fields, at) => `  - id: t.c${at}\n    title: Title\n    finding: It is bad\n    ${fields}${COMMON}`
  );
  const reading = parsePack(`version: 1\npack: t\ntitle: T\nchecks:\n${entries.join('\n')}\n`, 'pack.yaml');
  return reading.ok
    ? []
    : reading.errors.map(({ field, message, fix }) => `${field.replace('checks[0].', '')}: ${message}. ${fix}`);
}

const lines = (...fields: readonly string[]) => fields.join('\n    ');
const JOURNAL = [
  'kind: journal',
  'journal: { last: signature, of: [weekly] }',
  'by: [list]',
  'unit: seconds',
  'op: gt',
  'fail: 9',
];
const WORST = [
  'kind: calc',
  'calc: { fn: worst, of: [a.b] }',
  'by: [check]',
  'unit: none',
  'op: gte',
  'warn: 1',
  'fail: 2',
];
const RATIO = ['kind: calc', 'calc: { fn: ratio, of: [a.b, a.c] }', 'by: []', 'unit: ratio', 'op: lt', 'fail: 0.9'];
const BASELINE = [
  'kind: calc',
  'calc: { fn: baseline, of: [a.b], maxAge: 90d }',
  'by: [user]',
  'says: [change, was, now]',
  'unit: bool',
  'op: gte',
  'warn: 1',
];
const DELTA = [
  'kind: calc',
  'calc: { fn: delta, of: [a.b], ago: 7d }',
  'by: [user]',
  'unit: count',
  'op: gt',
  'fail: 9',
];

const swap = (fields: readonly string[], from: string, to: string) =>
  lines(...fields.map((one) => one.replace(from, to)));

test.each([
  ['journal', JOURNAL],
  ['worst', WORST],
  ['ratio', RATIO],
  ['baseline', BASELINE],
  ['delta', DELTA],
])('a check of %s is taken as it is meant', (_what, fields) => {
  expect(errorsOf(lines(...fields))).toEqual([]);
});

test.each([
  [
    'a question that is missing',
    swap(JOURNAL, 'journal: { last: signature, of: [weekly] }', 'why: no'),
    'needs a journal',
  ],
  ['a question of another kind', swap(JOURNAL, 'kind: journal', 'kind: slo'), 'has no journal'],
  ['a signature of nothing', swap(JOURNAL, 'of: [weekly]', 'of: []'), 'is one of something'],
  ['a restore test of a list', swap(JOURNAL, 'signature', 'restore-test'), 'one restore-test alone'],
  ['an item without its list', swap(JOURNAL, 'signature', 'item'), 'is not what a item is of'],
  ['an item where a list is meant', swap(JOURNAL, '[weekly]', '[weekly/docs]'), 'is not what a signature is of'],
  ['a label that no act has', swap(JOURNAL, 'by: [list]', 'by: [team]'), 'no label "team"'],
  ['an age in days', swap(JOURNAL, 'unit: seconds', 'unit: days'), 'write unit: seconds'],
  ['a query', lines(...JOURNAL, 'query: up'), 'has no query'],
  ['things that are said to leave quietly', lines(...WORST, 'vanish: ignore'), 'has no vanish'],
  ['a failure that no value reaches', swap(WORST, 'fail: 2', 'fail: 3'), 'write op: gte and fail: 2'],
  ['no failure at all', swap(WORST, 'fail: 2', 'why: no'), 'write op: gte and fail: 2'],
  ['a share that is bad when it is large', swap(RATIO, 'op: lt', 'op: gt'), 'write op: lt'],
  ['a share in percent', swap(RATIO, 'unit: ratio', 'unit: count'), 'write unit: ratio'],
  ['a baseline of two', swap(BASELINE, '[a.b]', '[a.b, a.c]'), 'must be one check'],
  ['a baseline for ever', swap(BASELINE, ', maxAge: 90d', ''), 'calc'],
  [
    'a difference that nobody is told',
    swap(BASELINE, 'says: [change, was, now]', 'says: [change]'),
    'what is different',
  ],
  ['a baseline with a lax limit', swap(BASELINE, 'warn: 1', 'warn: 2'), 'write op: gte and warn: 1'],
  ['a change since never', swap(DELTA, ', ago: 7d', ''), 'calc'],
  ['an unknown way', swap(WORST, 'worst', 'best'), 'calc'],
])('%s is refused', (_what, fields, message) => {
  expect(errorsOf(fields).join('\n')).toContain(message);
});

test('what is computed from what is computed is refused, itself included', () => {
  expect(errorsOf(swap(WORST, 'a.b', 't.c1'), lines(...RATIO)).join()).toContain('t.c1 is computed from others itself');
  expect(errorsOf(swap(WORST, 'a.b', 't.c0')).join()).toContain('t.c0 is computed from others itself');
});

describe('what a check is made of', () => {
  const part = checkDefinition({ id: 'a.b', by: ['user', 'cluster'] });
  const computed = checkDefinition({ id: 'a.c', kind: 'calc', calc: { fn: 'worst', of: ['a.b'] } });
  const known = new Map([part, computed].map((one) => [one.id, one]));
  const baseline = (of: string, by: readonly string[]) =>
    checkDefinition({ id: 't.b', kind: 'calc', by, calc: { fn: 'baseline', of: [of], maxAgeSeconds: 1 } });
  const problems = (of: string, by: readonly string[]) =>
    referenceProblems([baseline(of, by)], known).map(({ message }) => message);

  it('has to be there, asked and not computed, and of the same things', () => {
    expect(problems('a.b', ['cluster', 'user'])).toEqual([]);
    expect(problems('a.x', ['user'])).toEqual(['there is no check a.x']);
    expect(problems('a.c', ['user'])).toEqual(['a.c is computed from others itself']);
    expect(problems('a.b', ['user'])).toEqual(['its things are those of a.b']);
  });
});
