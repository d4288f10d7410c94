/** @jest-environment node */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packMetrics } from '../../library/packMetrics';
import { CHECK, HEAD } from '../../library/testData';
import type { Io } from '../io';
import { unknownMetrics } from './unknownMetrics';
import { validate } from './command';

const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-validate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PACK = HEAD + CHECK;
const LIST = `version: 1
id: mine
title: Mine
days: [mon]
opens: '06:00'
due: '09:00'
window: 24h
items:
  - id: disk
    title: Disks
    shortTitle: Disks
    checks: [t.disk]
    byHand: Look.
`;

function files(texts: Readonly<Record<string, string>>): string[] {
  return Object.entries(texts).map(([name, text]) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  });
}

async function run(...argv: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const io: Io = {
    env: {},
    out: (text) => (out += text),
    err: () => undefined,
    isTty: false,
    signal: new AbortController().signal,
    clock: () => 0,
  };
  const code = await validate(argv, io);
  return { code, out: out.replaceAll(`${folder}/`, '') };
}

it('says of each file what it is when nothing is wrong', async () => {
  const { code, out } = await run(...files({ 'pack.yaml': PACK, 'list.yaml': LIST }));
  expect(out).toBe('pack.yaml: a pack of checks, nothing is wrong\nlist.yaml: a checklist, nothing is wrong\n');
  expect(code).toBe(0);
});

it.each<[string, string, RegExp]>([
  ['a field', PACK.replace('op: gt', 'op: above'), /^my\.yaml:\d+:\d+: checks\[0\]\.op: .+\. Fix: .+\.$/m],
  ['PromQL', PACK.replace('(disk_ratio)', '(disk_ratio'), /^my\.yaml:8:\d+: checks\[0\]\.query: .*PromQL/m],
  ['YAML', 'version: 1\npack: test\nchecks: [', /^my\.yaml:\d+:\d+: not YAML: /m],
  [
    'a check that nothing has',
    LIST.replace('t.disk', 't.other'),
    /items\[0\]\.checks\[0\]: there is no check "t\.other"/,
  ],
  [
    'an id that is taken',
    PACK.replace('t.disk', 'node.up'),
    /^my\.yaml:5:1: node\.up: there is a check node\.up in the/m,
  ],
  ['what it is', 'title: Nothing\n', /^my\.yaml:1:1: it is neither a pack nor/],
  ['an empty file', '', /^my\.yaml:1:1: there is nothing in the file\./],
  ['tests', 'pack: shop.yaml\ntests:\n  - name: one\n', /Fix: these are tests: run opsrounds test with this file/],
  ['a type', PACK.replace('by: [', 'by: {a: ').replace(']', '}'), /checks\[0\]\.by: must be a list\. Fix: /],
])('names file, line and field of a mistake in %s, and ends with 2', async (_, text, expected) => {
  const { code, out } = await run(...files({ 'my.yaml': text }));
  expect(out).toMatch(expected);
  expect(code).toBe(2);
});

it.each<[string, (text: string) => string, RegExp]>([
  ['an indent', (text) => text.replace('    unit:', '   unit:'), /^my\.yaml:10:1: not YAML: /],
  ['a tab', (text) => text.replace('    unit:', '\tunit:'), /^my\.yaml:10:1: not YAML: .+ Fix: indent with spaces\.$/],
  ['a colon', (text) => text.replace('unit:', 'unit'), /^my\.yaml:10:5: not YAML: .+ Fix: write name: value/],
])('says once what is wrong with %s, though all behind it is wrong as well', async (_, spoil, expected) => {
  const { code, out } = await run(...files({ 'my.yaml': spoil(PACK) }));
  expect(out.trimEnd()).toMatch(expected);
  expect(out.trimEnd().split('\n')).toHaveLength(1);
  expect(code).toBe(2);
});

it.each<[string, string, boolean]>([
  ['keeps what the limits are to find', 'max by (instance) (disk_ratio) > 0.5', true],
  ['does so within brackets', '(max by (instance) ((disk_ratio >= 0.5)))', true],
  ['leaves out what means nothing', 'max by (instance) (disk_ratio < 2)', false],
  ['leaves out what stands for unknown', 'max by (instance) (disk_ratio) >= 0', false],
  ['compares with a measure', 'max by (instance) (disk_ratio > disk_limit)', false],
  ['compares and keeps everything', 'max by (instance) (disk_ratio > bool 0.5)', false],
])('warns of a query that %s: %s', async (_, query, isWarned) => {
  const { code, out } = await run(...files({ 'my.yaml': PACK.replace('max by (instance) (disk_ratio)', query) }));
  expect(/^warning: my\.yaml:8:5: checks\[0\]\.query: "> ?=? ?0\.5" leaves out what is well/m.test(out)).toBe(isWarned);
  expect(code).toBe(0);
});

it('warns of none of the built-in checks', async () => {
  const folder = 'src/library/packs';
  const { code, out } = await run(...readdirSync(folder).map((name) => path.join(folder, name)));
  expect(out).not.toContain('warning');
  expect(code).toBe(0);
});

it('gives the same to programs', async () => {
  const { code, out } = await run(...files({ 'my.yaml': PACK.replace('op: gt', 'op: above') }), '--format', 'json');
  const { version, exitCode, files: read } = JSON.parse(out) as { version: number; exitCode: number; files: unknown[] };
  expect([version, exitCode, code]).toEqual([1, 2, 2]);
  expect(read).toMatchObject([{ kind: 'pack', errors: [{ field: 'checks[0].op' }] }]);
});

describe('metrics that nothing has', () => {
  const metrics = packMetrics(PACK, 'my.yaml');
  it('are told with the nearest name, at their expression', () => {
    const known = { names: new Set(['disk_rate', 'up']), silent: [] };
    expect(unknownMetrics(metrics, known)).toMatchObject([
      { line: 8, field: 'checks[0].query', fix: expect.stringMatching(/^write disk_rate, or install/) as string },
    ]);
    expect(unknownMetrics(metrics, { ...known, names: new Set(['disk_ratio']) })).toEqual([]);
    const far = unknownMetrics(metrics, { ...known, names: new Set(['node_load']) });
    expect(far).toMatchObject([{ fix: 'install or scrape what has it' }]);
  });

  it('are not told while a source does not say what it has', () => {
    const silent = [{ name: 'b', reason: { code: 'source-down' as const } }];
    expect(unknownMetrics(metrics, { names: new Set(['up']), silent })).toEqual([]);
  });

  it('may be missing where an alternative is there', () => {
    const either = PACK.replace('(disk_ratio)', '(disk_ratio or label_replace(disk_share, "a", "$1", "b", "(.+)"))');
    const missing = (...names: string[]) =>
      unknownMetrics(packMetrics(either, 'my.yaml'), { names: new Set(names), silent: [] });
    expect(missing('disk_share')).toEqual([]);
    expect(missing('up')).toHaveLength(2);
  });

  it('may be missing where the check does not need them', () => {
    const optional = "    series:\n      optional: [{ name: disk_ratio, absent: 'it is na' }]\n";
    expect(packMetrics(PACK + optional, 'my.yaml')).toEqual([]);
  });
});
