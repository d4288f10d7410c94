import type { Labels, Series } from '../../../check/series';
import type { Reason } from '../../../check/verdict';
import type { BackupRun, Copy } from '../target';
import { labelsOf, placeOf, scopeOf } from './names';
import type { Preset, PresetReading } from './preset';
import { targetOf } from './target';
import { pastOf, thingsOf, valuesOf } from './things';

/**
 * Buckets that MinIO replicates. What failed within an hour is told, so without a failure, and while the links of the same server are
 * online, all that was written an hour ago has gone over: where nothing can be sent, nothing fails. A bucket without replication
 * metrics is no target: nothing says that anything should copy it. Ceph RGW tells of its zones and not of buckets.
 */

const BY = 'by (cluster, job, bucket)';
const FAILED = 'minio_bucket_replication_last_hour_failed_count';
/** Named after the cluster up to 2024. */
const LINK = '{__name__=~"minio_(cluster|node)_replication_link_online"}';
/** Buckets and links are two paths of one server, and often two jobs. */
const online = (wrap: (selector: string) => string) =>
  `min ${BY} (group by (cluster, job, bucket, instance) (${wrap(`${FAILED}{bucket!=""}`)}) * on (cluster, instance) group_left () min by (cluster, instance) (${wrap(LINK)}))`;
const HOUR_MS = 3_600_000;

export const buckets: Preset = {
  id: 'minio',
  now: {
    failed: `sum ${BY} (${FAILED}{bucket!=""})`,
    online: online((selector) => selector),
  },
  past: {
    failed: `sum ${BY} (max_over_time(${FAILED}{bucket!=""}[$step]))`,
    online: online((selector) => `last_over_time(${selector}[$step])`),
  },
  targets: (reading) => {
    const keyOf = (labels: Labels) =>
      `minio:${scopeOf(labels, reading.source)}/${labels['job'] ?? ''}/${labels['bucket'] ?? ''}`;
    const failures = valuesOf(reading, 'failed', keyOf);
    const links = valuesOf(reading, 'online', keyOf);
    const [past, linksPast] = [pastOf(reading, 'failed', keyOf), pastOf(reading, 'online', keyOf)];
    return thingsOf(reading, { defined: 'failed', keyOf }).map((thing) => {
      const { key, labels } = thing;
      const { bucket = '', job = '' } = labels;
      const now: Replication = { failed: failures.get(key), online: links.get(key) };
      const runs = stepsOf(past(key), linksPast(key), reading);
      return targetOf(thing, reading, ['failed', 'online'], {
        kind: 'bucket',
        provider: 'metric',
        name: bucket,
        place: [placeOf(labels, reading.source), job].filter((part) => part !== '').join('/'),
        labels: labelsOf(labels, ['cluster', 'job', 'bucket']),
        job: null,
        copyPlace: 'replica',
        media: 'object',
        newest: replicatedUntil(now, runs, reading),
        runs,
        verification: 'none',
        sync: { job: 'bucket replication', failed: (now.failed ?? 0) > 0 || now.online === 0, behindSeconds: null },
      });
    });
  },
};

/** How much failed within an hour, and 1 while all links are online; undefined where that is not told. */
interface Replication {
  failed: number | undefined;
  online: number | undefined;
}

const FAILING: Reason = { code: 'no-data', detail: 'Replication has failed for as long as was looked at.' };
const NOT_ONLINE: Reason = { code: 'no-data', detail: 'Nothing tells that its replication link is online.' };

function replicatedUntil(now: Replication, runs: readonly BackupRun[], reading: PresetReading): Copy['newest'] {
  if (isOver(now)) {
    return { state: 'known', atMs: reading.nowMs - HOUR_MS };
  }
  const good = runs.find(({ result }) => result === 'good');
  return good?.endedMs
    ? { state: 'known', atMs: good.endedMs - HOUR_MS }
    : { state: 'unknown', reason: reading.failed('failed') ?? (now.failed === 0 ? NOT_ONLINE : FAILING) };
}

function isOver({ failed, online: link }: Replication): boolean {
  return failed === 0 && link === 1;
}

/** Each step is a run: what it wrote went over, or did not, or nobody knows. */
function stepsOf(past: readonly Series[], links: readonly Series[], { stepMs }: PresetReading): readonly BackupRun[] {
  const linkAt = new Map(
    links.flatMap(({ timesMs, values }) => timesMs.map((ms, index) => [ms, values[index] ?? undefined] as const))
  );
  return past
    .flatMap(({ timesMs, values }) =>
      timesMs.flatMap((endedMs, index): BackupRun[] => {
        const failed = values[index] ?? null;
        if (failed === null) {
          return [];
        }
        const result = isOver({ failed, online: linkAt.get(endedMs) }) ? 'good' : failed === 0 ? 'unknown' : 'failed';
        return [{ provider: 'metric', startedMs: endedMs - stepMs, endedMs, result, sizeBytes: null, said: '' }];
      })
    )
    .sort((a, b) => b.startedMs - a.startedMs);
}
