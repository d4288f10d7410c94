import type { CheckResult } from '../../check/result';
import type { TrendPoint } from '../../check/series';
import type { Reason, Verdict } from '../../check/verdict';
import type { Forecast } from '../../capacity/forecast';
import type { Judged, JudgedOf } from '../judged';

/** What page and panel draw of one Ceph cluster. Bytes, ratios 0..1, times in ms; null is not known. */
export interface CephView {
  /** Key of its line in the overview, which is its address. */
  key: string;
  /** Proxmox alone has no past: no growth, no forecast, and no memory of what vanished. */
  through: 'metrics' | 'proxmox';
  /** What Proxmox says of the same Ceph; null where it does not know of it. */
  beside: CephBeside | null;
  /** Where Proxmox alone tells of it: a metrics source that does not answer, and may know of more. */
  unheard: { name: string; reason: Reason } | null;
  sourceUid: string;
  name: string;
  verdict: Verdict;
  /** What Ceph says of itself; null when it was not read. */
  own: { word: 'HEALTH_OK' | 'HEALTH_WARN' | 'HEALTH_ERR'; sinceMs: number | null } | null;
  /** `19.2.1`; several when daemons differ, newest first. */
  versions: readonly string[];
  silent: Reason | null;
  asOfMs: number | null;
  checks: readonly CheckResult[];
  /** Not passing, worst first. */
  attention: readonly CheckResult[];
  /** Health checks that Ceph itself reports now: `OSD_NEARFULL`. */
  reported: ReadonlyArray<{ name: string; severity: string; sinceMs: number | null; muted: boolean | null }>;
  figures: {
    osds: Judged & { expected: number | null; missing: number };
    rawUsed: Judged & { usedBytes: number | null; totalBytes: number | null };
    /** Lowest `max_avail` of the pools that hold data, with the pool. */
    writable: JudgedOf;
    /** Days until the cluster is nearfull. */
    nearfullIn: Judged;
    /** How full the others are when the fullest host fails. */
    hostFails: JudgedOf & { limitRatio: number };
    pgs: Judged & { clean: number | null; total: number | null };
  };
  capacity: CephCapacity;
  hosts: readonly CephHost[];
  missing: readonly MissingOsd[];
  recovery: CephRecovery;
  pools: readonly PoolRow[];
  /** Null where no exporter tells of buckets. */
  buckets: readonly BucketRow[] | null;
  /** Null where there is no CephFS. */
  filesystems: ReadonlyArray<{
    name: string;
    activeMds: number | null;
    standbyMds: number | null;
    usedBytes: number | null;
    availableBytes: number | null;
    verdict: Verdict;
  }> | null;
  monitors: ReadonlyArray<{ name: string; inQuorum: boolean | null }>;
  managers: ReadonlyArray<{ name: string; active: boolean | null }>;
  slowOps: Judged;
  scrub: { notScrubbed: Judged; notDeepScrubbed: Judged };
}

/** A Proxmox VE that the Ceph runs on. */
export interface CephBeside {
  uid: string;
  name: string;
  /** Why it could not be asked for all of it. */
  problem: Reason | null;
  /** Where it says something else than the metrics. */
  differs: readonly CephDifference[];
}

export type CephDifference =
  | { about: 'health'; metrics: string; proxmox: string }
  /** `missing`: one of the two does not list it. */
  | { about: 'osd'; id: string; metrics: OsdTile['state']; proxmox: OsdTile['state'] };

export interface CephCapacity {
  /** Share of raw space used at the end of each of the last 60 days, oldest first; a gap is a missing day. */
  points: readonly TrendPoint[];
  forecast: Forecast;
  /** Ratios that Ceph acts at. `isDefault` where no metric tells them. */
  limits: { nearfull: number; backfillfull: number; full: number; isDefault: boolean };
  /** The last drop of the raw size: an OSD that left takes its bytes with it. */
  shrank: { atMs: number; fromBytes: number; toBytes: number } | null;
}

export interface CephHost {
  name: string;
  osds: readonly OsdTile[];
}

export interface OsdTile {
  id: string;
  /** `missing`: it was there within 30 days, or is expected, and no metric tells of it now. */
  state: 'up' | 'down' | 'out' | 'missing';
  usedRatio: number | null;
  verdict: Verdict;
}

export interface MissingOsd {
  id: string;
  host: string | null;
  lastSeenMs: number | null;
  usedRatio: number | null;
  device: string | null;
}

export interface CephRecovery {
  /** Share of objects that are degraded, 3 days. */
  points: readonly TrendPoint[];
  degraded: number | null;
  misplaced: number | null;
  unfound: number | null;
  objects: number | null;
  /** `noout`, `nodeep-scrub` ...; null when not read. */
  flags: readonly string[] | null;
  /** While it runs: bytes per second and seconds left. */
  running: { bytesPerSecond: number | null; leftSeconds: number | null } | null;
  /** The last time that something was degraded and mended. */
  last: { fromMs: number; toMs: number | null; mostRatio: number } | null;
}

export interface PoolRow {
  name: string;
  /** `replicated 3`, `erasure 4+2`; empty where nobody says. */
  description: string;
  verdict: Verdict;
  used: Judged;
  storedBytes: number | null;
  rawBytes: number | null;
  writableBytes: number | null;
  grown30dBytes: number | null;
  forecast: Forecast;
  quota: { bytes: number; usedRatio: number | null } | null;
  /** When it was last seen, if there is no sample now. */
  lastSeenMs: number | null;
}

export interface BucketRow {
  name: string;
  owner: string;
  sizeBytes: number | null;
  objects: number | null;
  quota: { bytes: number | null; usedRatio: number | null } | null;
  grown30dBytes: number | null;
  verdict: Verdict;
}
