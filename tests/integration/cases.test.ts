import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../../src/cli/commands';
import { caseSource } from '../../src/cli/test/caseSource';
import { runTests } from '../../src/cli/test/command';
import { openMetricsOf } from '../../src/cli/test/openMetrics';
import type { TestOutcome } from '../../src/cli/test/outcome';
import { withPrometheus } from '../../src/cli/test/prometheus';
import { prometheusApi } from '../../src/cli/test/prometheusApi';
import { readTests } from '../../src/cli/test/readTests';
import type { MetricAnswer, MetricRequest } from '../../src/core/check/ports';
import { builtin } from '../../src/library/builtin.gen';
import { CASE_LABEL, parseCases } from '../../src/library/cases/parseCases';
import { formatContentError } from '../../src/library/readYaml';

const CASES = path.resolve(__dirname, '../../src/library/cases');
const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-integration-cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files = readdirSync(CASES)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => path.join(CASES, name));

/** The names of a file's tests; a file with a mistake has one. */
function namesIn(file: string): string[] {
  const reading = parseCases(readFileSync(file, 'utf8'), file);
  return reading.ok ? reading.tests.map(({ name }) => name) : reading.errors.map(formatContentError);
}

const named = files.flatMap((file) => namesIn(file).map((name) => [path.basename(file, '.yaml'), name] as const));

describe('the built-in packs', () => {
  let outcomes: ReadonlyMap<string, TestOutcome>;
  beforeAll(async () => {
    const { tests } = await runTests(
      await readTests(files),
      new Map(builtin.checks.map((check) => [check.id, check])),
      { env: process.env, signal: new AbortController().signal, clock: Date.now, err: () => undefined, isTty: false }
    );
    outcomes = new Map(tests.map((one) => [`${path.basename(one.test.file, '.yaml')} ${one.test.name}`, one]));
  }, 300_000);

  it.each(named)('%s: %s', (file, name) => {
    const { status, differences, problem } = outcomes.get(`${file} ${name}`) ?? {};
    expect({ differences, problem }).toEqual({ differences: [], problem: undefined });
    expect(status).toBe('as-expected');
  });
});

interface Ended {
  code: number;
  out: string;
  err: string;
}

async function opsroundsTest(argv: string[], signal = new AbortController().signal): Promise<Ended> {
  const said = { out: '', err: '' };
  const code = await runCommand(['test', ...argv], {
    env: { PATH: process.env.PATH, TMPDIR: folder },
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    isTty: false,
    signal,
    clock: Date.now,
  });
  return { code, ...said };
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Whole files among a page's YAML. */
function blocksOf(page: string, field: string): string[] {
  const text = readFileSync(path.resolve(__dirname, '../../docs', page), 'utf8');
  const blocks = [...text.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, block = '']) => block);
  return blocks.filter((block) => block.startsWith('version: 1') && block.includes(field));
}

/** Folders that a run made and did not remove. */
function left(): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('opsrounds-test-'));
}

