import { entity, judgeable, measured, noData, share, type Given, type Seen } from '../../inventory/measure';
import type { Measure, MeasureTable } from '../../inventory/read';
import { ALL_DATASTORES, lacks } from '../proxmox/completeness';
import { diskHealth, diskLife } from '../proxmox/disks';
import { endOfLife } from '../proxmox/endOfLife';
import { NOT_SOON_DAYS } from '../proxmox/fullness';
import { failedByType } from '../proxmox/tasks';
import { pbsMeasure } from './asked';
import type { Datastore, DatastoreJob, PbsParts } from './parts';

const DAY_MS = 86_400_000;

function ofDatastores(see: (datastore: Datastore, atMs: number, nowMs: number) => readonly Seen[]): Measure<PbsParts> {
  return pbsMeasure({
    needs: ['datastores', 'permissions'],
    labels: ['datastore'],
    observe: ({ datastores, permissions }, { nowMs }) =>
      measured(
        datastores.value.flatMap((datastore) => see(datastore, datastores.atMs, nowMs)),
        lacks(permissions.value, ALL_DATASTORES)
      ),
  });
}

function ofJobs(value: (job: DatastoreJob) => number | null): Measure<PbsParts> {
  return pbsMeasure({
    needs: ['jobs', 'permissions'],
    labels: ['job', 'kind', 'datastore'],
    observe: ({ jobs, permissions }) =>
      measured(
        jobs.value.flatMap((job): Seen[] => {
          const seen = value(job);
          const { id, kind, datastore } = job;
          return seen === null ? [] : [entity({ job: id, kind, datastore }, seen, jobs.atMs)];
        }),
        lacks(permissions.value, ALL_DATASTORES)
      ),
  });
}

/** Days until it is full by the server's own guess; one that is past means that it does not grow. */
function daysToFull({ name: datastore, estimatedFullMs }: Datastore, atMs: number, nowMs: number): Seen[] {
  if (estimatedFullMs === null) {
    return [judgeable({ datastore }, noData('The server has too little history to guess.'), atMs)];
  }
  const days = (estimatedFullMs - nowMs) / DAY_MS;
  return [entity({ datastore }, days <= 0 ? NOT_SOON_DAYS : Math.min(days, NOT_SOON_DAYS), atMs)];
}

/** 0 in use, 1 read-only for maintenance, 2 not usable. */
function datastoreState({ error, maintenance }: Datastore): number {
  if (error !== null) {
    return 2;
  }
  return maintenance === null ? 0 : /read-only/.test(maintenance) ? 1 : 2;
}

/** 0 well, 1 with warnings, 2 failed; null when it never ran, or runs. */
function jobState({ lastRunState }: DatastoreJob): number | null {
  if (lastRunState === null) {
    return null;
  }
  return lastRunState === 'OK' ? 0 : lastRunState.startsWith('WARNINGS') ? 1 : 2;
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
  'pbs/datastore-usage': ofDatastores(({ name: datastore, usedBytes, sizeBytes }, atMs) => [
    judgeable({ datastore }, share(usedBytes, sizeBytes), atMs),
  ]),
  'pbs/datastore-days-to-full': ofDatastores(daysToFull),
  'pbs/datastore-state': ofDatastores((datastore, atMs) => [
    entity({ datastore: datastore.name }, datastoreState(datastore), atMs),
  ]),
  'pbs/job-state': ofJobs(jobState),
  /** 1 for each job that has a schedule and never ran. */
  'pbs/job-never-ran': ofJobs(({ schedule, lastRunEndedMs, lastRunState, running }) =>
    schedule === null ? null : Number(lastRunEndedMs === null && lastRunState === null && !running)
  ),
  'pbs/tasks': pbsMeasure({
    needs: ['tasks'],
    labels: ['type'],
    observe: ({ tasks: { value, atMs } }, { nowMs, windowSeconds }) =>
      measured([
        entity({}, 0, atMs),
        ...[...failedByType(value, nowMs - windowSeconds * 1000)].map(([type, failed]) =>
          entity({ type }, failed, atMs)
        ),
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
