import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepareLab } from '../../demo/lab/backfill';
import { startExporters, type Exporters } from '../../demo/lab/exporters';
import type { Fleet } from '../../demo/lab/fleet';
import { startPrometheus, type RunningPrometheus } from '../../demo/lab/prometheus';
import { labTargets } from '../../demo/lab/targets';
import { prometheusEvaluator } from '../../src/core/check/prometheusEvaluator';
import { runChecks } from '../../src/core/check/run';
import { builtin } from '../../src/library/builtin.gen';
import { directPrometheus, instant } from './directPrometheus';
import { freePort } from '../freePort';

/** The fleet has none of these systems on purpose: items show what an absent one looks like. */
const ABSENT_PACKS = ['aws', 'cost', 'database', 'flux', 'iac', 'load-balancer', 'mesh', 'policies', 'rollouts', 's3'];
const ABSENT_SYSTEMS =
  /^(backup\.(cnpg-wal|pbm|pg-archive)-?|cicd\.(deployment|github-runners|jenkins-|runner)|firewall\.|k8s\.(ca|keda)-|obs\.remote-|secrets\.vault-|vpn\.)/;
/** What the exporters of its other systems do not tell. */
const ABSENT_METRICS = [
  'access.k8s-admins',
  'cert.acm-expiry',
  'cert.https-only',
  'cert.ingress-expiry',
  'cicd.duration-trend',
  'net.name-lookup',
  'net.slow',
  'node.apt-held',
  'node.memory-errors',
  'node.yum-pending',
  'sec.compliance',
  'sec.image-eosl',
  'sec.infra-assessment',
  'sec.rbac-assessment',
];

/** Checks of the table of troubles in the manual that have this verdict; `at first` is not said of what lasts. */
const troubles = (verdict: string) =>
  [...DEMO_MANUAL.matchAll(/^\| `([a-z0-9.-]+)` +\| (fail|warn)(, at first)? +\|/gm)].flatMap(
    ([, id = '', word, first]) => (word === verdict ? [{ id, isLasting: first === undefined }] : [])
  );

const isAbsent = ({ id, pack }: { id: string; pack: string }) =>
  ABSENT_PACKS.includes(pack) || ABSENT_SYSTEMS.test(id) || ABSENT_METRICS.includes(id);
const COUNTERS = 'node_cpu_seconds_total{mode="user"}';
/** `resets` drops the names, and then series of different metrics look alike. */
const NAMED_COUNTERS = 'label_replace({__name__=~".+_total"}, "metric", "$1", "__name__", "(.+)")';
const ALL = '{__name__!~"ALERTS_FOR_STATE|"}';
const DAYS = 9;
const [DEMO_MANUAL = ''] = readFileSync(path.resolve(__dirname, '../../docs/demo.md'), 'utf8').split(
  '## What the servers'
);
const signal = new AbortController().signal;

let dataDir: string;
let fleet: Fleet;
let exporters: Exporters;
let prometheus: RunningPrometheus;
/** When the last back-filled sample was made, seconds. */
let seam: number;

