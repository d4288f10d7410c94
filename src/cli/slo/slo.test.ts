/** @jest-environment node */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VERDICTS_WORST_FIRST } from '../../core/check/verdict';
import type { CachedStretch } from '../../core/slo/countCache';
import { judge, unread } from '../../core/slo/judge';
import type { WrittenObjective } from '../../core/slo/objectiveSchema';
import type { ScorecardRow } from '../../core/slo/scorecard';
import { fakeObjective, hourlyCounts } from '../../core/slo/testData';
import { runCommand } from '../commands';
import type { Io } from '../io';
import { fileCountCache } from './fileCountCache';
import { exitCode, type SloOutcome } from './outcome';
import { renderJson } from './output/json';
import { renderJunit } from './output/junit';
import { renderText } from './output/text';
import { renderTextfile } from './output/textfile';

const NOW = Date.parse('2026-11-20T11:00:00Z');
const DAYS = 30;
const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-slo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A month of 1,000 an hour of which so many are bad, or null hours at its end without data. */
function row(title: string, bad: number, written: Partial<WrittenObjective> = {}, without = 0): ScorecardRow {
  const objective = fakeObjective({ id: title.toLowerCase().replace(/ /g, '-'), title, ...written });
  const span = { fromMs: NOW - DAYS * 86_400_000, toMs: NOW, readToMs: NOW };
  const hours = Array.from({ length: DAYS * 24 }, (_, index) =>
    index >= DAYS * 24 - without ? null : ([1000, bad] as const)
  );
  const counts = hourlyCounts(NOW, hours);
  const result = judge(objective, {}, counts, { span, nowMs: NOW, exclusions: [] });
  return { key: objective.id, objective, group: {}, results: [result], counts, reading: null };
}

function down(title: string): ScorecardRow {
  const objective = fakeObjective({ id: 'down', title });
  const reason = { code: 'source-down', detail: 'connection refused' } as const;
  const span = { fromMs: NOW - DAYS * 86_400_000, toMs: NOW, readToMs: NOW };
  const results = [unread(objective, span, { code: 'source', reason })];
  return { key: 'down', objective, group: {}, results, counts: null, reading: { ok: false, reason } };
}

function outcome(...rows: ScorecardRow[]): SloOutcome {
  return { scorecard: { rows, atMs: NOW }, zone: 'Europe/Berlin', month: null, gaps: [] };
}

const met = row('Search', 0.1);
const tight = row('Cart', 0.9);
const missed = row('Checkout', 2, { agreement: '99.5' });
const half = row('Billing', 0, {}, 360);
const ALL = outcome(met, tight, missed, half, down('Mail'));

describe('the exit code of slo', () => {
  it.each<[number, string, SloOutcome]>([
    [0, 'all met', outcome(met)],
    [1, 'one missed', outcome(met, missed)],
    [1, 'one at risk beside an unknown', outcome(tight, half)],
    [3, 'half of the data', outcome(met, half)],
    [3, 'a source that is down', outcome(met, down('x'))],
    [3, 'no objectives', outcome()],
    [3, 'a definition that could not be read', { ...outcome(met), gaps: ['x is left out'] }],
  ])('is %i for %s', (code, _, found) => expect(exitCode(found)).toBe(code));
});

describe('the text of slo', () => {
  const lines = renderText(ALL, false).split('\n');

  it('puts the worst first, says why, and fits 80 columns', () => {
    expect(lines[0]).toBe('Objectives, Friday, 20 November 2026, 12:00 Europe/Berlin');
    expect(lines[1]).toBe('1 missed  2 unknown  1 at risk  1 met');
    const heads = lines.filter((line) => /^[A-Z]{2}/.test(line)).map((line) => line.slice(0, 9).trim());
    expect(heads).toEqual(['MISSED', 'UNKNOWN', 'UNKNOWN', 'AT RISK', 'MET']);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    const text = lines.join('\n');
    expect(text).toContain('MISSED   Checkout\n         The budget ran out on Nov 5, 13:00.');
    expect(text).toContain('99.8\u00a0% of 99.9\u00a0%, budget left −100\u00a0%, contract 99.5\u00a0% kept, 30 days');
    expect(text).toContain('Only 50 % of the window has data, 95 % is needed.');
    expect(text).toContain('connection refused');
  });

  it('shows no budget of what is unknown', () => {
    const at = lines.findIndex((line) => line.includes('Billing'));
    const own = lines.slice(at, at + 5).join(' ');
    expect(own).toContain('target 99.9\u00a0%, 30 days');
    expect(own).not.toMatch(/budget left|100\u00a0%/);
  });

  it('names the month that was asked for', () => {
    const text = renderText({ ...outcome(met), month: '2026-10' }, false);
    expect(text).toMatch(/^Objectives of 2026-10, /);
    expect(text).toContain('budget left 90\u00a0%, 2026-10\n');
  });

  it('drives no terminal', () => {
    expect(renderText(outcome(row('a\u001b[31mb', 2, { id: 'x' })), false)).not.toContain('\u001b');
    expect(renderText(ALL, true)).toContain('\u001b[31mMISSED');
  });
});

