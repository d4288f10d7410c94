/** @jest-environment node */
import { formatContentError } from '../readYaml';
import { parseCases } from './parseCases';
import type { TestCase } from './testCase';

const HEAD = 'version: 1\ntests:\n';

function testsOf(text: string): readonly TestCase[] {
  const reading = parseCases(HEAD + text, 'cases.yaml');
  if (!reading.ok) {
    throw new Error(reading.errors.map(formatContentError).join('\n'));
  }
  return reading.tests;
}

function errorsOf(text: string): string[] {
  const reading = parseCases(text, 'cases.yaml');
  return reading.ok ? [] : reading.errors.map(formatContentError);
}

const errorsIn = (fields: string) => errorsOf(`${HEAD}  - name: one\n${fields}`);

describe('lines of logs', () => {
  it('are read to data', () => {
    const [test] = testsOf(`
  - name: logs
    logs:
      '{namespace="shop",app="api"}':
        - { line: 'level=error' }
        - { line: ok, ago: 1d, every: 10s, times: 60 }
`);
    expect(test?.logs).toEqual([
      {
        labels: { namespace: 'shop', app: 'api' },
        lines: [
          { line: 'level=error', agoSeconds: 60, times: 1, everySeconds: 60 },
          { line: 'ok', agoSeconds: 86_400, times: 60, everySeconds: 10 },
        ],
      },
    ]);
    expect(test?.series).toBeUndefined();
  });

  it.each([
    ['a name', '    logs: { \'shop{a="b"}\': [{ line: x }] }\n', /an entity has labels and no name/],
    ['no line', '    logs: { \'{a="b"}\': [] }\n', /logs/],
    ['a line that is no text', '    logs: { \'{a="b"}\': [{ line: 3 }] }\n', /line/],
    ['an age that is none', '    logs: { \'{a="b"}\': [{ line: x, ago: soon }] }\n', /must be a duration/],
    ['recorded input beside them', '    logs: {}\n    input: a.json\n', /input does not go with logs/],
  ])('refuse %s', (_what, fields, message) => {
    expect(errorsIn(fields).join()).toMatch(message);
  });
});

describe('a file of tests', () => {
  it('is read to data', () => {
    const [test] = testsOf(`
  - name: all of it
    interval: 30s
    series:
      'up{instance="a"}': '1x9 {now-1h}'
      up: 0
    at: 10m
    window: 1d12h
    known:
      - { check: t.a, entity: '{instance="a"}', verdict: fail, value: 3, ago: 3d }
    gone:
      - { check: t.b, entity: '{}', ago: 2h, by: ops1, why: retired, until: 90d }
      - { check: t.b, entity: '{instance="b"}', ago: 2h, by: ops1, why: retired }
    restored:
      - { target: 'pve:a/qemu/1', ago: 1d }
      - { target: 'pve:a/qemu/2', ago: 2h, result: failed }
    backupObjectives: { rules: [{ match: {}, rpo: 4h }] }
    expect:
      t.a: unknown/vanished
      t.b: ['pass {instance="a"}', 'unknown/no-data { instance = "b" }']
      t.c: { is: na, finding: 'full in', entities: [] }
`);
    const stands = { labels: {}, startSeconds: -600, intervalSeconds: 30 };
    expect(test).toEqual({
      name: 'all of it',
      file: 'cases.yaml',
      line: 4,
      accepted: [],
      checks: [],
      refs: {},
      windowSeconds: 129_600,
      series: [
        {
          ...stands,
          name: 'up',
          labels: { instance: 'a' },
          runs: [
            { kind: 'values', first: { value: 1, ofNow: false }, step: 0, count: 10 },
            { kind: 'values', first: { value: -3600, ofNow: true }, step: 0, count: 1 },
          ],
        },
        { ...stands, name: 'up', runs: [{ kind: 'values', first: { value: 0, ofNow: false }, step: 0, count: 1 }] },
      ],
      known: [{ check: 't.a', labels: { instance: 'a' }, verdict: 'fail', value: 3, agoSeconds: 259_200 }],
      gone: [
        { check: 't.b', labels: {}, agoSeconds: 7200, by: 'ops1', why: 'retired', untilSeconds: 7_776_000 },
        { check: 't.b', labels: { instance: 'b' }, agoSeconds: 7200, by: 'ops1', why: 'retired' },
      ],
      restored: [
        { target: 'pve:a/qemu/1', agoSeconds: 86_400, result: 'restored' },
        { target: 'pve:a/qemu/2', agoSeconds: 7200, result: 'failed' },
      ],
      backupObjectives: { rules: [{ match: {}, rpo: '4h' }] },
      expect: [
        { check: 't.a', is: { verdict: 'unknown', reason: 'vanished' } },
        {
          check: 't.b',
          entities: [
            { verdict: 'pass', labels: { instance: 'a' } },
            { verdict: 'unknown', reason: 'no-data', labels: { instance: 'b' } },
          ],
        },
        { check: 't.c', is: { verdict: 'na' }, finding: 'full in', entities: [] },
      ],
    });
  });

  it('begins all series as long before the verdict as the longest one is', () => {
    const [test] = testsOf(`  - { name: one, series: { a: '1x9 _x50', b: '1' } }`);
    expect(test?.series?.map(({ startSeconds }) => startSeconds)).toEqual([-3540, -3540]);
  });

  it('takes 0x3 for four samples, quoted or not', () => {
    const [test] = testsOf(`  - { name: one, series: { a: 0x3, b: '0x3', c: 03 } }`);
    const zero = { kind: 'values', first: { value: 0, ofNow: false }, step: 0, count: 4 };
    expect(test?.series?.map(({ runs }) => runs)).toMatchObject([[zero], [zero], [{ first: { value: 3 }, count: 1 }]]);
  });

  it("puts a test's answers over the shared ones, and takes away what is null", () => {
    const [one, two, three] = testsOf(`  - { name: one, answers: { /b: 2, /c: null } }
  - { name: two, server: argocd }
  - { name: three, input: api.json }
server: proxmox-ve
answers: { /a: 1, /b: 1, /c: 1 }
`);
    expect(one?.server).toEqual({ product: 'proxmox-ve', answers: { '/a': 1, '/b': 2 } });
    expect(two?.server).toEqual({ product: 'argocd', answers: { '/a': 1, '/b': 1, '/c': 1 } });
    expect(three).toMatchObject({ input: 'api.json' });
    expect(three?.server).toBeUndefined();
  });
});

