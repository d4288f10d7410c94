import type { CheckResult } from '../../check/result';
import type { Reason, Verdict } from '../../check/verdict';
import type { Shows } from '../shows';
import type { ArgoCluster, ArgoSyncWindow } from './parts';
import type { SyncPermission } from './syncWindow';

/** What pages and panels draw of one Argo CD. Verdicts are those of its checks; nothing is judged here anew. */

/** Why an application does not pass, in one sentence that the screen has the words for. `text` is Argo CD's own. */
export type Why =
  | { code: 'health'; health: string; text: string | null }
  | { code: 'not-compared'; text: string }
  | { code: 'sync-running'; text: string | null }
  | { code: 'sync-failed'; text: string | null }
  | { code: 'sync-denied' }
  | { code: 'auto-sync-off' }
  | { code: 'new-revision'; revision: string }
  /** The revision is the deployed one, and resources differ all the same. */
  | { code: 'changed-in-cluster'; resources: readonly string[] }
  | { code: 'condition'; type: string; text: string }
  | { code: 'few-revisions'; kept: number }
  | { code: 'finding'; text: string };

/** Facts of an application. Of two that are equally bad the one that is further up says why it does not pass. */
export const APPLICATION_FIGURES = [
  'unhealthy',
  'sync-failed',
  'hydration',
  'out-of-sync',
  'drift-age',
  'sync-running',
  'conditions',
  'auto-sync',
  'rollback',
] as const;
export type ApplicationFigure = (typeof APPLICATION_FIGURES)[number];

const FIGURES = [...APPLICATION_FIGURES, 'clusters'] as const;
export type DeliveryFigure = (typeof FIGURES)[number];

/** What a pack can say of its checks. */
export const DELIVERY_SHOWS: Shows = { places: [], figures: FIGURES, shortBy: [], optional: false };

/** What is worst about an application. */
export type ApplicationState =
  | 'degraded'
  | 'sync-failed'
  | 'unknown'
  | 'out-of-sync'
  | 'attention'
  /** Passes, and is not both synced and healthy: it progresses or is suspended. */
  | 'passing'
  | 'healthy';

export interface ApplicationRow {
  /** Namespace and name. */
  key: string;
  name: string;
  namespace: string;
  project: string;
  /** Cluster it is deployed to. */
  destination: string;
  verdict: Verdict;
  state: ApplicationState;
  /** `Synced`, `OutOfSync`, `Unknown`. */
  sync: string;
  health: string;
  /** Null for one that passes. */
  why: Why | null;
  /** Since when; `atMost` for a drift, whose beginning Argo CD does not keep. */
  since: { ms: number; atMost: boolean } | null;
  target: string | null;
  /** What is deployed, short; null when it was never synced. */
  revision: string | null;
  autoSync: boolean;
  lastSyncMs: number | null;
  lastSyncBy: string | null;
  failed: boolean;
  /** Its page in Argo CD, where the address is known. */
  href: string | null;
}

/** Syncs of one local day; `failed` are those that an application's last operation still tells of. */
export interface SyncDay {
  /** `YYYY-MM-DD` */
  date: string;
  succeeded: number;
  failed: number;
}

export interface SyncDays {
  days: readonly SyncDay[];
  /** Before this, an application's history had been cut already and syncs may be missing; null when all is there. */
  completeFromMs: number | null;
}

export interface ClusterRow extends ArgoCluster {
  verdict: Verdict;
  reason: Reason | null;
}

export interface ProjectRow {
  name: string;
  description: string | null;
  applications: number | null;
  windows: ReadonlyArray<{ window: ArgoSyncWindow; open: boolean | null }>;
  /** What all windows together say now. */
  syncs: SyncPermission;
}

/** A part of the page: its rows, and why they may not be all; or why there are none. */
export type Part<Row> = { ok: true; rows: readonly Row[]; partial: Reason | null } | { ok: false; reason: Reason };

export interface DeliveryView {
  sourceUid: string;
  name: string;
  version: string | null;
  verdict: Verdict;
  /** Set when the list of applications could not be read. */
  silent: Reason | null;
  /** Oldest read of what is shown, in ms; null when nothing was read. */
  asOfMs: number | null;
  /** Worst first. */
  applications: readonly ApplicationRow[];
  /** Why these may not be all applications: nothing of them together is green then. */
  partial: Reason | null;
  syncs: SyncDays | null;
  clusters: Part<ClusterRow>;
  projects: Part<ProjectRow>;
  /** What the checks say about this source, all of them. */
  checks: readonly CheckResult[];
  /** Those that do not pass, worst first. */
  attention: readonly CheckResult[];
  /** Those of them that no row of an application tells of. */
  beside: readonly CheckResult[];
}