const ask = (expr: string) => instant(prometheus.url, expr);

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`not within a minute: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function startScraping(): Promise<void> {
  prometheus = await startPrometheus({
    dataDir,
    port: await freePort(),
    exporters: `127.0.0.1:${exporters.port}`,
    targets: labTargets(fleet),
    scrapeSeconds: 1,
  });
  await until('five scrapes of every target', async () => {
    const scrapes = await ask(`min(count_over_time(up[${Math.ceil(Date.now() / 1000 - seam)}s]))`);
    return [...scrapes.values()].some((count) => count >= 5);
  });
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'opsrounds-lab-'));
  fleet = await prepareLab({ dataDir, from: Date.now() / 1000 - DAYS * 86_400, signal });
  seam = Date.now() / 1000;
  exporters = await startExporters(labTargets(fleet), { port: 0 });
  await startScraping();
});

afterAll(async () => {
  await prometheus?.stop();
  await exporters?.close();
  await rm(dataDir, { recursive: true, force: true });
});

/**
 * All along the last half hour, the border in its middle, rates are what the model's curve says for their window. The
 * tolerance is what a gap of 30 s costs: Prometheus takes 5 s to find its targets.
 */
async function expectNoBump(): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  for (let t = now - 1800; t < now; t += 20) {
    const rates = await ask(`sum by (instance) (rate(${COUNTERS}[15m] @ ${t}))`);
    expect(rates.size).toBe(fleet.nodes.length);
    for (const { name, processor } of fleet.nodes) {
      const truth = ((processor.total(t) - processor.total(t - 900)) / 900) * 0.68;
      expect(Math.abs((rates.get(name) ?? NaN) / truth - 1)).toBeLessThan(0.035);
    }
  }
}

describe('between history and scrapes', () => {
  it('has no seam: every target was up all along, no counter was reset, no rate has a bump', async () => {
    const targets = labTargets(fleet).length;
    const perMinute = await ask('min_over_time(count(up == 1)[30m:1m])');
    expect([...perMinute.values()]).toEqual([targets]);
    expect(await ask(`count(resets(${NAMED_COUNTERS}[1h:15s]) > 0)`)).toEqual(new Map());
    await expectNoBump();
  });

  it('keeps one set of series: a scrape adds none that history does not have', async () => {
    const [series = NaN] = (await ask(`count(${ALL})`)).values();
    const before = `count(${ALL} @ ${Math.floor(seam - 60)})`;
    expect((await ask(before)).get('')).toBe(series);
    expect(series).toBeLessThanOrEqual(1280);
  });

  it('begins where it was asked to and never in the future', async () => {
    const first = await ask(`count(opsrounds_lab_info @ ${Math.ceil(Date.now() / 1000 - DAYS * 86_400 + 300)})`);
    expect(first.get('')).toBe(1);
    expect(await ask(`opsrounds_lab_info offset -10m`)).toEqual(new Map());
  });
});

describe('the library on the lab', () => {
  it('finds data for every built-in Prometheus check but those of systems that the fleet lacks', async () => {
    const registry = { prometheus: prometheusEvaluator([directPrometheus(prometheus.url)]) };
    const checks = builtin.checks.filter(({ kind }) => kind === 'prometheus');
    const result = await runChecks(checks, { registry, clock: Date.now, windowSeconds: 16 * 3600, signal });
    const of = (...verdicts: string[]) =>
      [...result.checks].filter(([, { verdict }]) => verdicts.includes(verdict)).map(([id]) => id);
    const absent = checks.filter(isAbsent).map(({ id }) => id);
    expect(of('na').sort()).toEqual(absent.sort());
    // The database of the shop was never backed up: how old its backup is nobody can say, and the posture fails.
    expect(of('unknown')).toEqual(['backup.cnpg-age']);
    // What is wrong and why is told in docs/demo.md; nothing else fails or warns.
    for (const verdict of ['fail', 'warn']) {
      const told = troubles(verdict);
      const passing = new Set(told.flatMap(({ id, isLasting }) => (isLasting ? [] : [id])));
      const lasting = told.flatMap(({ id, isLasting }) => (isLasting ? [id] : []));
      expect(
        of(verdict)
          .filter((id) => !passing.has(id))
          .sort()
      ).toEqual(lasting.sort());
    }
    expect(result.checks.get('node.disk')?.finding).toBe(
      '/var/lib/vz on pve-a3 is 93.4 % full, limit 90 %'.replace(/ %/g, '\u00a0%')
    );
    expect(of('pass').length).toBeGreaterThan(60);
  });
});

describe('a killed exporter', () => {
  const turn = (to: string) => fetch(`http://127.0.0.1:${exporters.port}/targets/pve-a2/${to}`, { method: 'POST' });
  const up = async () => (await ask('up{instance="pve-a2"}')).get('pve-a2,node');

  it('is down, its series are gone at once and nobody else suffers, until it is back', async () => {
    await turn('down');
    await until('pve-a2 is down', async () => (await up()) === 0);
    expect(await ask('node_boot_time_seconds{instance="pve-a2"}')).toEqual(new Map());
    expect((await ask('count(up == 0)')).get('')).toBe(1);
    expect((await ask('count(node_boot_time_seconds)')).get('')).toBe(fleet.nodes.length - 1);
    await turn('up');
    await until('pve-a2 is back', async () => (await up()) === 1);
  });
});

describe('a restart', () => {
  it('drops what was scraped, fills the gap from the newest block and goes on without a seam', async () => {
    await prometheus.stop();
    expect((await prepareLab({ dataDir, signal })).story).toEqual(fleet.story);
    seam = Date.now() / 1000;
    await startScraping();
    await expectNoBump();
    // The minute in which pve-a2 was killed was scraped, not written: history has the model's word for it.
    expect((await ask('min_over_time(count(up == 1)[30m:1m])')).get('')).toBe(labTargets(fleet).length);
  });
});