describe('opsrounds test with a Prometheus', () => {
  const DIFFERS = `version: 1
tests:
  - name: one
    series:
      'up{job="node",instance="a"}': 1x20
      'up{job="node",instance="b"}': 0x20
    expect:
      node.up: ['pass {instance="a"}', 'unknown/vanished {instance="b"}', 'fail {instance="c"}']
`;

  it('shows what differs', async () => {
    const { code, out } = await opsroundsTest([write('differs.yaml', DIFFERS)]);
    expect(code).toBe(1);
    expect(out.split('\n').slice(1, 7)).toEqual([
      `  DIFFERS  one (${path.join(folder, 'differs.yaml')}:3)`,
      '    node.up',
      '      expected  unknown/vanished {instance="b"}',
      '      got       fail {instance="b"}: value 0, limit 1',
      '      expected  fail {instance="c"}',
      '      got       nothing',
    ]);
    expect(left()).toEqual([]);
  });

  it('runs the examples of its documentation', async () => {
    const [pack] = blocksOf('writing-packs.md', 'pack:');
    const [own, server] = blocksOf('testing-packs.md', 'tests:');
    const files = [write('doc-series.yaml', own ?? ''), write('doc-server.yaml', server ?? '')];
    const { code, out } = await opsroundsTest([...files, '--pack', write('doc-pack.yaml', pack ?? '')]);
    expect([code, out.split('\n').slice(-2)[0]]).toEqual([0, expect.stringContaining('3 tests: 3 as expected.')]);
  });

  it('starts nothing for a file with mistakes', async () => {
    const file = write('wrong.yaml', DIFFERS.replace('0x20', '0 x 20'));
    const { code, out, err } = await opsroundsTest([file]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/wrong\.yaml:6:7: tests\[0\]\.series\.up\{.*"x" is no value/);
    expect(left()).toEqual([]);
  });

  it.each([
    ['before its Prometheus runs', () => left().length > 0],
    [
      'while its Prometheus runs',
      () => left().some((name) => existsSync(path.join(folder, name, 'tsdb/queries.active'))),
    ],
  ])('leaves nothing behind when it is cancelled %s', async (_when, isTime) => {
    const interrupted = new AbortController();
    const ended = opsroundsTest([write('cancelled.yaml', DIFFERS)], interrupted.signal);
    while (!isTime()) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    interrupted.abort();
    expect(await ended).toEqual({ code: 130, out: '', err: 'opsrounds test: cancelled\n' });
    expect(left()).toEqual([]);
    expect(spawnSync('pgrep', ['-f', folder]).status).toBe(1);
  });
});

const NOW = Math.floor(Date.now() / 86_400_000) * 86_400 - 43_200;

const EXPRESSIONS = [
  'up',
  'up{instance="a"} offset 5m',
  'sum by (instance) (up) / up',
  'up - ignoring (job) sum by (instance) (total)',
  'up or sum by (instance, job) (total)',
  'count(nothing) or vector(0)',
  'total or vector(0)',
  'timestamp(up)',
  'timestamp(up offset 5m)',
  'absent(up{instance="z"})',
  'absent(up)',
  'absent_over_time(nothing{a="b"}[5m])',
  'rate(total[10m])',
  'max_over_time((up - total)[30m:5m])',
  'max_over_time(rate(total[5m])[30m:5m] offset 5m)',
  'quantile_over_time(0.5, total[10m] offset 5m)',
  'up and on (instance) total > 5',
  'up unless total',
  'topk(1, total)',
  'count_values("v", up)',
  'label_replace(up, "host", "$1", "instance", "(.*)")',
  'label_join(up, "both", "-", "instance", "job")',
  'sum without (job) (up)',
  'total * on (instance) group_left (job) up',
  '{__name__=~"up|total"}',
  'scalar(sum(up)) + 1',
  'time()',
  'histogram_quantile(0.9, sum by (le) (rate(seconds_bucket[10m])))',
  'last_over_time(up[5m])',
  'changes(up[1h]) > 0',
  'up @ end()',
  'sort_desc(-total)',
  'nonsense(up)',
  'up + on (job) total',
];

/** The same series with other values, and more of them, beside the case that is asked. */
const OTHER = `version: 1
tests:
  - name: asked
    at: 1h
    series:
      'up{job="node",instance="a"}': 1x60
      'up{job="node",instance="b"}': 1x30 0x29
      'total{instance="a"}': 0+1x60
      'total{instance="b"}': 5+3x60
      'seconds_bucket{le="1"}': 0+1x60
      'seconds_bucket{le="+Inf"}': 0+2x60
  - name: beside it
    at: 1h
    series:
      'up{job="node",instance="a"}': 7x60
      'up{job="db",instance="z"}': 7x60
      'total{instance="a"}': 0+9x60
      'nothing{a="b"}': 3x60
      'seconds_bucket{le="1"}': 0+5x60
`;

describe('a case among others', () => {
  it('is answered as if it were alone', async () => {
    const reading = parseCases(OTHER, 'other.yaml');
    const tests = reading.ok ? reading.tests : [];
    const stored = tests.map(({ series = [] }, index) => ({ id: String(index), nowSeconds: NOW, series }));
    const signal = new AbortController().signal;
    const together = await withPrometheus(openMetricsOf(stored), { env: process.env, signal }, (url) =>
      caseSource(prometheusApi(url), '0', () => undefined).query(request(), signal)
    );
    const unlabelled = [...openMetricsOf(stored.slice(0, 1))].map((text) =>
      text.replace(new RegExp(`,?${CASE_LABEL}="0"`, 'g'), '')
    );
    const alone = await withPrometheus(unlabelled, { env: process.env, signal }, async (url) => {
      const api = prometheusApi(url);
      const { queries } = request();
      return new Map(
        await Promise.all(queries.map(async (one) => [one.refId, await api.ask(one.expr, one, request())] as const))
      );
    });
    expect(alone.size).toBe(EXPRESSIONS.length * 2);
    for (const [refId, answer] of alone) {
      expect([refId, comparable(together.get(refId))]).toEqual([refId, comparable(answer)]);
    }
  });
});

function request(): MetricRequest {
  const queries = EXPRESSIONS.flatMap((expr) => [
    { refId: `instant ${expr}`, expr, shape: 'instant' as const },
    { refId: `range ${expr}`, expr, shape: 'range' as const, stepSeconds: 600 },
  ]);
  return { fromMs: (NOW - 7200) * 1000, toMs: NOW * 1000, queries };
}

/** In an order of its own; the words of a refusal show the expression. */
function comparable(answer: MetricAnswer | undefined): unknown {
  if (answer === undefined || !answer.ok) {
    return answer?.reason.code;
  }
  return answer.series.map((one) => JSON.stringify(one)).sort();
}
