import type { Reason } from '../../check/verdict';
import type { Labels } from '../../check/series';

/**
 * What should be recoverable, whoever backs it up: one row per thing, joined from all providers that name it. Times in ms since
 * the epoch, sizes in bytes. Null is not known; `never` and `none` are known.
 */

/** In the order of the table "By kind". */
export const TARGET_KINDS = ['guest', 'database', 'bucket', 'kubernetes', 'etcd', 'host', 'other'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** Who makes, or keeps, the backups. */
export const PROVIDERS = [
  'pbs',
  'vzdump',
  'velero',
  'cnpg',
  'pgbackrest',
  'restic',
  'cronjob',
  'etcd',
  'metric',
] as const;
export type Provider = (typeof PROVIDERS)[number];

/** A job or schedule as it is defined. What must exist is listed from these, never from a first success. */
export interface BackupJob {
  provider: Provider;
  name: string;
  /** `off`: disabled, paused, suspended; `unscheduled`: nothing starts it. Neither protects anything. */
  state: 'on' | 'off' | 'unscheduled' | 'unknown';
  /** Longest time that its schedule leaves between two runs; null where it is not known or not understood. */
  intervalSeconds: number | null;
  /** Next planned run. */
  nextRunMs: number | null;
  /** As a calendar event of systemd, which both Proxmox write; absent where the system has other words for it. */
  schedule?: string;
}

/** Whether something that runs by itself takes the target. */
export type Coverage =
  /** `leftOut` names volumes that no job takes. */
  | { state: 'covered'; leftOut: readonly string[] }
  /** Somebody says that it needs none: a template, a tag, an acceptance with a reason and perhaps an end. */
  | { state: 'excluded'; why: string; untilMs: number | null }
  | { state: 'uncovered'; why: 'no-job' | 'job-off' | 'job-unscheduled' | 'all-volumes-left-out'; job: string | null }
  | { state: 'unknown'; reason: Reason };

/** `waiting`: newer than the last verification and not due yet; `outdated`: verified too long ago; `none`: this place never verifies. */
export type Verification = 'ok' | 'failed' | 'waiting' | 'outdated' | 'never' | 'none' | 'unknown';

/** The backups of a target in one place. */
export interface Copy {
  provider: Provider;
  /** `pbs-1/main`, `pve-a1/local`, `s3:default`. */
  place: string;
  /** `declared` beside `observed`: somebody says so, no source does. */
  media: 'disk' | 'object' | 'tape' | 'unknown';
  offsite: { is: boolean | null; declared: boolean };
  immutable: { is: boolean | null; declared: boolean };
  /** Newest that may bring the target back, and the oldest; null when there is none. */
  newest: { state: 'known'; atMs: number } | { state: 'never' } | { state: 'unknown'; reason: Reason };
  oldestMs: number | null;
  count: number | null;
  verification: Verification;
  verifiedMs: number | null;
  /** What fills this copy from another one, where it is made that way; `lastMs` is the newest of the source that has come over. */
  sync: { job: string; failed: boolean; behindSeconds: number | null } | null;
}

/** One try to back a target up. */
export interface BackupRun {
  provider: Provider;
  startedMs: number;
  /** Null while it runs, and of one that ended where nobody says when. */
  endedMs: number | null;
  result: 'good' | 'warning' | 'failed' | 'running' | 'unknown';
  sizeBytes: number | null;
  /** The server's words about a failure; empty otherwise. */
  said: string;
}

export interface BackupTarget {
  /** `<system>/<scope>/<kind>/<id>`: `pve:pve-a/qemu/341`, `velero:prod/shop-daily`, `cnpg:prod/shop/orders`. Unique, the same next year. */
  key: string;
  kind: TargetKind;
  /** `vm 341 billing-db`, `shop-daily`. */
  name: string;
  /** Cluster, namespace, host: what tells two of one name apart. */
  place: string;
  /** What objectives may select by: `tag`, `namespace`, `cluster`, `node` ... */
  labels: Labels;
  /** Data source that told of it first. */
  sourceUid: string;
  /** A thing that came after the last run is not late yet. Null where nobody says; the earliest that it was seen counts as after it. */
  createdMs: number | null;
  /** It has been there since then at least, where `createdMs` is not known. */
  thereSinceMs?: number;
  jobs: readonly BackupJob[];
  coverage: Coverage;
  /** Best first: newest, and of equals the one that verifies. */
  copies: readonly Copy[];
  /** Newest first, as far back as the source keeps them. */
  runs: readonly BackupRun[];
  /** Since when `runs` holds every run, those that left nothing included. Absent: since the oldest of them. */
  runsFromMs?: number;
  /** What keeps it from being judged: another one has the same id in a shared datastore, a list is cut. Empty where all is seen. */
  doubts: readonly Reason[];
}
