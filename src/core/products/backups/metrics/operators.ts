import type { Labels } from '../../../check/series';
import { newestCounted } from './counted';
import { labelsOf, placeOf, scopeOf } from './names';
import type { Preset } from './preset';
import { countedRuns, lastRise, newestFirst, risen, withExact } from './runs';
import { targetOf } from './target';
import { pastOf, thingsOf, valuesOf } from './things';

/**
 * Operators inside a Kubernetes cluster that count their runs: VolSync per source, K8up per namespace with schedules. Both tell what
 * is defined, and while another thing of the same operator is told of, one that is not any more was deleted.
 */
interface Operator {
  id: string;
  /** Selector or expression of what is defined. */
  defined: string;
  by: readonly [scope: 'cluster', namespace: string, ...rest: string[]];
  good: string;
  failed: string;
}

function operatorPreset({ id, defined, by, good, failed }: Operator): Preset {
  const BY = `by (${by.join(', ')})`;
  const [, namespaceLabel, nameLabel] = by;
  const GOOD = { provider: 'metric', result: 'good' } as const;
  const FAILED = { provider: 'metric', result: 'failed' } as const;
  return {
    id,
    now: {
      defined: `group ${BY} (${defined})`,
      goodAt: lastRise(good, BY),
      failedAt: lastRise(failed, BY),
    },
    past: {
      defined: `group ${BY} (last_over_time((${defined})[$step:10m]))`,
      goods: `sum ${BY} (${risen(good, '$step')})`,
      failures: `sum ${BY} (${risen(failed, '$step')})`,
    },
    targets: (reading) => {
      const keyOf = (labels: Labels) => {
        const parts = [labels[namespaceLabel], nameLabel === undefined ? '' : labels[nameLabel]];
        return [`${id}:${scopeOf(labels, reading.source)}`, ...parts].filter(Boolean).join('/');
      };
      const [goodAt, failedAt] = [valuesOf(reading, 'goodAt', keyOf), valuesOf(reading, 'failedAt', keyOf)];
      const [goods, failures] = [pastOf(reading, 'goods', keyOf), pastOf(reading, 'failures', keyOf)];
      const groupOf = ({ cluster = '' }: Labels) => cluster;
      const { stepMs } = reading;
      return thingsOf(reading, { defined: 'defined', keyOf, alive: { name: 'defined', groupOf } }).map((thing) => {
        const { key, labels } = thing;
        const namespace = labels[namespaceLabel] ?? '';
        const name = (nameLabel !== undefined && labels[nameLabel]) || namespace;
        const runs = newestFirst([
          ...withExact(countedRuns(goods(key), stepMs, GOOD), goodAt.get(key), GOOD),
          ...withExact(countedRuns(failures(key), stepMs, FAILED), failedAt.get(key), FAILED),
        ]);
        return targetOf(thing, reading, ['defined', 'goodAt', 'failedAt'], {
          kind: 'kubernetes',
          provider: 'metric',
          name,
          place: `${placeOf(labels, reading.source)}/${namespace}`,
          labels: { ...labelsOf(labels, ['cluster']), namespace },
          job: { provider: 'metric', name: `${id} ${name}`, state: 'on', intervalSeconds: null, nextRunMs: null },
          copyPlace: id,
          newest: newestCounted(thing, runs, reading),
          runs,
          verification: 'none',
        });
      });
    },
  };
}

/** `rsync` and `rclone` make one copy that follows its source: replication, and no backup. */
const VOLSYNC = 'role="source",method=~"restic|kopia"';

export const volsync = operatorPreset({
  id: 'volsync',
  defined: `volsync_volume_out_of_sync{${VOLSYNC}}`,
  by: ['cluster', 'obj_namespace', 'obj_name'],
  good: `volsync_sync_duration_seconds_count{${VOLSYNC}}`,
  failed: `volsync_missed_intervals_total{${VOLSYNC}}`,
});

/** A scrape that keeps its own labels calls the namespace `namespace`: `honorLabels` is needed. */
export const k8up = operatorPreset({
  id: 'k8up',
  defined: 'k8up_schedules_gauge > 0',
  by: ['cluster', 'namespace'],
  good: 'k8up_jobs_successful_counter{jobType="backup"}',
  failed: 'k8up_jobs_failed_counter{jobType="backup"}',
});
