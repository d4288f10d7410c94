import type { Labels } from '../../../check/series';
import type { BackupJob, Provider } from '../target';
import { exporterOf, kindOf, labelsOf, placeOf, scopeOf } from './names';
import type { Preset } from './preset';
import { goodRuns, newestFirst, newestOf } from './runs';
import { targetOf } from './target';
import { oldestOf, pastOf, thingsOf, valuesOf } from './things';

/**
 * What a script writes for node_exporter's textfile collector or pushes to a gateway: `backup_last_success_timestamp_seconds`, and
 * beside it, with the same labels, any of `backup_interval_seconds`, `backup_last_failure_timestamp_seconds`,
 * `backup_last_size_bytes`, `backup_last_duration_seconds`, `backup_last_verified_timestamp_seconds`. The interval alone defines
 * one that was never made.
 */

const NAMING = ['name', 'backup', 'target', 'database', 'kind'] as const;
const BY = `by (cluster, namespace, service, job, instance, ${NAMING.join(', ')})`;
const DEFINED = '{__name__=~"backup_last_success_timestamp_seconds|backup_interval_seconds"}';

export const generic: Preset = {
  id: 'generic',
  now: {
    defined: `group ${BY} (${DEFINED})`,
    stamp: `max ${BY} (backup_last_success_timestamp_seconds)`,
    failed: `max ${BY} (backup_last_failure_timestamp_seconds)`,
    interval: `max ${BY} (backup_interval_seconds > 0)`,
    verified: `max ${BY} (backup_last_verified_timestamp_seconds > 0)`,
  },
  past: {
    defined: `group ${BY} (last_over_time(${DEFINED}[$step]))`,
    stamps: `max ${BY} (max_over_time(backup_last_success_timestamp_seconds[$step]))`,
    failures: `max ${BY} (max_over_time(backup_last_failure_timestamp_seconds[$step]))`,
    sizes: `max ${BY} (last_over_time(backup_last_size_bytes[$step]))`,
    durations: `max ${BY} (last_over_time(backup_last_duration_seconds[$step]))`,
  },
  targets: (reading) => {
    const keyOf = (labels: Labels) =>
      `metric:${scopeOf(labels, reading.source)}/${exporterOf(labels)}/${nameOf(labels).replaceAll(' ', '/')}`;
    const values = (name: string) => valuesOf(reading, name, keyOf);
    const [failed, intervals] = [values('failed'), values('interval')];
    const [stamps, verified] = [oldestOf(reading, 'stamp', keyOf), oldestOf(reading, 'verified', keyOf)];
    const past = (name: string) => pastOf(reading, name, keyOf);
    const [good, bad, sizes, durations] = [past('stamps'), past('failures'), past('sizes'), past('durations')];
    const { nowMs, stepMs } = reading;
    return thingsOf(reading, { defined: 'defined', keyOf }).map((thing) => {
      const { key, labels } = thing;
      const name = nameOf(labels);
      const kind = kindOf(name);
      const provider: Provider = kind === 'etcd' ? 'etcd' : 'metric';
      const interval = intervals.get(key);
      const job: BackupJob | null =
        interval === undefined ? null : { provider, name, state: 'on', intervalSeconds: interval, nextRunMs: null };
      const target = targetOf(thing, reading, ['defined', 'stamp', 'failed'], {
        kind,
        provider,
        name,
        place: `${placeOf(labels, reading.source)}/${exporterOf(labels)}`,
        labels: labelsOf(labels, ['cluster', 'namespace', 'job', 'instance', ...NAMING]),
        job,
        copyPlace: exporterOf(labels),
        newest: newestOf(stamps.get(key), nowMs, reading.failed('stamp')),
        runs: newestFirst([
          ...goodRuns(good(key), stamps.get(key), {
            provider,
            nowMs,
            stepMs,
            details: { sizes: sizes(key), durations: durations(key) },
          }),
          ...goodRuns(bad(key), failed.get(key), { provider, nowMs }).map((run) => ({
            ...run,
            result: 'failed' as const,
          })),
        ]),
        verification: 'none',
      });
      return withVerified(target, verified.get(key), stamps.get(key));
    });
  },
};

/** Of all labels that name it, so that two databases of one script stay two. */
function nameOf(labels: Labels): string {
  return NAMING.flatMap((name) => labels[name] || []).join(' ') || labels['job'] || 'backup';
}

/** One that was verified before the last backup waits for the next time. */
function withVerified(
  target: ReturnType<typeof targetOf>,
  verified: number | undefined,
  stamp: number | undefined
): ReturnType<typeof targetOf> {
  return verified === undefined
    ? target
    : {
        ...target,
        copies: target.copies.map((copy) => ({
          ...copy,
          verification: stamp !== undefined && verified >= stamp ? 'ok' : 'waiting',
          verifiedMs: verified * 1000,
        })),
      };
}
