import type { CheckDefinition } from '../../check/definition';
import type { CheckResult } from '../../check/result';
import type { Reason, Verdict } from '../../check/verdict';
import type { Judged, JudgedOf } from '../judged';
import type { Standing } from '../pending';
import type { GuestKind } from '../proxmox/parts';
import type { Shows } from '../shows';
import type { Pace } from './storage';

/** What pages and panels draw of one Proxmox VE cluster. Verdicts are those of its checks; nothing is judged here anew. */

/** One line of the attention list: a check that does not pass in this cluster. */
export interface Attention {
  checkId: string;
  verdict: Verdict;
  /** The check's finding in one line. */
  finding: string;
  /** Of an unknown one: why, with the missing privilege named. */
  reason?: Reason;
  /** Entities of this cluster that share the verdict. */
  count: number;
  sinceMs: number | null;
  /** Where on the page more of it stands. */
  tab: ClusterTab;
  result: CheckResult;
}

/** Tabs that tell more of the checks that name them; all other checks are on the overview. */
const PLACES = ['guests', 'storage', 'snapshots', 'ha', 'updates', 'access'] as const;

export const CLUSTER_TABS = ['overview', ...PLACES, 'map'] as const;
export type ClusterTab = (typeof CLUSTER_TABS)[number];

/** One fact each, on the figures of the cluster and in the column of the rows that it is about. */
const FIGURES = [
  'quorum',
  'online',
  'version',
  'guests',
  'cpu',
  'memory',
  'memory-allocated',
  'root',
  'io-wait',
  'node-fails',
  'tasks',
  'storage-used',
  'storage-thin',
  'storage-full-in',
  'backup-age',
  'backup-never',
  'packages',
  'subscription',
  'firewall',
  'node-firewall',
  // Of a Ceph on the hosts, as the page of Ceph calls them.
  'health',
  'osds',
  'osd',
  'raw-used',
  'pgs',
  'monitor',
] as const;
export type ClusterFigure = (typeof FIGURES)[number];

/** What a pack can say of its checks: short words stand beside the names of guests. */
export const CLUSTER_SHOWS: Shows = { places: PLACES, figures: FIGURES, shortBy: ['vmid', 'sid'], optional: true };

export interface ClusterFigures {
  quorum: { votes: number | null; nodes: number | null; verdict: Standing; standalone: boolean };
  online: { online: number | null; nodes: number | null; verdict: Standing; haErrors: number | null };
  /** Newest version, and the nodes that run another one. */
  version: { version: string | null; verdict: Standing; others: ReadonlyArray<{ node: string; version: string }> };
  guests: {
    running: number | null;
    stopped: number | null;
    /** Neither up nor down: they stand on an error, are paused, or are on their way. */
    halted: number | null;
    unknown: number | null;
    verdict: Standing;
  };
  /** Of the whole cluster as long as every node is well, else of the node that is worst. */
  memory: { used: JudgedOf; allocated: JudgedOf };
  /** Memory in use as share of what is left when the node fails whose loss is worst. */
  nodeFails: JudgedOf;
  tasks: { failed: number | null; total: number | null; types: readonly string[]; verdict: Standing };
}

export interface NodeRow {
  name: string;
  verdict: Standing;
  status: 'online' | 'offline' | 'unknown';
  version: string | null;
  /** p95 of the last 7 days where there is history, else now. */
  cpu: Judged;
  cpuIsWeek: boolean;
  /** vCPUs of running guests per core. */
  vcpuPerCore: number | null;
  memoryUsedBytes: number | null;
  memoryAllocatedBytes: number | null;
  memoryBytes: number | null;
  memory: Judged;
  /** Share of its memory that running guests were given. */
  allocated: Judged;
  root: Judged;
  ioWait: Judged;
  guests: number | null;
  uptimeSeconds: number | null;
  /** Memory in use on all nodes as share of what the others have when this one fails, 8 GiB kept on each. */
  ifItFails: Judged & { lacksBytes: number | null };
  /** Why it is not passing, worst first, as far as no number of its row shows it. */
  hints: readonly Hint[];
}

export interface StorageRow {
  name: string;
  /** Null for a shared one. */
  node: string | null;
  type: string;
  shared: boolean;
  /** False for one that has no size by nature: there is nothing to be full. */
  sized: boolean;
  verdict: Standing;
  /** Used, and the limit that its check would warn at. */
  used: Judged & { limit: number | null };
  usedBytes: number | null;
  sizeBytes: number | null;
  /** Sizes of all virtual disks on it as share of its size; null where they were not read. */
  thin: Judged;
  growthBytesPer30Days: number | null;
  /** Days, by the worst pace; infinite when it does not grow. */
  fullIn: Judged & { pace: Pace | null };
  /** Nodes on which it is not active. */
  inactiveOn: readonly string[];
}

/** One thing that is wrong with a row, in the words of its check; `short` is null where that has none. */
export interface Hint {
  checkId: string;
  verdict: Verdict;
  finding: string;
  short: string | null;
}

export interface GuestRow {
  /** `qemu/100`: unique in the cluster. */
  key: string;
  vmid: number;
  kind: GuestKind;
  name: string;
  node: string;
  status: string;
  template: boolean;
  verdict: Standing;
  /** Why it is not passing, worst first. */
  hints: readonly Hint[];
  cpuRatio: number | null;
  vcpus: number | null;
  memoryUsedRatio: number | null;
  memoryBytes: number | null;
  /** Sum of its disks; null until its configuration was read: without that only one of them is known. */
  diskBytes: number | null;
  lastBackup:
    | { state: 'known'; atMs: number; verdict: Standing }
    | { state: 'never'; verdict: Standing }
    | { state: 'excluded' }
    | { state: 'pending' }
    | { state: 'unknown'; reason: Reason };
  tags: readonly string[];
}

export interface ClusterView {
  sourceUid: string;
  name: string;
  /** What the cluster calls itself; null for a standalone host. */
  clusterName: string | null;
  verdict: Standing;
  /** Set when the server gave nothing at all. */
  silent: Reason | null;
  /** Why nodes, storages and guests are not listed; null when they are. */
  unlisted: Reason | 'pending' | null;
  /** Why there may be more guests than are listed; null when all are, or none is. */
  unseenGuests: Reason | null;
  /** Checks that have said nothing yet: what they look at has not been read. */
  pending: readonly CheckDefinition[];
  /** Oldest read of the state that is shown, in ms, which its history may be older than; null when nothing was read. */
  asOfMs: number | null;
  figures: ClusterFigures;
  attention: readonly Attention[];
  nodes: readonly NodeRow[];
  storages: readonly StorageRow[];
  guests: readonly GuestRow[];
}
