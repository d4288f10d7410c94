import type { Labels } from '../../../check/series';
import type { BackupRun } from '../target';
import { newestCounted } from './counted';
import { labelsOf, placeOf, scopeOf } from './names';
import type { Preset, PresetReading } from './preset';
import { countedRuns, goodRuns, lastRise, newestFirst, newestOf, risen, withExact } from './runs';
import { targetOf } from './target';
import { pastOf, thingsOf, valuesOf } from './things';

/**
 * Snapshots of etcd that tell of themselves: by etcd-backup-restore (a timestamp, full and incremental) and by k3s and RKE2 (counters
 * by status, which begin with the first snapshot after a start). One of any member is one of the whole etcd. Those by CronJob and by
 * script are the other presets'.
 */

const PROGRAMS = ['k3s', 'rke2'] as const;
const NAMES = PROGRAMS.flatMap((program) => [
  `${program}_etcd_snapshot_save_count`,
  `${program}_etcd_snapshot_save_duration_seconds_count`,
]);
const BY = 'by (cluster, namespace, job)';
const STAMP = 'etcdbr_snapshot_latest_timestamp';
const DEFINED = `{__name__=~"${STAMP}|${NAMES.join('|')}"}`;
/** By name one after the other: what is computed of a counter has no name left to be told apart by. */
const each = (status: string, expr: (selector: string) => string) =>
  NAMES.map((name) => `label_replace(${expr(`${name}{${status}}`)}, "of", "${name}", "", "")`).join(' or ');
const GOOD = 'status="success"';
const BAD = 'status!="success",status!=""';

export const etcd: Preset = {
  id: 'etcd',
  now: {
    defined: `group ${BY} (${DEFINED})`,
    stamp: `max ${BY} (${STAMP})`,
    goodAt: `max ${BY} (${each(GOOD, (selector) => lastRise(selector, BY))})`,
    failedAt: `max ${BY} (${each(BAD, (selector) => lastRise(selector, BY))})`,
  },
  past: {
    defined: `group ${BY} (last_over_time(${DEFINED}[$step]))`,
    stamps: `max ${BY} (max_over_time(${STAMP}[$step]))`,
    goods: `sum ${BY} (${each(GOOD, (selector) => risen(selector, '$step'))})`,
    failures: `sum ${BY} (${each(BAD, (selector) => risen(selector, '$step'))})`,
  },
  targets: (reading) => {
    const keyOf = (labels: Labels) => {
      const { namespace = '', job = '' } = labels;
      return ['etcd:' + scopeOf(labels, reading.source), namespace, job].filter((part) => part !== '').join('/');
    };
    const stamps = valuesOf(reading, 'stamp', keyOf);
    const runsOf = runsIn(reading, keyOf, stamps);
    return thingsOf(reading, { defined: 'defined', keyOf }).map((thing) => {
      const { key, labels } = thing;
      const runs = runsOf(key);
      const stamp = stamps.get(key);
      return targetOf(thing, reading, ['defined', 'stamp', 'goodAt', 'failedAt'], {
        kind: 'etcd',
        provider: 'etcd',
        name: `etcd ${labels['job'] ?? ''}`.trim(),
        place: [placeOf(labels, reading.source), labels['namespace'] ?? ''].filter((part) => part !== '').join('/'),
        labels: labelsOf(labels, ['cluster', 'namespace', 'job']),
        job: null,
        copyPlace: 'etcd snapshots',
        newest:
          stamp === undefined
            ? newestCounted(thing, runs, reading)
            : newestOf(stamp, reading.nowMs, reading.failed('stamp')),
        runs,
        verification: 'none',
      });
    });
  },
};

function runsIn(
  reading: PresetReading,
  keyOf: (labels: Labels) => string,
  stamps: ReadonlyMap<string, number>
): (key: string) => readonly BackupRun[] {
  const past = (name: string) => pastOf(reading, name, keyOf);
  const [stampsPast, goods, failures] = [past('stamps'), past('goods'), past('failures')];
  const goodAt = valuesOf(reading, 'goodAt', keyOf);
  const failedAt = valuesOf(reading, 'failedAt', keyOf);
  const { nowMs, stepMs } = reading;
  const good = { provider: 'etcd', result: 'good' } as const;
  const failed = { provider: 'etcd', result: 'failed' } as const;
  return (key) =>
    newestFirst([
      ...goodRuns(stampsPast(key), stamps.get(key), { provider: 'etcd', nowMs }),
      ...withExact(countedRuns(goods(key), stepMs, good), goodAt.get(key), good),
      ...withExact(countedRuns(failures(key), stepMs, failed), failedAt.get(key), failed),
    ]);
}