describe('a mistake in a file of tests', () => {
  const UP = `    series: { up: 1 }\n`;
  it.each<[string, string, string]>([
    [
      'an objective of backups that is none',
      `${UP}    backupObjectives: { rules: [{ match: {}, rpo: soon }] }\n`,
      'cases.yaml:5:46: tests[0].backupObjectives.rules[0].rpo',
    ],
    ['a field that is unknown', `${UP}    expects: {}\n`, 'cases.yaml:5:5: tests[0].expects: unknown field'],
    ['nothing to ask', '', 'cases.yaml:3:5: tests[0]: there is nothing to ask. Fix: add series:'],
    ['values', `    series: { up: 1 x }\n`, 'cases.yaml:4:15: tests[0].series.up: "x" is no value'],
    ['a series without a name', `    series: { '{a="b"}': 1 }\n`, 'the series has no name'],
    ['a series with our label', `    series: { 'up{opsrounds_case="1"}': 1 }\n`, 'opsrounds_case is ours'],
    ['a series twice', `    series: { 'up{a="b",c="d"}': 1, 'up{c="d", a="b"}': 1 }\n`, 'is there twice'],
    ['a duration', `${UP}    at: 1\n`, 'cases.yaml:5:5: tests[0].at: must be a duration such as 1m'],
    ['an interval of nothing', `${UP}    interval: 0s\n`, 'tests[0].interval: must be longer than 0s'],
    ['at without series', `    server: argocd\n    at: 1h\n`, 'tests[0].at: at is a time after the first sample'],
    ['a verdict', `${UP}    expect: { t.a: good }\n`, 'tests[0].expect.t.a: "good" is no verdict. Fix: use fail,'],
    ['a reason', `${UP}    expect: { t.a: { is: unknown/gone } }\n`, 'tests[0].expect.t.a.is: "unknown/gone" is no'],
    ['an expectation', `${UP}    expect: { t.a: 1 }\n`, 'must be a verdict, a list of entities, or is:'],
    ['a field of an expectation', `${UP}    expect: { t.a: { was: fail } }\n`, 'expect.t.a.was: unknown field "was"'],
    ['a check id', `${UP}    expect: { disk: pass }\n`, 'must be a check id such as node.disk'],
    ['an entity without labels', `${UP}    expect: { t.a: [pass] }\n`, 'expect.t.a[0]: the labels are missing'],
    ['an entity with a name', `${UP}    expect: { t.a: ['pass up{a="b"}'] }\n`, '"pass up" is no verdict'],
    ['labels of an entity', `${UP}    expect: { t.a: ['pass {a=b}'] }\n`, 'expect.t.a[0]: not PromQL at'],
    ['an entity twice', `${UP}    expect: { t.a: ['pass {}', 'fail {}'] }\n`, 'expect.t.a[1]: the entity {} is there'],
    ['a known entity', `${UP}    known: [{ check: t.a, entity: a, verdict: fail, ago: 1h }]\n`, 'known[0].entity: an'],
    [
      'a known pass',
      `${UP}    known: [{ check: t.a, entity: '{}', verdict: pass, ago: 1h }]\n`,
      'known[0].verdict: "pass" is not an',
    ],
    ['answers of no server', `    answers: { /a: 1 }\n`, 'tests[0].answers: answers of no server'],
    ['a path', `    server: argocd\n    answers: { a: 1 }\n`, 'must be a path such as /cluster/resources'],
    ['input beside series', `${UP}    input: series.json\n`, 'tests[0].input: input does not go with series'],
    ['refs without input', `${UP}    refs: { t.a: q0 }\n`, 'tests[0].refs.t.a: refs name answers of an input'],
  ])('is said with its place: %s', (_what, fields, words) => {
    expect(errorsIn(fields).join('\n')).toContain(words);
  });

  it('is said of each name that is used twice', () => {
    expect(errorsOf(`${HEAD}  - { name: a, series: {} }\n  - { name: a, series: {} }\n`)).toEqual([
      'cases.yaml:4:7: tests[1].name: the name "a" is used twice. Fix: give each test its own name.',
    ]);
  });
});
