import type { Labels, Series } from '../../../check/series';
import type { Reason } from '../../../check/verdict';
import type { BackupJob, BackupRun } from '../target';
import { cronGapSeconds } from './cronGap';
import { exporterGroup, kindOf, labelsOf, placeOf, scopeOf } from './names';
import type { Preset, PresetReading } from './preset';
import { newestOf } from './runs';
import { targetOf } from './target';
import { pastOf, thingsOf, valuesOf } from './things';

/**
 * Dumps by CronJob, as kube-state-metrics tells them. Which CronJobs are dumps: those that say so by their name, or by the label
 * `app.kubernetes.io/component`, where kube-state-metrics is allowed to show it.
 */

const THING = 'cluster, namespace, cronjob';
const BY = `by (${THING})`;
const NAMES = 'cronjob=~".*(backup|dump|snapshot).*",cronjob!~".*(clean|prune|purge|verify|restore|rotate|exporter).*"';
const LABELED = 'kube_cronjob_labels{label_app_kubernetes_io_component=~"backup|dump|snapshot"}';
const ALIVE = '{__name__=~"kube_node_info|kube_namespace_created|kube_cronjob_info"}';
const dumps = (metric: string, wrap = (selector: string) => selector) =>
  `(${wrap(`${metric}{${NAMES}}`)} or (${wrap(metric)} and on (${THING}) ${LABELED}))`;
const overStep = (fn: string) => (selector: string) => `${fn}(${selector}[$step])`;

export const cronjob: Preset = {
  id: 'cronjob',
  now: {
    defined: `group by (${THING}, schedule) (${dumps('kube_cronjob_info')})`,
    alive: `group by (cluster, job, instance) (${ALIVE})`,
    created: `min ${BY} (${dumps('kube_cronjob_created')})`,
    suspended: `max ${BY} (${dumps('kube_cronjob_spec_suspend')})`,
    active: `max ${BY} (${dumps('kube_cronjob_status_active')})`,
    failed: 'max by (cluster, namespace, job_name) (kube_job_status_failed{job_name=~".+-[0-9]{8,}"} > 0)',
    started: `max ${BY} (${dumps('kube_cronjob_status_last_schedule_time')})`,
    stamp: `max ${BY} (${dumps('kube_cronjob_status_last_successful_time')})`,
    next: `max ${BY} (${dumps('kube_cronjob_next_schedule_time')})`,
  },
  past: {
    defined: `group by (${THING}, job, instance) (${dumps('kube_cronjob_info', overStep('last_over_time'))})`,
    alive: `group by (cluster, job, instance) (last_over_time(${ALIVE}[$step]))`,
    starts: `max ${BY} (${dumps('kube_cronjob_status_last_schedule_time', overStep('max_over_time'))})`,
    stamps: `max ${BY} (${dumps('kube_cronjob_status_last_successful_time', overStep('max_over_time'))})`,
  },
  targets: (reading) => {
    const keyOf = (labels: Labels) => {
      const { namespace = '', cronjob: name } = labels;
      return name ? `cronjob:${scopeOf(labels, reading.source)}/${namespace}/${name}` : null;
    };
    const values = (name: string) => valuesOf(reading, name, keyOf);
    const [created, suspended, active] = [values('created'), values('suspended'), values('active')];
    const [started, stamps, next] = [values('started'), values('stamp'), values('next')];
    // A job is called as its CronJob with the minute that it was due in.
    const failedNow = valuesOf(reading, 'failed', ({ job_name: job, ...labels }) =>
      keyOf({ ...labels, cronjob: job ?? '' })
    );
    const [startsPast, stampsPast] = [pastOf(reading, 'starts', keyOf), pastOf(reading, 'stamps', keyOf)];
    return thingsOf(reading, { defined: 'defined', keyOf, alive: { name: 'alive', groupOf: exporterGroup } }).map(
      (thing) => {
        const { key, labels } = thing;
        const { namespace = '', cronjob: name = '', schedule } = labels;
        const times = { created: created.get(key), started: started.get(key), next: next.get(key) };
        const job: BackupJob = {
          provider: 'cronjob',
          name: `${namespace}/${name}`,
          state: stateOf(suspended.get(key), reading.failed('suspended')),
          intervalSeconds: cronGapSeconds(schedule ?? '') ?? gapOf(times),
          nextRunMs: msOf(times.next),
        };
        return targetOf(thing, reading, ['defined', 'stamp', 'suspended'], {
          kind: kindOf(name),
          provider: 'cronjob',
          name,
          place: `${placeOf(labels, reading.source)}/${namespace}`,
          labels: labelsOf(labels, ['cluster', 'namespace', 'cronjob']),
          job,
          copyPlace: 'CronJob',
          createdMs: msOf(times.created),
          newest: newestOf(stamps.get(key), reading.nowMs, reading.failed('stamp')),
          runs: dumpRuns(
            secondsIn(startsPast(key), times.started),
            secondsIn(stampsPast(key), stamps.get(key)),
            failedNow.has(`${key}-${(times.started ?? 0) / 60}`) ? 0 : active.get(key),
            reading
          ),
          verification: 'none',
        });
      }
    );
  },
};

