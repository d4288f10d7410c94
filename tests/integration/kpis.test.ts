import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPrometheus, tsdbDir, type RunningPrometheus } from '../../demo/lab/prometheus';
import type { KpiReading } from '../../src/core/kpi/reading';
import { readKpis } from '../../src/core/kpi/readKpis';
import { builtin } from '../../src/library/builtin.gen';
import { prometheusSource } from '../../src/sources/grafana/prometheus';
import { dsQueryShim } from './dsQueryShim';

/** Key figures of a real Prometheus whose truth is known: two months of series, each a function of time. */

const PORT = 9437;
const STEP = 120;
const DAY = 86_400;
const HOUR = 3600;
/** All data ends here, and everything looks from here. */
const NOW = Math.floor(Date.now() / 1000 / HOUR) * HOUR - 3 * HOUR;
const DAYS = 61;

/** Value at so many seconds before NOW; null is no sample. */
type Shape = (ago: number) => number | null;

const within = (ago: number, day: number, hours: number) => ago <= day * DAY && ago > day * DAY - hours * HOUR;
const nodes = Array.from({ length: 10 }, (_, index) => `node-${index}`);
const SILENT_DAYS = 10;
const isSilent = (node: string, ago: number) => (node === 'node-8' || node === 'node-9') && ago < SILENT_DAYS * DAY;

const series: ReadonlyArray<[name: string, labels: string, shape: Shape]> = [
  ['up', 'job="argocd",instance="controller"', () => 1],
  ['prometheus_rule_evaluations_total', 'job="prometheus"', (ago) => (DAYS * DAY - ago) / 15],
  ['probe_success', 'job="probe",instance="a"', () => 1],
  ['probe_success', 'job="probe",instance="b"', (ago) => (within(ago, 10, 3) ? 0 : 1)],
  // Three critical incidents of one and two hours, the last of them in two alerts.
  ['ALERTS', 'alertname="A",alertstate="firing",severity="critical"', (ago) => (within(ago, 20, 1) ? 1 : null)],
  ['ALERTS', 'alertname="B",alertstate="firing",severity="critical"', (ago) => (within(ago, 15, 2) ? 1 : null)],
  ['ALERTS', 'alertname="A",alertstate="firing",severity="warning"', (ago) => (within(ago, 5, 9) ? 1 : null)],
  ['argocd_app_info', 'job="argocd",instance="controller",name="shop"', () => 1],
  // Born inside the window with a value: `increase` alone would miss that.
  ['argocd_app_sync_total', syncs('Succeeded'), (ago) => (ago > 20 * DAY ? null : ago > 8 * DAY ? 5 : 28)],
  ['argocd_app_sync_total', syncs('Failed'), (ago) => (ago > 12 * DAY ? null : 2)],
  ...nodes.flatMap((node): typeof series => {
    const labels = `job="node",instance="${node}"`;
    return [
      ['node_memory_MemTotal_bytes', labels, (ago) => (isSilent(node, ago) ? null : 64e9)],
      ['node_memory_MemAvailable_bytes', labels, (ago) => (isSilent(node, ago) ? null : 16e9)],
      ['node_cpu_seconds_total', `${labels},cpu="0",mode="idle"`, (ago) => (DAYS * DAY - ago) * 0.25],
    ];
  }),
  ...nodes
    .slice(1)
    .map((node, index): (typeof series)[number] => [
      'apt_upgrades_pending',
      `job="node",instance="${node}",origin="Debian-Security",arch="amd64"`,
      () => (index === 0 ? 3 : 0),
    ]),
];

function syncs(phase: string): string {
  return `job="argocd",instance="controller",name="shop",phase="${phase}"`;
}

let folder: string;
let prometheus: RunningPrometheus | undefined;
let readings: ReadonlyMap<string, KpiReading>;
let requests = 0;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-integration-kpis-'));
  backfill();
  prometheus = await startPrometheus({ dataDir: folder, port: PORT });
  const shim = dsQueryShim(prometheus.url);
  const metrics = [prometheusSource(shim.transport, { uid: 'prom', name: 'Prometheus' })];
  const journal = { rounds: { events: [], fromMs: 0 }, entries: { events: [] }, backups: { days: [], tests: [] } };
  const options = { period: 'rolling', nowMs: NOW * 1000, zone: 'UTC', signal: new AbortController().signal } as const;
  const all = await readKpis(builtin.kpis, { metrics, journal, argocd: [] }, options);
  readings = new Map(all.map((reading) => [reading.definition.id, reading]));
  requests = shim.requests.length;
}, 120_000);

