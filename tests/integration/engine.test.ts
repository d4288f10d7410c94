import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrometheus, tsdbDir, type RunningPrometheus } from '../../demo/lab/prometheus';
import type { CheckDefinition } from '../../src/core/check/definition';
import { prometheusEvaluator } from '../../src/core/check/prometheusEvaluator';
import { runWithTrends } from '../../src/core/check/trends';
import type { RunResult } from '../../src/core/check/result';
import { builtin } from '../../src/library/builtin.gen';
import { parsePack } from '../../src/library/parsePack';
import { prometheusSource } from '../../src/sources/grafana/prometheus';
import { dsQueryShim } from './dsQueryShim';

const PORT = 9400;
const MINUTE = 60;
/** All data ends here and every check looks from here: the clock is ours, so nothing has to be waited for. */
const NOW = Math.floor(Date.now() / 1000 / 600) * 600 - 3 * 3600;

/** Value at so many minutes before NOW; null is no sample. */
type Shape = (minutesAgo: number) => number | null;

const series: Array<[name: string, labels: string, shape: Shape]> = [
  ['up', 'job="node",instance="steady"', () => 1],
  ['up', 'job="node",instance="gone"', (ago) => (ago >= 20 ? 1 : null)],
  ['up', 'job="node",instance="killed"', (ago) => (ago >= 1 ? 1 : 0)],
  ['load', 'instance="high"', (ago) => (ago >= 2 ? 0.95 : null)],
  ['load', 'instance="gap"', (ago) => (ago > 12 || ago < 4 ? 0.95 : null)],
  ['load', 'instance="dip"', (ago) => (ago === 7 ? 0.5 : 0.95)],
  ['load', 'instance="newborn"', (ago) => (ago <= 3 ? 0.95 : null)],
  ['pod_info', 'pod="good"', () => 1],
  ['pod_info', 'pod="stuck"', () => 1],
  ['pod_info', 'pod="left"', (ago) => (ago >= 30 ? 1 : null)],
  ['pod_pending', 'pod="good"', () => 0],
  ['pod_pending', 'pod="stuck"', (ago) => (ago <= 90 ? 1 : 0)],
  ['errors_total', 'app="newborn"', (ago) => (ago <= 60 ? 2 : null)],
  ['errors_total', 'app="quiet"', () => 57],
  ['errors_total', 'app="busy"', (ago) => (ago <= 30 ? 13 : 10)],
  ['errors_total', 'app="reset"', (ago) => (ago <= 30 ? 1 : 40)],
  ['twice', 'instance="a",replica="1"', () => 1],
  ['twice', 'instance="a",replica="2"', () => 1],
];

const PACK = `
version: 1
pack: test
title: Test
checks:
  - {id: t.up, title: Up, finding: '{instance} is down', query: 'min by (instance) (up)', by: [instance], unit: bool,
     op: lt, fail: 1, remediation: x, severity: critical}
  - {id: t.window, title: Window, finding: '{instance}', query: 'max by (instance) (max_over_time(up[$window]))',
     by: [instance], unit: bool, op: lt, fail: 1, remediation: x, severity: critical}
  - {id: t.load, title: Load, finding: '{instance} at {value}', query: load, by: [instance], unit: ratio, op: gt,
     warn: 0.8, fail: 0.9, sustained: 15m, remediation: x, severity: critical}
  - {id: t.stuck, title: Stuck, finding: '{pod} stuck', mode: offenders, query: pod_pending > 0, presence: pod_info,
     by: [pod], unit: count, op: gt, fail: 0, sustained: 15m, vanish: ignore, remediation: x, severity: critical}
  - {id: t.none-stuck, title: None stuck, finding: '{pod}', mode: offenders, query: pod_pending > 5,
     presence: pod_info, by: [pod], unit: count, op: gt, fail: 5, vanish: ignore, remediation: x, severity: critical}
  - {id: t.nothing, title: Nothing, finding: '{pod}', mode: offenders, query: nothing > 5, presence: nothing_info,
     by: [pod], unit: count, op: gt, fail: 5, remediation: x, severity: critical}
  - {id: t.optional, title: Optional, finding: '{pod}', query: nothing, by: [pod], unit: count, op: gt, fail: 5,
     absent: na, remediation: x, severity: critical}
  - {id: t.events, title: Errors, finding: '{app} {value}', query: '$events(errors_total, app)', by: [app], unit: count,
     op: gt, fail: 0, remediation: x, severity: critical}
  - {id: t.broken, title: Broken, finding: '{instance}', query: 'load * on (instance) twice', by: [instance],
     unit: count, op: gt, fail: 0, remediation: x, severity: critical}
`;

function openMetrics(): string {
  const names = [...new Set(series.map(([name]) => name))];
  const lines = names.flatMap((name) => [
    `# TYPE ${name.replace(/_total$/, '')} ${name.endsWith('_total') ? 'counter' : 'gauge'}`,
    ...series
      .filter(([of]) => of === name)
      .flatMap(([, labels, shape]) =>
        Array.from({ length: 26 * 60 + 1 }, (_, index) => 26 * 60 - index).flatMap((ago) => {
          const value = shape(ago);
          return value === null ? [] : [`${name}{${labels}} ${value} ${NOW - ago * MINUTE}`];
        })
      ),
  ]);
  return [...lines, '# EOF', ''].join('\n');
}

function testChecks(): readonly CheckDefinition[] {
  const reading = parsePack(PACK, 'test.yaml');
  if (!reading.ok) {
    throw new Error(JSON.stringify(reading.errors));
  }
  return reading.pack.checks;
}

