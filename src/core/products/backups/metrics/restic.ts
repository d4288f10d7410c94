import type { Labels } from '../../../check/series';
import type { Verification } from '../target';
import { exporterOf, labelsOf, placeOf, scopeOf } from './names';
import type { Preset } from './preset';
import { goodRuns, newestOf } from './runs';
import { targetOf } from './target';
import { oldestOf, pastOf, thingsOf, valuesOf } from './things';

/**
 * restic-exporter: of each repository the groups of snapshots of one host, user and set of paths, told apart by their hash. Nothing
 * defines what should be backed up: a host is known by its snapshots, and one that is not told of any more has vanished.
 */

const BY = 'by (cluster, namespace, service, job, instance, client_hostname, snapshot_hash, snapshot_paths)';
const CHECKED = 'by (cluster, namespace, service, job, instance)';
/** `restic_check_success`: 2 is that the check is turned off. */
const CHECKS: ReadonlyMap<number | undefined, Verification> = new Map([
  [1, 'ok'],
  [0, 'failed'],
  [2, 'none'],
]);

export const restic: Preset = {
  id: 'restic',
  now: {
    stamp: `max ${BY} (restic_backup_timestamp)`,
    count: `max ${BY} (restic_backup_snapshots_total)`,
    check: `min ${CHECKED} (restic_check_success)`,
  },
  past: {
    stamp: `max ${BY} (max_over_time(restic_backup_timestamp[$step]))`,
    sizes: `max ${BY} (last_over_time(restic_backup_size_total[$step]))`,
    durations: `max ${BY} (last_over_time(restic_backup_duration_seconds[$step]) > 0)`,
  },
  targets: (reading) => {
    const repositoryOf = (labels: Labels) => `restic:${scopeOf(labels, reading.source)}/${exporterOf(labels)}`;
    const keyOf = (labels: Labels) => {
      const { client_hostname: host, snapshot_hash: hash = '' } = labels;
      return host ? [repositoryOf(labels), host, hash.slice(0, 12)].filter((part) => part !== '').join('/') : null;
    };
    const values = (name: string) => valuesOf(reading, name, keyOf);
    const [stamps, counts] = [oldestOf(reading, 'stamp', keyOf), values('count')];
    const checks = valuesOf(reading, 'check', repositoryOf, Math.min);
    const past = (name: string) => pastOf(reading, name, keyOf);
    const [good, sizes, durations] = [past('stamp'), past('sizes'), past('durations')];
    const { nowMs, stepMs } = reading;
    return thingsOf(reading, { defined: 'stamp', keyOf }).map((thing) => {
      const { key, labels } = thing;
      const { client_hostname: host = '', snapshot_paths: paths = '' } = labels;
      return targetOf(thing, reading, ['stamp'], {
        kind: 'host',
        provider: 'restic',
        name: [host, paths].filter((part) => part !== '').join(' '),
        place: `${placeOf(labels, reading.source)}/${exporterOf(labels)}`,
        labels: { ...labelsOf(labels, ['cluster', 'namespace', 'job', 'instance']), host },
        job: null,
        copyPlace: `restic ${exporterOf(labels)}`,
        newest: newestOf(stamps.get(key), nowMs, reading.failed('stamp')),
        count: counts.get(key) ?? null,
        runs: goodRuns(good(key), stamps.get(key), {
          provider: 'restic',
          nowMs,
          stepMs,
          details: { sizes: sizes(key), durations: durations(key) },
        }),
        verification: CHECKS.get(checks.get(repositoryOf(labels))) ?? 'unknown',
      });
    });
  },
};