afterAll(async () => {
  await prometheus?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function backfill(): void {
  const lines: string[] = [];
  for (const name of new Set(series.map(([one]) => one))) {
    lines.push(`# TYPE ${name} gauge`);
    for (const [, labels, shape] of series.filter(([one]) => one === name)) {
      for (let ago = DAYS * DAY; ago >= 0; ago -= STEP) {
        const value = shape(ago);
        if (value !== null) {
          lines.push(`${name}{${labels}} ${value} ${NOW - ago}`);
        }
      }
    }
  }
  const file = path.join(folder, 'data.om');
  writeFileSync(file, `${lines.join('\n')}\n# EOF\n`);
  mkdirSync(tsdbDir(folder), { recursive: true });
  const limit = '--max-block-duration=2232h';
  execFileSync('promtool', ['tsdb', 'create-blocks-from', limit, 'openmetrics', file, tsdbDir(folder)]);
}

const of = (id: string) => readings.get(id);

it('asks each stretch of time once', () => {
  const spans = new Set(
    [...readings.values()]
      .filter(({ definition }) => definition.feeds.some(({ kind }) => kind === 'promql' || kind === 'alerts'))
      .flatMap(({ window, before }) => [window, before].map(({ fromMs, toMs }) => `${fromMs} ${toMs}`))
  );
  expect(requests).toBe(spans.size);
});

it('finds no query that Prometheus refuses', () => {
  const refused = [...readings.values()].filter(({ reason }) => reason !== null && /error|response/.test(reason.code));
  expect(refused.map(({ definition, reason }) => [definition.id, reason])).toEqual([]);
});

it('knows the uptime', () => {
  const uptime = of('uptime');
  expect(uptime).toMatchObject({ state: 'missed', population: { reporting: 2, of: 2 }, previous: 1 });
  expect(uptime?.value).toBeCloseTo(1 - 3 / 720 / 2, 4);
  // Three hours of a day of one of two; the border of two days may lie in them, whatever the time of this run is.
  const short = (uptime?.trend ?? []).flatMap(({ value }) => (value !== null && value < 1 ? 1 - value : []));
  expect([1, 2]).toContain(short.length);
  expect(short.reduce((sum, one) => sum + one, 0)).toBeCloseTo(3 / 24 / 2, 2);
});

it('knows what the alerts took', () => {
  const [mttr, longest] = [of('mttr_critical')?.value, of('recovery_time')?.value];
  // Back-filled alerts have no staleness marks: each lasts the look-back of 5 minutes longer.
  expect(Math.abs((mttr ?? 0) - 1.5 * HOUR)).toBeLessThanOrEqual(600);
  expect(Math.abs((longest ?? 0) - 2 * HOUR)).toBeLessThanOrEqual(600);
});

it('is not sure of an MTBF over 90 days with the data of 61', () => {
  expect(of('mtbf_critical')).toMatchObject({ state: 'unknown', reason: { code: 'coverage' } });
  expect(of('mtbf_critical')?.coverage).toBeCloseTo(61 / 90, 1);
});

it('counts the first sync of a counter that is born in the window', () => {
  const deployments = of('deploy_success');
  expect(deployments).toMatchObject({ state: 'atRisk', feed: { kind: 'promql' }, interval: null });
  expect(deployments?.parts[0]?.numbers.map(({ value }) => Math.round(value))).toEqual([28, 30]);
});

it('knows the CPU of all, and says what the memory of the silent can be', () => {
  const cpu = of('utilisation_cpu');
  expect(cpu?.state).toBe('met');
  expect(cpu?.value).toBeCloseTo(0.75, 3);
  const memory = of('utilisation_mem');
  expect(memory).toMatchObject({
    state: 'unknown',
    reason: { code: 'coverage' },
    population: { reporting: 8, of: 10 },
  });
  expect(memory?.coverage).toBeCloseTo(1 - (0.2 * SILENT_DAYS) / 30, 2);
  expect(memory?.range?.low).toBeLessThan(0.75);
  expect(memory?.range?.high).toBeGreaterThan(0.75);
});

it('counts a node without a list of updates as silent', () => {
  const patches = of('patch_level');
  expect(patches).toMatchObject({ state: 'unknown', population: { reporting: 9, of: 10 } });
  expect(patches?.range?.low).toBeCloseTo(0.8, 9);
  expect(patches?.range?.high).toBeCloseTo(0.9, 9);
});

it('says of the others what would feed them', () => {
  for (const id of ['backup_success', 'ceph_health', 'lead_time', 'zero_critical']) {
    expect(of(id)).toMatchObject({ state: 'unknown', value: null, reason: { code: 'no-feed' } });
  }
});
