import type { Reason } from '../../check/verdict';
import { entity, judgeable, measured, noData, share, type Given, type Seen } from '../../inventory/measure';
import type { Measure, MeasureTable, Read } from '../../inventory/read';
import { ALL_DATASTORES, lacks } from '../proxmox/completeness';
import { diskHealth, diskLife } from '../proxmox/disks';
import { endOfLife } from '../proxmox/endOfLife';
import { NOT_SOON_DAYS } from '../proxmox/fullness';
import { endedAs, failedByType, runningByType } from '../proxmox/tasks';
import { pbsMeasure } from './asked';
import { fillsUp, isAway, stateOf } from './datastoreState';
import { running } from './jobs';
import type { Datastore, DatastoreJob, PbsParts } from './parts';

const DAY_MS = 86_400_000;

function ofDatastores(see: (datastore: Datastore, atMs: number, nowMs: number) => readonly Seen[]): Measure<PbsParts> {
  return pbsMeasure({
    needs: ['datastores', 'permissions'],
    labels: ['datastore', 'state'],
    observe: ({ datastores, permissions }, { nowMs }) =>
      measured(
        datastores.value.flatMap((datastore) => see(datastore, datastores.atMs, nowMs)),
        lacks(permissions.value, ALL_DATASTORES)
      ),
  });
}

/** Where jobs wait until somebody brings the disk back. */
function awayOf(datastores: Read<readonly Datastore[]>): ReadonlySet<string> {
  return new Set((datastores.ok ? datastores.value : []).filter(isAway).map(({ name }) => name));
}

function ofJobs(
  value: (job: DatastoreJob, at: { nowMs: number; isAway: boolean }) => number | Reason | null
): Measure<PbsParts> {
  return pbsMeasure({
    needs: ['jobs', 'permissions'],
    wants: ['datastores'],
    labels: ['job', 'kind', 'datastore'],
    observe: ({ jobs, permissions, datastores }, { nowMs }) => {
      const away = awayOf(datastores);
      return measured(
        running(jobs.value).flatMap((job): Seen[] => {
          const seen = value(job, { nowMs, isAway: away.has(job.datastore) });
          const { id, kind, datastore } = job;
          return seen === null ? [] : [judgeable({ job: id, kind, datastore }, seen, jobs.atMs)];
        }),
        lacks(permissions.value, ALL_DATASTORES)
      );
    },
  });
}

/** Days until it is full by the server's own guess; one that is past means that it does not grow. */
function daysToFull(datastore: Datastore, atMs: number, nowMs: number): Seen[] {
  const { name, estimatedFullMs } = datastore;
  if (!fillsUp(datastore)) {
    return [];
  }
  if (estimatedFullMs === null) {
    return [judgeable({ datastore: name }, noData('The server has too little history to guess.'), atMs)];
  }
  const days = (estimatedFullMs - nowMs) / DAY_MS;
  return [entity({ datastore: name }, days <= 0 ? NOT_SOON_DAYS : Math.min(days, NOT_SOON_DAYS), atMs)];
}

/** What state a datastore is in, and what it is worth; one that is away is not judged. */
function datastoreState(datastore: Datastore, atMs: number): Seen[] {
  const state = stateOf(datastore);
  return state === null ? [] : [judgeable({ datastore: datastore.name, state: state.says }, state.value, atMs)];
}

/** 0 well, 1 with warnings, 2 failed; null when it never ran, or runs. */
function jobState({ lastRunState }: DatastoreJob): number | Reason | null {
  if (lastRunState === null) {
    return null;
  }
  switch (endedAs(lastRunState)) {
    case 'ok':
      return 0;
    case 'warnings':
      return 1;
    case 'failed':
      return 2;
    case 'unknown':
      return noData('The server does not know how its last run ended.');
  }
}

/** Seconds by which it is overdue by its own schedule; null for one that the server plans no run of. */
function jobLate(
  { schedule, nextRunMs, running }: DatastoreJob,
  { nowMs, isAway: waits }: { nowMs: number; isAway: boolean }
): number | Reason | null {
  if (schedule === null || waits) {
    return null;
  }
  if (running) {
    return 0;
  }
  return nextRunMs === null ? noData('It does not say when it runs next.') : Math.max(0, nowMs - nextRunMs) / 1000;
}

function disks(see: typeof diskHealth): Measure<PbsParts> {
  return pbsMeasure({
    needs: ['disks'],
    labels: ['disk'],
    observe: ({ disks: { value, atMs } }: { disks: Given<PbsParts['disks']> }) => measured(see(value, {}, atMs)),
  });
}

/** Everything that checks can ask of a Proxmox Backup Server. */
export const PBS_MEASURES: MeasureTable<PbsParts> = {
  'pbs/datastore-usage': ofDatastores((datastore, atMs) =>
    fillsUp(datastore)
      ? [judgeable({ datastore: datastore.name }, share(datastore.usedBytes, datastore.sizeBytes), atMs)]
      : []
  ),
  'pbs/datastore-days-to-full': ofDatastores(daysToFull),
  'pbs/datastore-state': ofDatastores(datastoreState),
  'pbs/job-state': ofJobs(jobState),
  /** 1 for each job that has a schedule and never ran. */
  'pbs/job-never-ran': ofJobs(({ schedule, lastRunEndedMs, lastRunState, running }, { isAway: waits }) =>
    schedule === null || waits ? null : Number(lastRunEndedMs === null && lastRunState === null && !running)
  ),
  'pbs/job-late': ofJobs(jobLate),
  'pbs/tasks': pbsMeasure({
    needs: ['tasks'],
    labels: ['type'],
    observe: ({ tasks: { value, atMs } }, { nowMs, windowSeconds }) =>
      measured([
        entity({}, 0, atMs),
        ...[...failedByType(value, nowMs - windowSeconds * 1000)].map(([type, failed]) =>
          judgeable({ type }, failed, atMs)
        ),
      ]),
  }),
  /** Seconds for which the oldest of the running tasks of each type has been at it; 0 for what does not run. */
  'pbs/task-running': pbsMeasure({
    needs: ['tasks'],
    labels: ['type'],
    observe: ({ tasks: { value, atMs } }, { nowMs }) =>
      measured([
        entity({}, 0, atMs),
        ...[...runningByType(value, nowMs)].map(([type, seconds]) => judgeable({ type }, seconds, atMs)),
      ]),
  }),
  'pbs/updates': pbsMeasure({
    needs: ['updates'],
    labels: [],
    observe: ({ updates: { value, atMs } }) => measured([entity({}, value.length, atMs)]),
  }),
  'pbs/root': pbsMeasure({
    needs: ['nodeStatus'],
    labels: [],
    observe: ({ nodeStatus: { value, atMs } }) =>
      measured([judgeable({}, share(value.rootUsedBytes, value.rootBytes), atMs)]),
  }),
  'pbs/disk-health': disks(diskHealth),
  'pbs/disk-life': disks(diskLife),
  'pbs/end-of-life': pbsMeasure({
    needs: ['version'],
    labels: ['version'],
    observe: ({ version }, { nowMs }) => endOfLife('pbs', version.value.version, version.atMs, nowMs),
  }),
};
