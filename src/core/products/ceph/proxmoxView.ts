import { FEWEST_DAYS } from '../../capacity/forecast';
import { worstVerdict, type Verdict } from '../../check/verdict';
import { naturally } from '../../hardware-map/naturally';
import type { PveCeph, PveCephOsd, PveCephPool } from '../proxmox-ve/parts';
import { notPassing, standingOf } from '../standing';
import type { System } from '../system';
import { USUAL_LIMITS } from './capacity';
import { HEALTH_WORDS } from './health';
import { byHost } from './osds';
import type { ProxmoxCeph } from './readProxmox';
import { entitiesOf, toldBy, toldOf } from './told';
import type { CephView, MissingOsd, OsdTile, PoolRow } from './view';

/** Proxmox does not tell it, and no check looks at it. */
const UNTOLD = { value: null, verdict: 'na' as const };

/** The key of a Ceph that Proxmox alone tells of: its hosts have one at most. */
export function proxmoxCephKey({ source }: Pick<ProxmoxCeph, 'source'>): string {
  return `ceph ${source.uid} `;
}

/**
 * A Ceph as Proxmox tells of it: what it is now, without a past and so without a forecast.
 * @param unheard A metrics source that may tell more of it, an OSD that is missing, and does not answer.
 */
export function proxmoxView(read: ProxmoxCeph, unheard: CephView['unheard']): CephView {
  const { source, status, checks, askedMs } = read;
  const ceph = status.ok ? status.value : null;
  const silent = status.ok ? null : status.reason;
  const { usedBytes = null, totalBytes = null } = ceph ?? {};
  return {
    key: proxmoxCephKey(read),
    through: 'proxmox',
    beside: null,
    unheard,
    sourceUid: source.uid,
    name: source.name,
    verdict: silent === null ? withUnheard(standingOf(checks), unheard) : 'unknown',
    own: ownOf(ceph),
    versions: versionsOf(read),
    silent,
    asOfMs: silent === null ? askedMs : null,
    checks,
    attention: notPassing(checks),
    reported: reportedOf(ceph),
    figures: {
      ...osdsFigure(read, unheard),
      rawUsed: { value: ratioOf(usedBytes, totalBytes), usedBytes, totalBytes, verdict: toldBy(checks, 'raw-used') },
      writable: { ...UNTOLD, of: null },
      nearfullIn: UNTOLD,
      hostFails: { ...UNTOLD, of: null, limitRatio: USUAL_LIMITS.backfillfull },
      pgs: { ...pgsOf(ceph), verdict: toldBy(checks, 'pgs') },
    },
    capacity: {
      points: [],
      forecast: { state: 'too-little', days: 0, needed: FEWEST_DAYS },
      limits: { ...USUAL_LIMITS, isDefault: true },
      shrank: null,
    },
    ...osdsOf(read),
    recovery: recoveryOf(read, ceph),
    pools: poolsOf(read),
    buckets: null,
    filesystems: null,
    monitors: ceph?.monitorNames ?? [],
    managers: [],
    slowOps: debtOf(ceph, 'SLOW_OPS'),
    scrub: {
      notScrubbed: debtOf(ceph, 'PG_NOT_SCRUBBED'),
      notDeepScrubbed: debtOf(ceph, 'PG_NOT_DEEP_SCRUBBED'),
    },
  };
}

/**
 * Its line of the overview.
 * @param titles Of the figures, by the ids that the pack of Ceph gives them.
 */
export function proxmoxCephSystem(view: CephView, titles: ReadonlyMap<string, string>): System {
  const { osds, rawUsed, pgs } = view.figures;
  const [worst] = view.attention;
  const unclean = pgs.total === null || pgs.clean === null ? null : pgs.total - pgs.clean;
  const figures: System['figures'] = [
    { id: 'osds', value: osds.value, of: osds.expected, unit: 'count', verdict: osds.verdict },
    { id: 'raw-used', value: rawUsed.value, unit: 'ratio', verdict: rawUsed.verdict },
    { id: 'pgs-unclean', value: unclean, unit: 'count', verdict: pgs.verdict },
  ];
  return {
    key: view.key,
    product: 'ceph',
    name: view.name,
    sourceUid: view.sourceUid,
    verdict: view.verdict,
    sinceMs: worst?.entities[0]?.sinceMs ?? null,
    finding: worst?.finding ?? (view.unheard && unheardFinding(view.name, view.unheard.name)),
    more: Math.max(0, view.attention.length - 1),
    silent: view.silent,
    figures: figures.map((figure) => ({ ...figure, title: titles.get(figure.id) ?? figure.id })),
    asOfMs: view.asOfMs,
  };
}

function unheardFinding(name: string, source: string): string {
  return `Nobody can see whether all OSDs of ${name} are there: ${source} does not answer`;
}

function withUnheard(verdict: Verdict, unheard: CephView['unheard']): Verdict {
  return unheard === null ? verdict : worstVerdict([verdict, 'unknown']);
}

function ownOf(ceph: PveCeph | null): CephView['own'] {
  const word = HEALTH_WORDS.find((one) => one === ceph?.health);
  return word === undefined ? null : { word, sinceMs: null };
}

