import { readFileSync } from 'node:fs';
import path from 'node:path';
import { prometheusEvaluator } from '../../src/core/check/prometheusEvaluator';
import { NO_MEMORY, type VerdictMemory } from '../../src/core/check/memory';
import { runChecks } from '../../src/core/check/run';
import { cephView } from '../../src/core/products/ceph/cephView';
import { readCeph } from '../../src/core/products/ceph/reading';
import type { CephView } from '../../src/core/products/ceph/view';
import { checksOfSystem } from '../../src/core/products/packSystems';
import { withPrometheus } from '../../src/cli/test/prometheus';
import { builtin } from '../../src/library/builtin.gen';
import { directPrometheus } from './directPrometheus';

/** A real Ceph 16.2.15 was captured well, with an OSD down, and nearly full with a flag; and as measured, what vanishes after that. */

const DAY = 86_400;
const NOW = Math.floor(Date.now() / 1000 / DAY) * DAY - DAY / 2;
const signal = new AbortController().signal;
const checks = builtin.checks.filter(({ pack }) => pack === 'ceph');

/** `name{labels` and value of each sample of an exposition. */
function capture(state: string): Array<[series: string, value: string]> {
  const text = readFileSync(path.resolve(__dirname, `../fixtures/ceph/metrics-${state}.prom`), 'utf8');
  return text.split('\n').flatMap((line): Array<[string, string]> => {
    const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    return name === '' ? [] : [[`${name}{${labels === '' ? '' : `${labels},`}`, value]];
  });
}

const minutes = (fromAgo: number, toAgo: number) =>
  Array.from({ length: fromAgo - toAgo + 1 }, (_, index) => NOW - (fromAgo - index) * 60);
const hours = (fromDays: number, toDays: number) =>
  Array.from({ length: (fromDays - toDays) * 24 }, (_, index) => NOW - fromDays * DAY + index * 3600);

function* held(state: string, cluster: string, times: readonly number[], keep = (_series: string) => true) {
  for (const [series, value] of capture(state)) {
    if (keep(series)) {
      yield times.map((time) => `${series}cluster="${cluster}"} ${value} ${time}\n`).join('');
    }
  }
}

/** Healthy for weeks, then an OSD was down for some hours and left; all is copied, and Ceph says that it is well. */
function* lost(cluster: string, leftDays: number) {
  const told = (series: string) =>
    /^ceph_(health|osd_(up|in|stat|metadata)|cluster|pool|num|mon_quo|mgr_)/.test(series);
  const isLost = (series: string) => series.includes('"osd.2"');
  const total = (series: string) => series.startsWith('ceph_cluster_total');
  const before = hours(leftDays + 21, leftDays);
  const after = [...hours(leftDays, 0), ...minutes(60, 0)];
  yield* held('ok', cluster, [...before, ...after], (series) => told(series) && !isLost(series) && !total(series));
  yield* held('ok', cluster, before, isLost);
  const sizes: ReadonlyArray<[readonly number[], number]> = [
    [before, 6],
    [after, 4],
  ];
  for (const [times, gibibytes] of sizes) {
    for (const time of times) {
      const used = 2e9 + ((time - NOW) / DAY) * 2e7;
      yield `ceph_cluster_total_bytes{cluster="${cluster}"} ${gibibytes * 2 ** 30} ${time}\n`;
      yield `ceph_cluster_total_used_raw_bytes{cluster="${cluster}"} ${used} ${time}\n`;
    }
  }
}

let world: Record<string, CephView>;

async function look(url: string, cluster: string, memory: VerdictMemory = NO_MEMORY): Promise<CephView> {
  const source = directPrometheus(url);
  const registry = { prometheus: prometheusEvaluator([source]) };
  const run = await runChecks(checks, { registry, clock: () => NOW * 1000, windowSeconds: DAY, signal, memory });
  const reading = await readCeph(source, cluster, { nowMs: NOW * 1000 }, signal);
  return cephView(reading, checksOfSystem(run, builtin.systems, `ceph ${source.uid} ${cluster}`));
}