describe('the engine on a real Prometheus', () => {
  const folder = mkdtempSync(join(tmpdir(), 'opsrounds-engine-'));
  let prometheus: RunningPrometheus | undefined;
  let result: RunResult;
  let requests = 0;

  async function look(checks: readonly CheckDefinition[], url: string): Promise<RunResult> {
    const shim = dsQueryShim(url);
    const source = prometheusSource(shim.transport, { uid: 'prom', name: 'Prometheus' });
    const registry = { prometheus: prometheusEvaluator([source]) };
    const signal = new AbortController().signal;
    const options = { registry, clock: () => NOW * 1000, windowSeconds: 57_600, signal };
    const found = await runWithTrends(checks, options, { count: 2 });
    requests = shim.requests.length;
    return found;
  }

  const verdicts = (id: string, label: string) =>
    Object.fromEntries(
      (result.checks.get(id)?.entities ?? []).map((entity) => [
        entity.labels[label] ?? '',
        entity.reason === undefined ? entity.verdict : `${entity.verdict}/${entity.reason.code}`,
      ])
    );

  beforeAll(async () => {
    mkdirSync(tsdbDir(folder), { recursive: true });
    const file = join(folder, 'data.om');
    writeFileSync(file, openMetrics());
    const filled = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', file, tsdbDir(folder)], {
      encoding: 'utf8',
    });
    if (filled.status !== 0) {
      throw new Error(`promtool is needed (Debian: apt-get install prometheus): ${filled.stderr ?? filled.error}`);
    }
    prometheus = await startPrometheus({ dataDir: folder, port: PORT });
    result = await look(testChecks(), prometheus.url);
  });

  afterAll(async () => {
    await prometheus?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('asks everything in one request, in a second one about what left, in a third one for trends', () => {
    expect(requests).toBe(3);
  });

  it('sees a killed exporter at once and one that stopped reporting as vanished', () => {
    expect(verdicts('t.up', 'instance')).toEqual({ killed: 'fail', gone: 'unknown/vanished', steady: 'pass' });
    expect(result.checks.get('t.up')).toMatchObject({ verdict: 'fail', finding: 'killed is down' });
  });

  it('does not let a range window hide what vanished', () => {
    expect(verdicts('t.window', 'instance')).toEqual({ gone: 'unknown/vanished', killed: 'pass', steady: 'pass' });
    expect(result.checks.get('t.window')?.verdict).toBe('unknown');
  });

  it('asks a sustained value to be bad all the time, and does not know where samples are missing', () => {
    expect(verdicts('t.load', 'instance')).toEqual({
      high: 'fail',
      gap: 'unknown/no-data',
      newborn: 'warn',
      dip: 'pass',
    });
  });

  it('tells offenders from those that are fine, those that left and from nothing at all', () => {
    expect(verdicts('t.stuck', 'pod')).toEqual({ stuck: 'fail', good: 'pass' });
    expect(result.checks.get('t.stuck')?.entities[0]?.sinceMs).toBe((NOW - 90 * MINUTE) * 1000);
    expect(verdicts('t.none-stuck', 'pod')).toEqual({ stuck: 'pass', good: 'pass' });
    expect(result.checks.get('t.nothing')).toMatchObject({ verdict: 'unknown', reason: { code: 'no-data' } });
    expect(result.checks.get('t.optional')).toMatchObject({ verdict: 'na', reason: { code: 'no-data' } });
  });

  it('counts the first event of a newborn counter, and no events where none were', () => {
    const values = result.checks
      .get('t.events')
      ?.entities.map(({ labels, value }) => [labels.app, Math.round(value ?? -1)]);
    expect(Object.fromEntries(values ?? [])).toEqual({ newborn: 2, busy: 3, reset: 1, quiet: 0 });
  });

  it('keeps a query that fails in its own check', () => {
    expect(result.checks.get('t.broken')).toMatchObject({ verdict: 'unknown', reason: { code: 'query-error' } });
    expect(result.sources).toMatchObject([{ uid: 'prom', answered: true }]);
  });

  it('knows how old the oldest sample is, and how many answered', () => {
    expect(result.checks.get('t.up')?.evidence).toMatchObject([{ answered: 2, expected: 3, oldestSampleAgeMs: 0 }]);
    expect(result.checks.get('t.load')?.evidence).toMatchObject([
      { answered: 3, expected: 4, oldestSampleAgeMs: 120_000 },
    ]);
  });

  it('has the last day of the worst ones alone', () => {
    const trends = result.checks.get('t.up')?.entities.map(({ labels, trend }) => [labels.instance, trend.length]);
    expect(trends).toEqual([
      ['killed', 145],
      ['gone', 145],
      ['steady', 0],
    ]);
  });

  it('runs every built-in query without an error', async () => {
    const found = await look(builtin.checks, prometheus?.url ?? '');
    const broken = [...found.checks.values()].filter((check) => check.reason?.code === 'query-error');
    expect(broken.map((check) => [check.definition.id, check.reason?.detail])).toEqual([]);
    expect(requests).toBe(3);
  });

  it('says source-down for all checks of a dead source', async () => {
    const found = await look(testChecks(), 'http://127.0.0.1:9419');
    expect(new Set([...found.checks.values()].map((check) => check.reason?.code))).toEqual(new Set(['source-down']));
    expect(found.sources).toMatchObject([{ answered: false, problem: { code: 'source-down' } }]);
  });
});
