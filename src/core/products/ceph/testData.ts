import type { CheckResult } from '../../check/result';
import { checkDefinition } from '../../check/testData';
import type { Verdict } from '../../check/verdict';
import type { CephFigure } from './shows';
import type { CephHost, CephView, OsdTile, PoolRow } from './view';

/** Friday 20 November 2026, 08:31:04 in Berlin. */
export const CEPH_NOW_MS = Date.UTC(2026, 10, 20, 7, 31, 4);

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const TIB = 1024 ** 4;
const LEFT_MS = Date.UTC(2026, 10, 17, 1, 14);

const pass = (value: number | null) => ({ value, verdict: 'pass' as const });
const warn = (value: number | null) => ({ value, verdict: 'warn' as const });

/** A check of Ceph with one entity that decides it. */
export function cephCheck(
  id: string,
  verdict: Verdict,
  {
    title = id,
    finding = null,
    labels = { cluster: 'ceph-a' },
    isGone = false,
    place,
    figures,
  }: Partial<CheckSaid> = {}
): CheckResult {
  const counts = { fail: 0, unknown: 0, warn: 0, pass: 0, na: 0, [verdict]: 1 };
  return {
    definition: checkDefinition({
      id,
      pack: 'ceph',
      title,
      by: Object.keys(labels),
      ...(place && { place }),
      ...(figures && { figures }),
    }),
    verdict,
    entities: [
      {
        key: `prom|${Object.entries(labels)
          .map(([name, value]) => `${name}=${value}`)
          .join(',')}`,
        sourceUid: 'prom',
        labels,
        verdict,
        value: verdict === 'unknown' ? null : 1,
        ...(verdict === 'unknown' && { reason: { code: isGone ? ('vanished' as const) : ('no-data' as const) } }),
        sampleMs: CEPH_NOW_MS - 10_000,
        trend: [],
        sinceMs: verdict === 'pass' ? null : LEFT_MS,
        ...(isGone && { left: { seenMs: LEFT_MS, from: 'source' as const } }),
      },
    ],
    counts,
    finding,
    evidence: [
      {
        sourceUid: 'prom',
        sourceName: 'mimir-prod',
        query: 'ceph_osd_up',
        presence: 'ceph_osd_up',
        askedMs: CEPH_NOW_MS,
        durationMs: 12,
        answered: 1,
        expected: 1,
        oldestSampleAgeMs: 10_000,
      },
    ],
    gone: [],
  };
}

interface CheckSaid {
  title: string;
  finding: string | null;
  labels: Readonly<Record<string, string>>;
  /** It left the metrics. */
  isGone: boolean;
  /** The part of the page that tells more. */
  place: string;
  figures: readonly CephFigure[];
}