describe('the other formats of slo', () => {
  it('give programs every number, and null for what is not known', () => {
    const document = JSON.parse(renderJson(ALL)) as { objectives: Array<Record<string, unknown>>; exitCode: number };
    expect(document).toMatchObject({ version: 1, window: 'own', exitCode: 1, tally: { fail: 1, unknown: 2, pass: 1 } });
    expect(document.objectives[0]).toMatchObject({
      id: 'checkout',
      verdict: 'fail',
      total: 720_000,
      bad: 1440,
      agreementHolds: true,
    });
    expect(document.objectives.find(({ id }) => id === 'billing')).toMatchObject({
      sli: null,
      budget: null,
      coverage: 0.5,
    });
    expect(document.objectives.find(({ id }) => id === 'down')).toMatchObject({
      sli: null,
      budget: null,
      verdict: 'unknown',
    });
  });

  it('give build servers failures and errors', () => {
    const xml = renderJunit(ALL);
    expect(xml).toContain('tests="5" failures="2" errors="2" skipped="0"');
    expect(xml).toContain('<failure type="missed" message="The budget ran out');
    expect(xml).toContain('<error type="unknown" message="Its source did not answer');
  });

  it('give node_exporter no value of what is unknown', () => {
    const text = renderTextfile(outcome(met, half, down('Mail "x"\\')));
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(samples.filter((line) => line.startsWith('opsrounds_slo_sli_ratio'))).toEqual([
      'opsrounds_slo_sli_ratio{objective="search",service="checkout",owner="lead1"} 0.9999',
    ]);
    expect(
      samples.filter((line) => line.startsWith('opsrounds_slo_coverage_ratio')).map((line) => line.split(' ')[1])
    ).toEqual(['0.5', '1']);
    expect(samples).toContain(
      'opsrounds_slo_verdict{objective="billing",service="checkout",owner="lead1",verdict="unknown"} 1'
    );
    expect(samples).toContain(
      'opsrounds_slo_verdict{objective="billing",service="checkout",owner="lead1",verdict="pass"} 0'
    );
    expect(samples).toContain(`opsrounds_slo_measured_timestamp_seconds ${NOW / 1000}`);
    const verdicts = samples.filter((line) => line.startsWith('opsrounds_slo_verdict')).length;
    expect(verdicts).toBe(3 * VERDICTS_WORST_FIRST.length);
  });

  it('escape what is in a label', () => {
    const text = renderTextfile(outcome(row('x', 0.1, { service: 'a"b\\c' })));
    expect(text).toContain('service="a\\"b\\\\c"');
  });
});

function io(): Io & { said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  return {
    said,
    env: {},
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    isTty: false,
    signal: new AbortController().signal,
    clock: () => NOW,
  };
}

async function run(...argv: string[]) {
  const own = io();
  const code = await runCommand(['slo', ...argv], own);
  return { code, ...own.said };
}

const fixture = (name: string) => path.resolve(__dirname, `../../../tests/fixtures/slo/${name}.yaml`);
const written = (name: string, text: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};

