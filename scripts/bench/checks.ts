import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startHost } from '../../demo/host/server';
import { prepareLab } from '../../demo/lab/backfill';
import { startPrometheus } from '../../demo/lab/prometheus';
import { labTargets } from '../../demo/lab/targets';
import { packDetection, type PackDetection } from '../../src/core/check/packDetection';
import type { MetricQuery, MetricRequest, MetricSource } from '../../src/core/check/ports';
import { prometheusEvaluator } from '../../src/core/check/prometheusEvaluator';
import { runChecks } from '../../src/core/check/run';
import type { Journal } from '../../src/core/journal/journal';
import { backupsEvaluator } from '../../src/core/products/backups/backupsEvaluator';
import { backupsDesk } from '../../src/core/products/backups/desk';
import { builtin } from '../../src/library/builtin.gen';
import { freePort } from '../../tests/freePort';
import { grafanaSource } from './grafanaSource';
import { median, printTable } from './table';

const RUNS = 7;
const AT_ONCE = 10;
const WINDOW_SECONDS = 16 * 3600;
const HISTORY_DAYS = 2;

/** All built-in checks through Grafana's API against the same expressions sent straight to Prometheus, turn by turn. */
export async function benchChecks(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-bench-'));
  const closers: Array<() => unknown> = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    await compare(folder, closers);
  } finally {
    for (const close of closers.reverse()) {
      await close();
    }
  }
}

async function compare(folder: string, closers: Array<() => unknown>): Promise<void> {
  const dataDir = path.join(folder, 'lab');
  const { signal } = new AbortController();
  console.log(`Making ${HISTORY_DAYS} days of history ...`);
  const fleet = await prepareLab({ dataDir, from: Date.now() / 1000 - HISTORY_DAYS * 86_400, signal });
  const prometheus = await startPrometheus({ dataDir, port: await freePort(), targets: labTargets(fleet) });
  closers.push(() => prometheus.stop());
  const host = await startHost({
    port: 0,
    dataDir: path.join(folder, 'host'),
    prometheusUrl: prometheus.url,
    distDir: path.resolve(__dirname, '../../dist'),
    timeInterval: '2m',
  });
  closers.push(() => host.close());
  const requests: MetricRequest[] = [];
  const indexed = await grafanaSource(host.url);
  const source = recorded(indexed, requests);
  // Found once an hour, so it is no part of a look.
  const detection = packDetection([indexed], async () => builtin.packs);
  const found = await timed(() => detection.find(Date.now(), new AbortController().signal));
  const wall = { ours: [] as number[], direct: [] as number[] };
  let [perRun, perLaterRun] = [0, 0];
  for (let run = 0; run < RUNS; run += 1) {
    requests.length = 0;
    const look = looks(source, detection);
    wall.ours.push(await timed(look));
    perRun = requests.length;
    wall.direct.push(await timed(() => sendStraight(prometheus.url, requests.slice(0, perRun))));
    if (run === RUNS - 1) {
      await look();
      perLaterRun = requests.length - perRun;
    }
  }
  const [ours, direct] = [median(wall.ours), median(wall.direct)];
  const queries = requests.slice(0, perRun).flatMap((request) => request.queries).length;
  printTable([
    [`${queries} expressions, median of ${RUNS}`, 'Ops Rounds', `straight, ${AT_ONCE} at once`, 'ratio', 'goal'],
    ['wall', `${ours.toFixed(0)} ms`, `${direct.toFixed(0)} ms`, `${(ours / direct).toFixed(2)} x`, 'at most 1.25 x'],
    ['finding which packs have data', `${found.toFixed(0)} ms`, '', '', 'once an hour'],
    ['requests of the first look in two hours', String(perRun), String(queries), '', 'at most 2'],
    ['requests of a look after it', String(perLaterRun), '', '', 'at most 2'],
  ]);
}

function recorded(source: MetricSource, requests: MetricRequest[]): MetricSource {
  return {
    ...source,
    query: (request, signal) => {
      requests.push(request);
      return source.query(request, signal);
    },
  };
}

const NO_JOURNAL: Journal = {
  read: async () => ({ events: [], rejected: [] }),
  append: () => Promise.reject(new Error('The bench writes nothing.')),
  canAppend: async () => false,
};

/** Looks at all checks that a metrics source is asked for, those of backups among them; a later one remembers what it may. */
function looks(source: MetricSource, detection: PackDetection): () => Promise<void> {
  const definitions = builtin.checks.filter(({ kind }) => kind === 'prometheus' || kind === 'backups');
  const desk = backupsDesk({
    settings: { version: 1 },
    journal: NO_JOURNAL,
    metricSources: [source],
    clusters: [],
    servers: [],
    library: async () => builtin.backupObjectives,
  });
  const registry = { prometheus: prometheusEvaluator([source], undefined, detection), backups: backupsEvaluator(desk) };
  return async () => {
    await runChecks(definitions, {
      registry,
      clock: Date.now,
      windowSeconds: WINDOW_SECONDS,
      signal: new AbortController().signal,
    });
  };
}

async function sendStraight(url: string, requests: readonly MetricRequest[]): Promise<void> {
  const queue = requests.flatMap((request) => request.queries.map((query) => ({ request, query })));
  const worker = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      await sendOne(url, next.request, next.query);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function sendOne(url: string, { fromMs, toMs }: MetricRequest, query: MetricQuery): Promise<void> {
  const range = query.shape === 'range';
  const times: Record<string, string> = range
    ? { start: String(fromMs / 1000), end: String(toMs / 1000), step: String(query.stepSeconds ?? 60) }
    : { time: String(toMs / 1000) };
  const response = await fetch(`${url}/api/v1/${range ? 'query_range' : 'query'}`, {
    method: 'POST',
    body: new URLSearchParams({ query: query.expr, ...times }),
  });
  await response.json();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
