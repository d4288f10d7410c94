import type { Fleet } from '../fleet';
import { constant, gauge, type Target } from '../metric';
import { everyDay } from '../model/story';
import { lastUntil } from '../model/wave';

/**
 * What else is backed up, each as its own exporter tells: a PostgreSQL cluster whose base backup never came to an end, a host in a
 * restic repository, snapshots of etcd and a Git server by script.
 */
export function databaseBackupTargets({ cluster, story }: Fleet): Target[] {
  const nightly = (clock: string, durationSeconds: number) => {
    const ends = everyDay(story, clock).map((start) => start + durationSeconds);
    return (t: number) => lastUntil(ends, t) ?? 0;
  };
  const postgres = { namespace: 'shop', pod: 'orders-1' };
  const host = {
    client_hostname: 'kw-01',
    client_username: 'root',
    snapshot_hash: '5f1c9ad27b60e1c4',
    snapshot_paths: '/etc,/srv',
  };
  const scripts = [
    { labels: { name: 'etcd-snapshot' }, value: nightly('00:30', 40) },
    { labels: { name: 'gitlab' }, value: nightly('03:30', 900) },
  ];
  return [
    {
      name: 'cnpg',
      job: 'cnpg',
      instance: 'orders-1',
      labels: { cluster: cluster.name },
      answers: () => true,
      families: [
        gauge('cnpg_collector_last_available_backup_timestamp', 'The last available backup as a unix timestamp', [
          constant(postgres, 0),
        ]),
        gauge('cnpg_collector_last_failed_backup_timestamp', 'The last failed backup as a unix timestamp', [
          { labels: postgres, value: nightly('02:15', 300) },
        ]),
        gauge('cnpg_collector_first_recoverability_point', 'The first point of recoverability as a unix timestamp', [
          constant(postgres, 0),
        ]),
      ],
    },
    {
      name: 'restic',
      job: 'restic',
      instance: 'nas-1',
      labels: {},
      answers: () => true,
      families: [
        gauge('restic_check_success', 'Result of restic check operation in the repository', [constant({}, 1)]),
        gauge('restic_backup_timestamp', 'Timestamp of the last backup', [
          { labels: host, value: nightly('04:00', 240) },
        ]),
        gauge('restic_backup_snapshots_total', 'Total number of snapshots', [constant(host, 30)]),
      ],
    },
    {
      name: 'backup-scripts',
      job: 'backup-scripts',
      instance: 'tools-1',
      labels: {},
      answers: () => true,
      families: [
        gauge('backup_last_success_timestamp_seconds', 'When the backup last succeeded.', scripts),
        gauge(
          'backup_interval_seconds',
          'How often the backup is made.',
          scripts.map(({ labels }) => constant(labels, 86_400))
        ),
      ],
    },
  ];
}