function reportedOf(ceph: PveCeph | null): CephView['reported'] {
  return (ceph?.checks ?? []).map(({ name, severity, muted }) => ({ name, severity, sinceMs: null, muted }));
}

function versionsOf({ osds }: ProxmoxCeph): string[] {
  const versions = osds.ok ? (osds.value?.osds ?? []).flatMap(({ version }) => version ?? []) : [];
  return [...new Set(versions)].sort((a, b) => naturally(b, a));
}

function pgsOf(ceph: PveCeph | null): Pick<CephView['figures']['pgs'], 'value' | 'clean' | 'total'> {
  const { clean = null, total = null } = ceph?.placementGroups ?? {};
  return { value: ratioOf(clean, total), clean, total };
}

function ratioOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}

/** What that check of Ceph's own says, which does not say how many. */
function debtOf(ceph: PveCeph | null, name: string): CephView['slowOps'] {
  if (ceph === null) {
    return { value: null, verdict: 'unknown' };
  }
  const check = ceph.checks.find((one) => one.name === name);
  return check === undefined ? { value: 0, verdict: 'na' } : { value: null, verdict: 'warn' };
}

function osdsFigure(
  { status, osds, checks }: ProxmoxCeph,
  unheard: CephView['unheard']
): Pick<CephView['figures'], 'osds'> {
  const missing = missingOf(checks);
  const counted = status.ok ? (status.value?.osds ?? null) : null;
  const total = osds.ok ? (osds.value?.osds.length ?? null) : (counted?.total ?? null);
  return {
    osds: {
      value: counted?.up ?? null,
      expected: total === null ? null : total + missing.length,
      missing: missing.length,
      verdict: withUnheard(
        worstVerdict([toldBy(checks, 'osds'), ...(missing.length > 0 ? (['unknown'] as const) : [])]),
        unheard
      ),
    },
  };
}

/** Those that a person expects or that were not well when they left: Proxmox itself has no memory. */
function missingOf(checks: ProxmoxCeph['checks']): MissingOsd[] {
  return entitiesOf(checks, 'osds')
    .flatMap(({ labels, left }) =>
      left === undefined
        ? []
        : [
            {
              id: labels['ceph_daemon'] ?? '',
              host: labels['hostname'] ?? null,
              lastSeenMs: left.seenMs,
              usedRatio: null,
              device: null,
            },
          ]
    )
    .sort((a, b) => naturally(a.id, b.id));
}

function osdsOf({ osds, checks }: ProxmoxCeph): Pick<CephView, 'hosts' | 'missing'> {
  const missing = missingOf(checks);
  const found = osds.ok ? (osds.value?.osds ?? []) : [];
  const tiles = [
    ...found.map((osd) => ({
      host: osd.host,
      tile: { id: osd.id, state: osdState(osd), usedRatio: ratioOf(osd.usedBytes, osd.totalBytes), ...judged(osd) },
    })),
    ...missing.map(({ id, host }) => ({
      host,
      tile: { id, state: 'missing' as const, usedRatio: null, verdict: 'unknown' as const },
    })),
  ];
  function judged({ id }: PveCephOsd): Pick<OsdTile, 'verdict'> {
    return { verdict: toldOf(checks, { ceph_daemon: id }, 'osd') };
  }
  return { hosts: byHost(tiles.sort((a, b) => naturally(a.tile.id, b.tile.id))), missing };
}

/** As the metrics put it: one that is down is down, in or out. */
export function osdState({ up, in: isIn }: PveCephOsd): OsdTile['state'] {
  return up !== true ? 'down' : isIn === false ? 'out' : 'up';
}

function recoveryOf({ osds }: ProxmoxCeph, ceph: PveCeph | null): CephView['recovery'] {
  const { degraded = null, misplaced = null, unfound = null, total = null } = ceph?.objects ?? {};
  const isRunning = (degraded ?? 0) + (misplaced ?? 0) > 0;
  return {
    points: [],
    degraded,
    misplaced,
    unfound,
    objects: total,
    flags: osds.ok ? (osds.value?.flags ?? null) : null,
    running: isRunning ? { bytesPerSecond: ceph?.recoveringBytesPerSecond ?? null, leftSeconds: null } : null,
    last: null,
  };
}

function poolsOf({ pools, askedMs }: ProxmoxCeph): PoolRow[] {
  return (pools.ok ? (pools.value ?? []) : [])
    .map((pool) => ({
      name: pool.name,
      description: madeOf(pool),
      verdict: 'na' as const,
      used: { value: pool.usedRatio, verdict: 'na' as const },
      storedBytes: null,
      rawBytes: pool.rawBytes,
      writableBytes: null,
      grown30dBytes: null,
      forecast: { state: 'too-little' as const, days: 0, needed: FEWEST_DAYS },
      quota: null,
      lastSeenMs: askedMs,
    }))
    .sort((a, b) => naturally(a.name, b.name));
}

/** Of an erasure-coded pool only the number of shards is told. */
function madeOf({ type, copies }: PveCephPool): string {
  return [type ?? '', copies === null || type === 'erasure' ? '' : String(copies)].join(' ').trim();
}