describe('files of objectives on the command line', () => {
  it('are imported, validated and exported one after the other', async () => {
    const own = path.join(folder, 'own.yaml');
    const imported = await run('import', fixture('pyrra'), fixture('sloth-resource'), '--out', own);
    expect(imported.code).toBe(1);
    expect(imported.err).toContain('pyrra.yaml: pyrra.dev/v1alpha1, 5 objectives');
    expect(imported.err).toMatch(/pyrra\.yaml:\d+: refused: half-days spec\.window: the window 36h/);
    expect(imported.err).toMatch(/pyrra\.yaml:\d+: left: dns-response-errors metadata\.namespace: /);
    const valid = await run('validate', own);
    expect([valid.code, valid.out]).toEqual([0, '6 objectives in 1 file: nothing is wrong.\n']);
    for (const [format, begin] of [
      ['openslo', 'apiVersion: openslo/v1\n'],
      ['rules', 'groups:\n'],
      ['prometheusrule', 'apiVersion: monitoring.coreos.com/v1\n'],
    ] as const) {
      const exported = await run('export', '--format', format, own);
      expect(exported.code).toBe(0);
      expect(exported.out.startsWith(begin)).toBe(true);
      expect(exported.err).toContain('left: ');
    }
  });

  it.each<[string, string[], string]>([
    ['no URL', [], '--url is missing'],
    ['a window that is none', ['--url', 'http://g', '--window', '2026-13'], '--window has to be own or a month'],
    ['a format that is none', ['--url', 'http://g', '--format', 'xml'], 'text, json, junit, textfile'],
    ['a folder that is not there', ['--url', 'http://g', '--cache', '/nowhere/at/all'], '--cache: there is no folder'],
    ['no file', ['validate'], 'give at least one file'],
    ['a file that is not there', ['validate', '/nowhere.yaml'], 'there is no such file'],
    ['a format of export that is none', ['export', '--format', 'x', 'y'], 'openslo, rules, prometheusrule'],
    ['a word that is no command', ['valdate', 'x'], 'takes options only'],
  ])('are refused with code 2 for %s', async (_, argv, message) => {
    const { code, err, out } = await run(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('are refused with the place of each mistake', async () => {
    const file = written('bad.yaml', 'objectives:\n  - id: A\n');
    const { code, err } = await run('validate', file);
    expect(code).toBe(2);
    expect(err).toContain(`${file}:2:5: objectives[0].id: must be lower-case words with hyphens`);
  });

  it('that are of no format known are refused', async () => {
    const { code, err } = await run('import', written('other.yaml', 'kind: Pod\n'));
    expect(code).toBe(2);
    expect(err).toContain('no objective could be read');
  });

  it.each<[string, string, number]>([
    ['nothing', '', 1],
    ['a chart of Helm', 'kind: SLO\nmetadata:\n  name: {{ .Values.name }}\n', 3],
    ['tabs', 'version: prometheus/v1\nslos:\n\t- name: a\n', 3],
    ['bytes', '\u0000\u0001\ufffd', 1],
    ['a list of JSON', '[\n  1,\n  2\n]', 2],
    [
      'a plugin',
      'version: prometheus/v1\nservice: a\nslos:\n- name: b\n  objective: 9\n  sli: { plugin: { id: c } }\n',
      6,
    ],
  ])('that others would refuse as well are refused with line and reason: %s', async (_, text, line) => {
    const file = written('odd.yaml', text);
    const { code, err, out } = await run('import', file);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(new RegExp(`^${file}:${line}: refused: \\S`, 'm'));
  });

  it.each([[['--help']], [['validate', '--help']], [['import', '--help']], [['export', '-h']]])(
    'have help: %j',
    async (argv) => {
      const { code, out } = await run(...argv);
      expect(code).toBe(0);
      expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect(out).toContain('Exit codes: ');
    }
  );
});

describe('the cache file', () => {
  const stretch: CachedStretch = {
    fromMs: NOW - 3 * 3_600_000,
    toMs: NOW,
    stepMs: 3_600_000,
    readMs: NOW,
    groups: [{ labels: { zone: 'a' }, total: [1, null, 3], bad: [0, null, 1], samples: [1, 0, 1] }],
  };
  const open = (file: string, url = 'http://g/') => {
    const ignored: string[] = [];
    return { ignored, cache: fileCountCache({ file, url, nowMs: NOW, onTrouble: (what) => ignored.push(what) }) };
  };

  it('gives back what was written, and forgets what ended long ago', async () => {
    const file = path.join(folder, 'cache.json');
    const old = { ...stretch, fromMs: 0, toMs: 3 * 3_600_000 };
    await open(file).cache.write(
      new Map([
        ['a', stretch],
        ['old', old],
      ])
    );
    await open(file).cache.write(new Map([['b', stretch]]));
    const { cache, ignored } = open(file);
    const found = await cache.read(['a', 'b', 'c', 'old']);
    expect([...found.keys()]).toEqual(['a', 'b']);
    expect(found.get('a')).toEqual(stretch);
    expect(ignored).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['text', 'hello', 'it is no JSON'],
    ['half a file', '{"opsroundsCounts":1,"url":"http://g/","entr', 'it is no JSON'],
    ['something else', '{"a":1}', 'it is no cache of opsrounds slo'],
    ['another Grafana', JSON.stringify({ opsroundsCounts: 1, url: 'http://h/', entries: {} }), 'it is of http://h/'],
    [
      'columns of another length',
      JSON.stringify({ opsroundsCounts: 1, url: 'http://g/', entries: { a: { ...stretch, stepMs: 60_000 } } }),
      'it is broken',
    ],
  ])('is ignored, and that is said, when it holds %s', async (_, content, why) => {
    const file = written('foreign.json', content);
    const { cache, ignored } = open(file);
    expect((await cache.read(['a'])).size).toBe(0);
    expect(ignored.join()).toContain(why);
    await cache.write(new Map([['a', stretch]]));
    expect((await open(file).cache.read(['a'])).get('a')).toEqual(stretch);
    expect(readFileSync(file, 'utf8')).not.toContain('hello');
  });

  it('that cannot be written is no reason to fail', async () => {
    const { cache, ignored } = open(path.join(folder, 'nowhere', 'cache.json'));
    await cache.write(new Map([['a', stretch]]));
    expect(ignored.join()).toContain('is not written: ');
    expect((await cache.read(['a'])).size).toBe(1);
  });
});
