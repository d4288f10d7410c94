import { running } from './jobs';
import type { CheckResult } from '../../check/result';
import { isException, verdictRank, type Reason, type Verdict } from '../../check/verdict';
import type { Read, Snapshot } from '../../inventory/read';
import { worstOf, type Judged, type JudgedOf } from '../judged';
import type { ProxmoxTask } from '../proxmox/parts';
import { taskFailed, tasksSince } from '../proxmox/tasks';
import { feeding, type Shows } from '../shows';
import { notPassing, standingOf, verdictOf } from '../standing';
import { fillsUp } from './datastoreState';
import type { Datastore, DatastoreJob, PbsParts } from './parts';

const DAY_MS = 86_400_000;

/** What is read of a backup server for its page and its line in the overview. */
export const BACKUP_SERVER_PARTS = ['version', 'datastores', 'jobs', 'tasks'] as const satisfies ReadonlyArray<
  keyof PbsParts
>;

const FIGURES = ['datastore-used', 'full-in', 'failed-tasks'] as const;
type BackupServerFigure = (typeof FIGURES)[number];

/** What a pack can say of its checks. */
export const BACKUP_SERVER_SHOWS: Shows = { places: [], figures: FIGURES, shortBy: [], optional: false };

export interface DatastoreRow extends Datastore {
  verdict: Verdict;
  used: Judged;
  /** By the server's own guess; null when it makes none, infinite when that day is past: it does not grow. */
  fullIn: Judged;
}

/** What a page draws of one Proxmox Backup Server. */
export interface BackupServerView {
  sourceUid: string;
  name: string;
  version: string | null;
  verdict: Verdict;
  /** Set when the server gave nothing at all. */
  silent: Reason | null;
  asOfMs: number | null;
  checks: readonly CheckResult[];
  /** Those of the checks that do not pass, worst first. */
  attention: readonly CheckResult[];
  figures: {
    /** The datastore that is worst, by its check, and by how full it is. */
    fullest: JudgedOf;
    /** The datastore that is worst, by its check, and by how soon it is full; one that does not tell is not known. */
    fullIn: JudgedOf;
    deduplicationFactor: number | null;
    failedTasks: Judged & { total: number | null };
  };
  /** Worst first. */
  datastores: Read<readonly DatastoreRow[]>;
  jobs: Read<ReadonlyArray<DatastoreJob & { verdict: Verdict }>>;
  /** Those of the last day, newest first. */
  failedTasks: Read<readonly ProxmoxTask[]>;
}

/** The view of a server from what was read of it and what its checks say about it alone. */
export function backupServerView(
  source: { uid: string; name: string },
  snapshot: Snapshot<PbsParts>,
  checks: readonly CheckResult[],
  nowMs: number
): BackupServerView {
  const answers = BACKUP_SERVER_PARTS.map((part) => snapshot[part]);
  const silent = silentReason(answers);
  const datastores = mapped(snapshot.datastores, (list) => datastoreRows(list, checks, nowMs));
  const jobs = mapped(snapshot.jobs, (list) =>
    running(list)
      .map((job) => ({ ...job, verdict: verdictOf(checks, { job: job.id }) }))
      .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict))
  );
  const failedTasks = mapped(snapshot.tasks, (list) =>
    tasksSince(list, nowMs - DAY_MS)
      .filter(taskFailed)
      .sort((a, b) => b.startedMs - a.startedMs)
  );
  return {
    sourceUid: source.uid,
    name: source.name,
    version: snapshot.version?.ok ? snapshot.version.value.version : null,
    verdict: silent === null ? standingOf(checks) : 'unknown',
    silent,
    asOfMs: oldest(answers),
    checks,
    attention: notPassing(checks),
    figures: {
      fullest: figureOf(
        datastores,
        ({ used }) => used,
        (a, b) => b - a
      ),
      fullIn: figureOf(
        datastores,
        ({ fullIn }) => fullIn,
        (a, b) => a - b
      ),
      deduplicationFactor: datastores.ok
        ? lowest(datastores.value.map((datastore) => datastore.deduplicationFactor))
        : null,
      failedTasks: {
        value: failedTasks.ok ? failedTasks.value.length : null,
        verdict: failedTasks.ok ? standingOf(feeding<BackupServerFigure>(checks, 'failed-tasks')) : 'unknown',
        total: snapshot.tasks?.ok ? tasksSince(snapshot.tasks.value, nowMs - DAY_MS).length : null,
      },
    },
    datastores,
    jobs,
    failedTasks,
  };
}

function datastoreRows(list: readonly Datastore[], checks: readonly CheckResult[], nowMs: number): DatastoreRow[] {
  const judged = (value: number | null, figure: BackupServerFigure, datastore: Datastore): Judged => {
    const verdict = verdictOf(feeding<BackupServerFigure>(checks, figure), { datastore: datastore.name });
    const isMissing = value === null && fillsUp(datastore) && !isException(verdict);
    return { value, verdict: isMissing ? 'unknown' : verdict };
  };
  return list
    .map((datastore) => ({
      ...datastore,
      verdict: verdictOf(checks, { datastore: datastore.name }),
      used: judged(
        fillsUp(datastore) ? ratio(datastore.usedBytes, datastore.sizeBytes) : null,
        'datastore-used',
        datastore
      ),
      fullIn: judged(fullInDays(datastore, nowMs), 'full-in', datastore),
    }))
    .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict) || (b.used.value ?? 2) - (a.used.value ?? 2));
}

function fullInDays({ estimatedFullMs }: Datastore, nowMs: number): number | null {
  if (estimatedFullMs === null) {
    return null;
  }
  return estimatedFullMs > nowMs ? (estimatedFullMs - nowMs) / DAY_MS : Infinity;
}

function figureOf(
  datastores: Read<readonly DatastoreRow[]>,
  number: (row: DatastoreRow) => Judged,
  compare: (a: number, b: number) => number
): JudgedOf {
  if (!datastores.ok || datastores.value.length === 0) {
    return { value: null, verdict: 'unknown', of: null };
  }
  const judged = datastores.value.filter(fillsUp).map((row) => ({ ...number(row), of: row.name }));
  // Where nothing can fill up there is nothing to know.
  return worstOf(judged, compare) ?? { value: null, verdict: 'na', of: null };
}

function silentReason(answers: ReadonlyArray<Read<unknown> | undefined>): Reason | null {
  const reasons = answers.map((answer) => (answer?.ok === false ? answer.reason : null));
  return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
}

function oldest(answers: ReadonlyArray<Read<unknown> | undefined>): number | null {
  return lowest(answers.map((answer) => (answer?.ok ? answer.atMs : null)));
}

function lowest(values: ReadonlyArray<number | null>): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function ratio(used: number | null, size: number | null): number | null {
  return used === null || size === null || size === 0 ? null : used / size;
}

function mapped<T, U>(read: Read<T> | undefined, change: (value: T) => U): Read<U> {
  if (read === undefined) {
    return { ok: false, reason: { code: 'no-data' } };
  }
  return read.ok ? { ...read, value: change(read.value) } : read;
}
