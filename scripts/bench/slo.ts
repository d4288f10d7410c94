import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MetricSource } from '../../src/core/check/ports';
import type { Journal } from '../../src/core/journal/journal';
import type { CachedStretch, CountCache } from '../../src/core/slo/countCache';
import { objectivesDesk } from '../../src/core/slo/desk';
import { FINE_MS } from '../../src/core/slo/edges';
import { failures, startWorld, traffic, type KnownCounter } from '../../tests/fixtures/services';
import { freePort } from '../../tests/freePort';
import { grafanaSource } from './grafanaSource';
import { startHostProcess } from './hostProcess';
import { median, printTable } from './table';

const RUNS = 5;
/** Minutes that a page stands open after each cold read. */
const REFRESHES = 10;
const SERVICES = 50;
const PODS = ['a', 'b', 'c', 'd'];
const MANY = 500;
const DAYS = 32;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Objectives through Grafana's API, cold and warm, against one batched `increase[30d]` sent the same way, turn by turn. */
export async function benchSlo(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-bench-slo-'));
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
  const nowMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 25 * MINUTE_MS;
  const fromMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS - (DAYS - 1) * 24 * HOUR_MS;
  const minutes = (nowMs - fromMs) / MINUTE_MS;
  console.log(`Making ${DAYS - 1} days of ${SERVICES} services with ${PODS.length} pods at 60 s ...`);
  const counters = Array.from({ length: SERVICES }, (_, index) => series(index)).flat();
  const world = { fromMs, minutes, scrapeOffsetSeconds: 23, counters };
  const prometheus = await startWorld(world, path.join(folder, 'prometheus'), await freePort());
  closers.push(() => prometheus.stop());
  const host = await startHostProcess({ dataDir: path.join(folder, 'host'), prometheusUrl: prometheus.url });
  closers.push(() => host.stop());
  const source = await grafanaSource(host.url);
  const objectives = Array.from({ length: SERVICES }, (_, index) => objective(index, index));
  const wall = { single: [] as number[], cold: [] as number[], refresh: [] as number[], further: [] as number[] };
  for (let run = 0; run < RUNS; run += 1) {
    wall.single.push(await timed(() => single(source, nowMs)));
    const page = openPage(objectives, source);
    wall.cold.push(await timed(() => page(nowMs - MINUTE_MS)));
    for (let minute = 0; minute < REFRESHES; minute += 1) {
      const atMs = nowMs + minute * MINUTE_MS;
      const took = await timed(() => page(atMs));
      wall.refresh.push(took);
      wall.further.push(...(atMs % FINE_MS === 0 ? [took] : []));
    }
  }
  const many = Array.from({ length: MANY }, (_, index) => objective(index, index % SERVICES));
  const manyMs = await timed(() => openPage(many, source)(nowMs));
  const one = median(wall.single);
  const times = (ms: number) => [`${ms.toFixed(0)} ms`, `${(ms / one).toFixed(2)} x`];
  const percent = (ms: number) => [`${ms.toFixed(1)} ms`, `${((100 * ms) / one).toFixed(1)} %`];
  printTable([
    [`${SERVICES} objectives, 30 days, median of ${RUNS}`, 'wall', 'of one increase[30d]', 'goal'],
    ['one batched increase[30d]', `${one.toFixed(0)} ms`, '', ''],
    ['cold: everything a page shows', ...times(median(wall.cold)), 'at most 1.5 x'],
    ['refresh each minute for ten minutes', ...percent(median(wall.refresh)), 'at most 2 %'],
    ['the one in five that counts a bucket more', ...percent(median(wall.further)), ''],
    [`${MANY} objectives, cold`, ...times(manyMs), ''],
  ]);
}

function series(index: number): KnownCounter[] {
  const counter = (pod: string, code: string, share: number, inMinute: KnownCounter['inMinute']): KnownCounter => ({
    name: 'app_requests_total',
    labels: { service: `svc-${index}`, pod, code },
    inMinute: (minute) => Math.round(inMinute(minute) * share),
  });
  return PODS.flatMap((pod) => [
    counter(pod, '200', 1 / PODS.length, (minute) => traffic(index, minute)),
    counter(pod, '500', 1 / PODS.length, (minute) => failures(index, minute)),
  ]);
}

/** As it is written in settings. */
function objective(number: number, index: number): unknown {
  const total = `app_requests_total{service="svc-${index}"}`;
  const bad = `app_requests_total{service="svc-${index}",code=~"5.."}`;
  const said = { id: `o-${number}`, title: `Service ${number}`, service: 's', owner: 'o', target: '99.9' };
  return { ...said, sli: { ratio: { total, bad } } };
}

/** What a page without buckets would ask for. */
async function single(source: MetricSource, nowMs: number): Promise<void> {
  const services = Array.from({ length: SERVICES }, (_, index) => `svc-${index}`).join('|');
  const expr = `sum by (service, code) (increase(app_requests_total{service=~"${services}"}[30d]))`;
  const queries = [{ refId: 'A', expr, shape: 'instant' as const }];
  await source.query({ fromMs: nowMs - HOUR_MS, toMs: nowMs, queries }, new AbortController().signal);
}

/** Reads as a page does that stands open: what is promised anew each time, with what it has kept and judged before. */
function openPage(objectives: readonly unknown[], source: MetricSource): (nowMs: number) => Promise<void> {
  const desk = objectivesDesk({
    settings: { version: 1, timezone: 'UTC', objectives: [...objectives] },
    journal: NO_JOURNAL,
    metricSources: [],
    metricSource: () => source,
    cache: memoryCache(),
  });
  const { signal } = new AbortController();
  return async (nowMs) => {
    const promised = await desk.promised(nowMs, signal);
    const { rows } = await desk.measure({ ...promised, periods: [{ kind: 'own' }], nowMs }, signal);
    if (rows.length < objectives.length || rows.some(({ results: [result] }) => result?.sli === null)) {
      throw new Error('an objective of the bench has no data');
    }
  };
}

const NO_JOURNAL: Journal = {
  read: async () => ({ events: [], rejected: [] }),
  append: () => Promise.reject(new Error('the bench writes no journal')),
  canAppend: async () => false,
};

function memoryCache(): CountCache {
  const entries = new Map<string, CachedStretch>();
  return {
    read: async () => entries,
    write: async (written) => written.forEach((stretch, key) => entries.set(key, stretch)),
  };
}

async function timed(act: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await act();
  return performance.now() - startMs;
}