const osd2 = (url: string, gone: boolean): Promise<CephView> =>
  look(url, 'week', {
    known: () => [],
    gone: (_check, _uid, labels) =>
      gone && labels['ceph_daemon'] === 'osd.2'
        ? { who: 'ops1', why: 'sold', atMs: NOW * 1000 - 1000, untilMs: null }
        : null,
  });

beforeAll(async () => {
  const held3 = ['ok', 'osd-down', 'nearfull-noout'];
  function* samples() {
    for (const state of held3) {
      yield* held(state, state, minutes(400, 0));
    }
    yield* lost('week', 7);
    yield* lost('month', 29);
  }
  world = await withPrometheus(samples(), { env: process.env, signal }, async (url) =>
    Object.fromEntries(
      await Promise.all([
        ...[...held3, 'week', 'month'].map(async (cluster) => [cluster, await look(url, cluster)] as const),
        osd2(url, true).then((view) => ['said-gone', view] as const),
      ])
    )
  );
}, 300_000);

const of = (name: string): CephView => {
  const view = world[name];
  if (view === undefined) {
    throw new Error(`no ${name}`);
  }
  return view;
};
const attention = (view: CephView) =>
  view.attention.map(({ definition: { id }, verdict }) => `${verdict} ${id}`).sort();
const tiles = (view: CephView) =>
  view.hosts.flatMap(({ name, osds }) => osds.map(({ id, state, verdict }) => `${name} ${id} ${state} ${verdict}`));
const reported = (view: CephView) => view.reported.map(({ name }) => name);

describe('a cluster that is well', () => {
  it('is, but for the second manager and the room that nobody gave it', () => {
    const view = of('ok');
    expect(view.own).toEqual({ word: 'HEALTH_OK', sinceMs: null });
    expect(view.versions).toEqual(['16.2.15']);
    expect(reported(view)).toEqual([]);
    expect(attention(view)).toEqual(['warn ceph.mgr-standby']);
    expect(tiles(view)).toEqual(['vm osd.0 up pass', 'vm osd.1 up pass', 'vm osd.2 up pass']);
    expect(view.figures.osds).toEqual({ value: 3, expected: 3, missing: 0, verdict: 'pass' });
    expect(view.figures.pgs).toEqual({ value: 1, clean: 29, total: 29, verdict: 'pass' });
    expect(view.figures.rawUsed).toMatchObject({ totalBytes: 6442450944, verdict: 'pass' });
    expect(view.figures.nearfullIn.value).toBeNull();
    expect(view.capacity).toMatchObject({
      forecast: { state: 'too-little', needed: 14 },
      limits: { nearfull: 0.85, backfillfull: 0.9, full: 0.95, isDefault: true },
      shrank: null,
    });
    expect(view.recovery).toMatchObject({
      degraded: 0,
      misplaced: 0,
      unfound: 0,
      flags: [],
      running: null,
      last: null,
    });
    expect(view.recovery.objects).toBe(238);
    expect(view.monitors).toEqual([{ name: 'mon.a', inQuorum: true }]);
    expect(view.managers).toEqual([{ name: 'mgr.a', active: true }]);
    expect(view.slowOps).toEqual({ value: 0, verdict: 'pass' });
    expect(view.buckets).toBeNull();
    expect(view.filesystems).toBeNull();
  });

  it('has its pools by name, with what fits and the quota', () => {
    const { pools } = of('ok');
    expect(pools.map(({ name }) => name)).toHaveLength(8);
    expect(pools.find(({ name }) => name === 'default.rgw.buckets.data')).toMatchObject({
      description: 'replicated 2',
      verdict: 'pass',
      storedBytes: 21_000_000,
      rawBytes: 42_033_152,
      quota: null,
      lastSeenMs: null,
    });
    expect(pools.find(({ name }) => name === 'rbd')?.quota).toEqual({ bytes: 50_000_000, usedRatio: 0 });
  });
});