function stateOf(suspended: number | undefined, failed: Reason | null): BackupJob['state'] {
  return failed !== null ? 'unknown' : suspended === 1 ? 'off' : 'on';
}

/** By the last and the next time, of a schedule that is not understood. */
function gapOf({ started, next, created }: Partial<Record<'started' | 'next' | 'created', number>>): number | null {
  const from = started ?? created;
  return next !== undefined && from !== undefined && next > from ? next - from : null;
}

function msOf(seconds: number | undefined): number | null {
  return seconds !== undefined && seconds > 0 ? seconds * 1000 : null;
}

function secondsIn(series: readonly Series[], now: number | undefined): readonly number[] {
  const seen = new Set([...series.flatMap(({ values }) => values), now]);
  return [...seen]
    .flatMap((seconds) => (typeof seconds === 'number' && seconds > 0 ? [seconds] : []))
    .sort((a, b) => a - b);
}

/**
 * One run for each start: good when a success came before the next start, failed when none did. The last one goes on while its job is
 * active. A success without a start that was seen is a run of its own: somebody ran it by hand, or the start is older. Newest first.
 */
export function dumpRuns(
  starts: readonly number[],
  successes: readonly number[],
  active: number | undefined,
  { nowMs }: Pick<PresetReading, 'nowMs'>
): readonly BackupRun[] {
  const runs: BackupRun[] = [];
  const used = new Set<number>();
  starts
    .filter((start) => start * 1000 <= nowMs)
    .forEach((start, index) => {
      const end = starts[index + 1] ?? Infinity;
      const success = successes.find((second) => second >= start && second < end && second * 1000 <= nowMs + 300_000);
      if (success !== undefined) {
        used.add(success);
      }
      const isLast = end === Infinity;
      const result =
        success !== undefined
          ? 'good'
          : !isLast || active === 0
            ? 'failed'
            : active === undefined
              ? 'unknown'
              : 'running';
      const endedMs = success !== undefined ? success * 1000 : result === 'failed' && !isLast ? end * 1000 : null;
      runs.push({ ...RUN, startedMs: start * 1000, endedMs, result });
    });
  const byHand = successes
    .filter((second) => !used.has(second) && second * 1000 <= nowMs + 300_000)
    .map((second): BackupRun => ({ ...RUN, startedMs: second * 1000, endedMs: second * 1000, result: 'good' }));
  return [...runs, ...byHand].sort((a, b) => b.startedMs - a.startedMs);
}

const RUN: Pick<BackupRun, 'provider' | 'sizeBytes' | 'said'> = { provider: 'cronjob', sizeBytes: null, said: '' };
