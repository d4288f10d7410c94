import { everyDay, type Story } from './story';

/** Something that runs once a day and can fail; moments in seconds, ascending. */
export interface DailyJob {
  name: string;
  /** When it is due, as cron says it. */
  schedule: string;
  /** Seconds from the start of a run to its success. */
  durationSeconds: number;
  starts: readonly number[];
  succeeded: readonly number[];
  failed: readonly number[];
}

export interface Backups {
  /** Velero's schedules. */
  schedules: readonly DailyJob[];
  /** Snapshots on the Proxmox Backup Server, by guest id. */
  snapshots: readonly DailyJob[];
  /** CronJobs of the Kubernetes cluster, by `namespace/name`. */
  cronJobs: readonly DailyJob[];
}

export function createBackups(story: Story): Backups {
  const { lastNight, lastMonth } = story;
  const daily = (name: string, clock: string, durationSeconds: number, failed: readonly number[] = []): DailyJob => {
    const starts = everyDay(story, clock);
    const succeeded = starts.filter((start) => !failed.includes(start)).map((start) => start + durationSeconds);
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    return {
      name,
      schedule: `${minute} ${hour} * * *`,
      durationSeconds,
      starts,
      succeeded,
      failed: failed.map((start) => start + durationSeconds),
    };
  };
  return {
    schedules: [
      daily('shop-daily', '02:00', 1260, [lastMonth.backupFailed]),
      daily('platform-daily', '02:20', 840),
      daily('config-daily', '02:40', 95),
    ],
    snapshots: ['101', '102', '110', '120', '341'].map((vmid, i) => daily(vmid, `01:${10 + i * 8}`, 420)),
    cronJobs: [
      daily('shop/orders-db-dump', '01:30', 380, lastNight.dumpFailed),
      daily('kube-system/etcd-config-backup', '03:10', 45),
    ],
  };
}
