import type { Labels, Series } from '../../../check/series';
import type { Reason } from '../../../check/verdict';
import type { BackupRun, Copy } from '../target';
import { labelsOf, placeOf, scopeOf } from './names';
import type { Preset, PresetReading } from './preset';
import { targetOf } from './target';
import { pastOf, thingsOf, valuesOf } from './things';

/**
 * Buckets that MinIO replicates. What failed within an hour is told, so without a failure all that was written an hour ago has gone
 * over. A bucket without replication metrics is no target: nothing says that anything should copy it. Ceph RGW tells of its zones and
 * not of buckets.
 */

const BY = 'by (cluster, job, bucket)';
const FAILED = 'minio_bucket_replication_last_hour_failed_count';
const HOUR_MS = 3_600_000;

export const buckets: Preset = {
  id: 'minio',
  now: { failed: `sum ${BY} (${FAILED}{bucket!=""})` },
  past: { failed: `sum ${BY} (max_over_time(${FAILED}{bucket!=""}[$step]))` },
  targets: (reading) => {
    const keyOf = (labels: Labels) =>
      `minio:${scopeOf(labels, reading.source)}/${labels['job'] ?? ''}/${labels['bucket'] ?? ''}`;
    const failures = valuesOf(reading, 'failed', keyOf);
    const past = pastOf(reading, 'failed', keyOf);
    return thingsOf(reading, { defined: 'failed', keyOf }).map((thing) => {
      const { key, labels } = thing;
      const { bucket = '', job = '' } = labels;
      const failed = failures.get(key);
      return targetOf(thing, reading, ['failed'], {
        kind: 'bucket',
        provider: 'metric',
        name: bucket,
        place: [placeOf(labels, reading.source), job].filter((part) => part !== '').join('/'),
        labels: labelsOf(labels, ['cluster', 'job', 'bucket']),
        job: null,
        copyPlace: 'replica',
        media: 'object',
        newest: replicatedUntil(past(key), failed, reading),
        runs: stepsOf(past(key), reading),
        verification: 'none',
        sync: { job: 'bucket replication', failed: (failed ?? 0) > 0, behindSeconds: null },
      });
    });
  },
};

const FAILING: Reason = { code: 'no-data', detail: 'Replication has failed for as long as was looked at.' };

function replicatedUntil(past: readonly Series[], failed: number | undefined, reading: PresetReading): Copy['newest'] {
  if (failed === 0) {
    return { state: 'known', atMs: reading.nowMs - HOUR_MS };
  }
  const good = stepsOf(past, reading).find(({ result }) => result === 'good');
  return good?.endedMs
    ? { state: 'known', atMs: good.endedMs - HOUR_MS }
    : { state: 'unknown', reason: reading.failed('failed') ?? FAILING };
}

/** Each step is a run: what it wrote went over, or did not. */
function stepsOf(past: readonly Series[], { stepMs }: PresetReading): readonly BackupRun[] {
  return past
    .flatMap(({ timesMs, values }) =>
      timesMs.flatMap((endedMs, index): BackupRun[] => {
        const value = values[index] ?? null;
        const result = value === 0 ? 'good' : 'failed';
        return value === null
          ? []
          : [{ provider: 'metric', startedMs: endedMs - stepMs, endedMs, result, sizeBytes: null, said: '' }];
      })
    )
    .sort((a, b) => b.startedMs - a.startedMs);
}
