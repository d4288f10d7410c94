import type { Fleet } from '../fleet';
import { constant, counter, gauge, rounded, type LabSeries, type Target } from '../metric';
import type { DailyJob } from '../model/backups';
import { backupDatastore } from '../model/proxmox/storages';
import { countUntil, lastUntil, wave } from '../model/wave';

const GIB = 2 ** 30;

/** Velero and the exporter of the Proxmox Backup Server. */
export function backupTargets(fleet: Fleet): Target[] {
  return [veleroTarget(fleet), backupServerTarget(fleet)];
}

function veleroTarget({ backups, cluster, seed }: Fleet): Target {
  const perSchedule = (value: (job: DailyJob) => LabSeries['value']) =>
    backups.schedules.map((job) => ({ labels: { schedule: job.name }, value: value(job) }));
  const none = perSchedule(() => () => 0);
  const weeks = (t: number) => Math.floor(t / 604_800);
  return {
    name: 'velero',
    job: 'velero',
    instance: 'velero',
    labels: { cluster: cluster.name },
    answers: () => true,
    families: [
      gauge(
        'velero_backup_last_status',
        'Last status of the backup. A value of 1 is success, 0 is failure',
        perSchedule(
          ({ succeeded, failed }) =>
            (t) =>
              (lastUntil(failed, t) ?? 0) > (lastUntil(succeeded, t) ?? 0) ? 0 : 1
        )
      ),
      gauge(
        'velero_backup_last_successful_timestamp',
        'Last time a backup ran successfully, Unix timestamp in seconds',
        perSchedule(
          ({ succeeded }) =>
            (t) =>
              lastUntil(succeeded, t) ?? 0
        )
      ),
      counter(
        'velero_backup_attempt_total',
        'Total number of attempted backups',
        perSchedule(
          ({ starts }) =>
            (t) =>
              countUntil(starts, t)
        )
      ),
      counter(
        'velero_backup_success_total',
        'Total number of successful backups',
        perSchedule(
          ({ succeeded }) =>
            (t) =>
              countUntil(succeeded, t)
        )
      ),
      counter(
        'velero_backup_failure_total',
        'Total number of failed backups',
        perSchedule(
          ({ failed }) =>
            (t) =>
              countUntil(failed, t)
        )
      ),
      // A restore into a scratch namespace each week.
      counter(
        'velero_restore_attempt_total',
        'Total number of attempted restores',
        perSchedule(() => weeks)
      ),
      counter(
        'velero_restore_success_total',
        'Total number of successful restores',
        perSchedule(() => weeks)
      ),
      counter('velero_backup_partial_failure_total', 'Total number of partially failed backups', none),
      counter('velero_backup_validation_failure_total', 'Total number of validation failed backups', none),
      gauge(
        'velero_backup_tarball_size_bytes',
        'Size, in bytes, of a backup',
        perSchedule((job) => {
          const size = wave(seed, `tarball ${job.name}`, { base: 0.02 * GIB, jitter: 0.0006 * GIB });
          return rounded(0, (t) => size.at(lastUntil(job.succeeded, t) ?? 0));
        })
      ),
      gauge(
        'velero_backup_location_status_gauge',
        'The status of backup location. A value of 1 is available, 0 is unavailable',
        [constant({ backup_location_name: 'default' }, 1)]
      ),
    ],
  };
}

function backupServerTarget({ backups, guests, seed }: Fleet): Target {
  const perGuest = (value: (job: DailyJob) => LabSeries['value']) =>
    backups.snapshots.map((job) => ({
      labels: {
        datastore: 'main',
        // Both clusters use the id 341; the second one's backups have a namespace of their own.
        namespace: guests.find(({ vmid }) => vmid === job.name)?.node.startsWith('pve-b') === true ? 'pve-b' : '',
        vm_id: job.name,
        vm_name: guests.find(({ vmid }) => vmid === job.name)?.name ?? '',
      },
      value: value(job),
    }));
  const datastore = { datastore: 'main' };
  const { sizeBytes, used } = backupDatastore(seed);
  return {
    name: 'pbs-exporter',
    job: 'pbs',
    instance: 'pbs-b1',
    labels: {},
    answers: () => true,
    families: [
      gauge('pbs_up', 'Was the last query of PBS successful.', [constant({}, 1)]),
      gauge('pbs_size', 'The size of the underlying storage in bytes.', [constant(datastore, sizeBytes)]),
      gauge('pbs_used', 'The used bytes of the underlying storage.', [
        { labels: datastore, value: rounded(0, (t) => sizeBytes * used(t)) },
      ]),
      gauge(
        'pbs_snapshot_vm_last_timestamp',
        'The timestamp of the last backup of a VM.',
        perGuest(
          ({ succeeded }) =>
            (t) =>
              lastUntil(succeeded, t) ?? 0
        )
      ),
      gauge(
        'pbs_snapshot_vm_last_verify',
        'The verify status of the last backup of a VM.',
        perGuest(() => () => 1)
      ),
    ],
  };
}
