import type { Labels } from '../../../check/series';
import type { BackupJob, BackupRun } from '../target';
import { exporterGroup, labelsOf, placeOf, scopeOf } from './names';
import type { Preset, PresetReading } from './preset';
import { countedRuns, goodRuns, lastRise, newestFirst, newestOf, risen, withExact } from './runs';
import { targetOf } from './target';
import { pastOf, thingsOf, valuesOf } from './things';

/**
 * Velero by its schedules (pkg/metrics). The counters and the status are there as soon as a schedule is, the timestamp comes with the
 * first good backup. The status is good again after each restart, so failures are taken from the counters.
 */

const BY = 'by (cluster, schedule)';
const DEFINED = '{__name__=~"velero_backup_last_status|velero_backup_attempt_total",schedule!=""}';
const ALIVE =
  '{__name__=~"velero_backup_total|velero_backup_location_status_gauge|velero_backup_last_status|velero_backup_attempt_total"}';

const counter = (name: string) => `velero_backup_${name}_total{schedule!=""}`;
const kind = (expr: string, name: string) => `label_replace(${expr}, "kind", "${name}", "", "")`;
const rose = (name: string) => kind(lastRise(counter(name), BY), name);
const rises = (name: string) => kind(risen(counter(name), '$step'), name);

export const velero: Preset = {
  id: 'velero',
  now: {
    defined: `group ${BY} (${DEFINED})`,
    alive: `group by (cluster, job, instance) (${ALIVE})`,
    // It is missing for a minute after a restart.
    stamp: `max ${BY} (last_over_time(velero_backup_last_successful_timestamp{schedule!=""}[15m]))`,
    status: `min ${BY} (velero_backup_last_status{schedule!=""})`,
    interval: `max ${BY} (velero_schedule_expected_interval_seconds{schedule!=""} > 0)`,
    failedAt: `max ${BY} (${rose('failure')} or ${rose('validation_failure')})`,
    partialAt: `max ${BY} (${rose('partial_failure')})`,
  },
  past: {
    defined: `group by (cluster, schedule, job, instance) (last_over_time(${DEFINED}[$step]))`,
    alive: `group by (cluster, job, instance) (last_over_time(${ALIVE}[$step]))`,
    stamps: `max ${BY} (max_over_time(velero_backup_last_successful_timestamp{schedule!=""}[$step]))`,
    failures: `sum ${BY} (${rises('failure')} or ${rises('validation_failure')})`,
    partials: `sum ${BY} (${rises('partial_failure')})`,
    sizes: `max ${BY} (last_over_time(velero_backup_tarball_size_bytes{schedule!=""}[$step]))`,
    durations: `sum ${BY} (increase(velero_backup_duration_seconds_sum{schedule!=""}[$step])) / (sum ${BY} (increase(velero_backup_duration_seconds_count{schedule!=""}[$step])) > 0)`,
  },
  targets: (reading) => {
    const keyOf = (labels: Labels) => `velero:${scopeOf(labels, reading.source)}/${labels['schedule'] ?? ''}`;
    const stamps = valuesOf(reading, 'stamp', keyOf);
    const intervals = valuesOf(reading, 'interval', keyOf);
    const runsOf = runsIn(reading, keyOf, stamps);
    return thingsOf(reading, { defined: 'defined', keyOf, alive: { name: 'alive', groupOf: exporterGroup } }).map(
      (thing) => {
        const { key, labels } = thing;
        const name = labels['schedule'] ?? '';
        const intervalSeconds = intervals.get(key) ?? null;
        const job: BackupJob = { provider: 'velero', name, state: 'on', intervalSeconds, nextRunMs: null };
        return targetOf(thing, reading, ['defined', 'stamp', 'status', 'failedAt'], {
          kind: 'kubernetes',
          provider: 'velero',
          name,
          place: placeOf(labels, reading.source),
          labels: labelsOf(labels, ['cluster', 'schedule']),
          job,
          copyPlace: 'object storage',
          media: 'object',
          newest: newestOf(stamps.get(key), reading.nowMs, reading.failed('stamp')),
          runs: runsOf(key),
          verification: 'none',
        });
      }
    );
  },
};

function runsIn(
  reading: PresetReading,
  keyOf: (labels: Labels) => string,
  stamps: ReadonlyMap<string, number>
): (key: string) => readonly BackupRun[] {
  const { nowMs, stepMs } = reading;
  const of = (name: string) => pastOf(reading, name, keyOf);
  const [good, failures, partials] = [of('stamps'), of('failures'), of('partials')];
  const [sizes, durations] = [of('sizes'), of('durations')];
  const failedAt = valuesOf(reading, 'failedAt', keyOf);
  const partialAt = valuesOf(reading, 'partialAt', keyOf);
  const statuses = valuesOf(reading, 'status', keyOf, Math.min);
  const failed = { provider: 'velero', result: 'failed' } as const;
  const partial = { provider: 'velero', result: 'warning' } as const;
  return (key) => {
    const details = { sizes: sizes(key), durations: durations(key) };
    const runs = newestFirst([
      ...goodRuns(good(key), stamps.get(key), { provider: 'velero', nowMs, stepMs, details }),
      ...withExact(countedRuns(failures(key), stepMs, failed), failedAt.get(key), failed),
      ...withExact(countedRuns(partials(key), stepMs, partial), partialAt.get(key), partial),
    ]);
    // A status that is bad is always true, only a good one may be that of a start.
    return statuses.get(key) === 0 && (runs[0]?.result ?? 'good') === 'good'
      ? [{ ...failed, startedMs: nowMs, endedMs: nowMs, sizeBytes: null, said: '' }, ...runs]
      : runs;
  };
}