/** A morning on which one OSD is missing, one is fuller than the others, and Ceph says HEALTH_OK. */
export function cephView(changes: Partial<CephView> = {}): CephView {
  const checks = [
    cephCheck('ceph.osd-down', 'warn', {
      title: 'OSDs up',
      finding: 'osd.17 on pve-a3 vanished',
      labels: { cluster: 'ceph-a', ceph_daemon: 'osd.17' },
      isGone: true,
      place: 'osds',
    }),
    cephCheck('ceph.osd-nearfull', 'warn', {
      title: 'OSD usage',
      finding: 'osd.8 is 83 % full, limit 80 %',
      labels: { cluster: 'ceph-a', ceph_daemon: 'osd.8' },
    }),
    cephCheck('ceph.pg-unclean', 'pass', { title: 'Placement groups clean' }),
  ];
  return {
    key: 'ceph prom ceph-a',
    through: 'metrics',
    beside: null,
    unheard: null,
    sourceUid: 'prom',
    name: 'ceph-a',
    verdict: 'warn',
    own: { word: 'HEALTH_OK', sinceMs: LEFT_MS + 5 * HOUR_MS },
    versions: ['19.2.1'],
    silent: null,
    asOfMs: CEPH_NOW_MS,
    checks,
    attention: checks.filter(({ verdict }) => verdict !== 'pass'),
    reported: [],
    figures: {
      osds: { ...warn(23), expected: 24, missing: 1 },
      rawUsed: { ...pass(0.71), usedBytes: 57 * TIB, totalBytes: 80.3 * TIB },
      writable: { ...pass(4.3 * TIB), of: 'vm' },
      nearfullIn: warn(34.2),
      hostFails: { ...warn(0.96), of: 'pve-a1', limitRatio: 0.9 },
      pgs: { ...pass(1), clean: 641, total: 641 },
    },
    capacity: {
      points: Array.from({ length: 60 }, (_unused, day) => ({
        timeMs: CEPH_NOW_MS - (59 - day) * DAY_MS,
        value: 0.47 + day * 0.0038 + (day > 56 ? 0.016 : 0),
      })),
      forecast: {
        state: 'grows',
        perDay: 0.0041,
        lowPerDay: 0.003,
        highPerDay: 0.0052,
        fromMs: CEPH_NOW_MS,
        from: 0.71,
        days: 60,
      },
      limits: { nearfull: 0.85, backfillfull: 0.9, full: 0.95, isDefault: false },
      shrank: { atMs: LEFT_MS, fromBytes: 83.8 * TIB, toBytes: 80.3 * TIB },
    },
    hosts: ['pve-a1', 'pve-a2', 'pve-a3', 'pve-a4'].map((name, at) => ({
      name,
      osds: Array.from({ length: 6 }, (_unused, n) => tileOf(at * 6 + n)),
    })),
    missing: [{ id: 'osd.17', host: 'pve-a3', lastSeenMs: LEFT_MS, usedRatio: 0.69, device: 'Samsung PM9A3 3.84 TB' }],
    recovery: {
      points: Array.from({ length: 145 }, (_unused, half) => {
        const timeMs = CEPH_NOW_MS - (144 - half) * (HOUR_MS / 2);
        const hours = (timeMs - LEFT_MS) / HOUR_MS;
        return { timeMs, value: hours < 0 || hours > 4.6 ? 0 : 0.042 * (1 - hours / 4.6) };
      }),
      degraded: 0,
      misplaced: 0,
      unfound: 0,
      objects: 18_400_000,
      flags: [],
      running: null,
      last: { fromMs: LEFT_MS + 600_000, toMs: LEFT_MS + 600_000 + 4.45 * HOUR_MS, mostRatio: 0.042 },
    },
    pools: [
      pool('vm', { verdict: 'warn', used: warn(0.77), description: 'replicated 3' }),
      pool('rgw.data', { used: pass(0.49), description: 'erasure 4+2', quota: { bytes: 14 * TIB, usedRatio: 0.6 } }),
      pool('cephfs.data', { used: pass(0.14), grown30dBytes: 0, forecast: { state: 'flat', days: 60 } }),
      pool('rgw.index', {
        verdict: 'unknown',
        used: { value: null, verdict: 'unknown' },
        storedBytes: null,
        rawBytes: null,
        writableBytes: null,
        grown30dBytes: null,
        forecast: { state: 'too-little', days: 0, needed: 14 },
        lastSeenMs: Date.UTC(2026, 10, 9, 13, 20),
      }),
    ],
    buckets: null,
    filesystems: null,
    monitors: ['a', 'b', 'c'].map((name) => ({ name: `mon.${name}`, inQuorum: true })),
    managers: [
      { name: 'mgr.x', active: true },
      { name: 'mgr.y', active: false },
    ],
    slowOps: pass(0),
    scrub: { notScrubbed: pass(0), notDeepScrubbed: pass(0) },
    ...changes,
  };
}

function tileOf(n: number): OsdTile {
  const id = `osd.${n}`;
  if (n === 17) {
    return { id, state: 'missing', usedRatio: 0.69, verdict: 'unknown' };
  }
  return n === 8
    ? { id, state: 'up', usedRatio: 0.83, verdict: 'warn' }
    : { id, state: 'up', usedRatio: 0.66 + ((n * 7) % 12) / 100, verdict: 'pass' };
}

function pool(name: string, changes: Partial<PoolRow>): PoolRow {
  return {
    name,
    description: '',
    verdict: 'pass',
    used: pass(0.5),
    storedBytes: 14.2 * TIB,
    rawBytes: 42.6 * TIB,
    writableBytes: 4.3 * TIB,
    grown30dBytes: 3.1 * TIB,
    forecast: {
      state: 'grows',
      perDay: 0.1034 * TIB,
      lowPerDay: 0.09 * TIB,
      highPerDay: 0.12 * TIB,
      fromMs: CEPH_NOW_MS,
      from: 14.2 * TIB,
      days: 60,
    },
    quota: null,
    lastSeenMs: CEPH_NOW_MS,
    ...changes,
  };
}

/** So many hosts with so many OSDs each, all of them up. */
export function manyHosts(hosts: number, each: number): CephHost[] {
  return Array.from({ length: hosts }, (_unused, at) => ({
    name: `store-${String(at + 1).padStart(2, '0')}`,
    osds: Array.from({ length: each }, (_ignored, n) => ({
      id: `osd.${at * each + n}`,
      state: 'up' as const,
      usedRatio: 0.55 + (((at * each + n) * 13) % 25) / 100,
      verdict: 'pass' as const,
    })),
  }));
}