describe('a cluster with an OSD down', () => {
  it('tells which, what is degraded and what Ceph calls it', () => {
    const view = of('osd-down');
    expect(view.own?.word).toBe('HEALTH_WARN');
    expect(reported(view)).toEqual(['OSD_DOWN', 'OSD_HOST_DOWN', 'PG_DEGRADED']);
    expect(tiles(view)).toEqual(['vm osd.0 up pass', 'vm osd.1 up pass', 'vm osd.2 down fail']);
    expect(view.figures.osds).toEqual({ value: 2, expected: 3, missing: 0, verdict: 'fail' });
    expect(view.figures.pgs).toMatchObject({ clean: 9, total: 29, verdict: 'warn' });
    expect(view.recovery).toMatchObject({ degraded: 218, running: { leftSeconds: null } });
    expect(view.recovery.points.at(-1)?.value).toBeCloseTo(218 / 476, 6);
    expect(attention(view)).toEqual([
      'fail ceph.osd-down',
      'warn ceph.health',
      'warn ceph.health-check',
      'warn ceph.mgr-standby',
      'warn ceph.pg-unclean',
      'warn ceph.recovery-stuck',
    ]);
  });
});

describe('a cluster that is nearly full by its own limit, with a flag', () => {
  it('tells both, and what Ceph calls it', () => {
    const view = of('nearfull-noout');
    expect(reported(view)).toEqual(['OSDMAP_FLAGS', 'OSD_NEARFULL', 'POOL_NEARFULL']);
    expect(view.recovery.flags).toEqual(['noout']);
    expect(attention(view)).toEqual([
      'warn ceph.flags',
      'warn ceph.health',
      'warn ceph.health-check',
      'warn ceph.mgr-standby',
    ]);
    expect(
      view.checks
        .find(({ definition }) => definition.id === 'ceph.health-check')
        ?.entities.filter(({ verdict }) => verdict === 'warn')
        .map(({ labels }) => labels['name'])
        .sort()
    ).toEqual(['OSD_NEARFULL', 'POOL_NEARFULL']);
  });
});

describe.each([
  ['week', 7],
  ['month', 29],
])('an OSD that left a %s ago', (name, days) => {
  it('is missing while Ceph is well', () => {
    const view = of(name);
    expect(view.own?.word).toBe('HEALTH_OK');
    expect(view.verdict).toBe('unknown');
    expect(tiles(view)).toEqual(['vm osd.0 up pass', 'vm osd.1 up pass', 'vm osd.2 missing unknown']);
    expect(view.figures.osds).toEqual({ value: 2, expected: 3, missing: 1, verdict: 'unknown' });
    const [missing] = view.missing;
    expect(missing).toMatchObject({ id: 'osd.2', host: 'vm', device: null });
    expect(missing?.usedRatio).toBeCloseTo(0.15, 2);
    const leftMs = (NOW - days * DAY) * 1000;
    expect(Math.abs((missing?.lastSeenMs ?? 0) - leftMs)).toBeLessThanOrEqual(2 * 3_600_000);
  });

  it('took its space along, which is told and is no growth', () => {
    const { capacity, attention: wrong } = of(name);
    expect(capacity.shrank).toMatchObject({ fromBytes: 6 * 2 ** 30, toBytes: 4 * 2 ** 30 });
    expect(wrong.some(({ definition: { id } }) => id === 'ceph.capacity-shrank')).toBe(days < 14);
    expect(capacity.forecast).toMatchObject({ state: 'grows' });
    expect(capacity.forecast.state === 'grows' && capacity.forecast.perDay * 4 * 2 ** 30).toBeCloseTo(2e7, -5);
  });
});

describe('an OSD of which somebody said that it is gone for good', () => {
  it('is expected no longer', () => {
    const view = of('said-gone');
    expect(view.missing).toEqual([]);
    expect(view.figures.osds).toEqual({ value: 2, expected: 2, missing: 0, verdict: 'pass' });
  });
});
