import type { Labels } from '../../../check/series';
import { labelsOf } from './names';
import type { Preset, PresetReading } from './preset';
import { goodRuns, newestFirst, newestOf } from './runs';
import { targetOf } from './target';
import { pastOf, thingsOf, valuesOf } from './things';

/**
 * CloudNativePG, per PostgreSQL cluster. Each pod tells of the whole cluster, 0 is never. With the Barman Cloud plugin the metrics of
 * the core stay at 0, so the newer of both counts. A pod is called as its cluster with a number behind it; the label `cluster` may be
 * the Kubernetes cluster or, as in the exporter's own labels, the PostgreSQL one.
 */

const BY = 'by (cluster, namespace, pg)';
const named = (expr: string) => `label_replace(${expr}, "pg", "$1", "pod", "(.+)-[0-9]+")`;
const both = (what: string) => `{__name__=~"cnpg_collector_${what}|barman_cloud_cloudnative_pg_io_${what}"}`;
const AVAILABLE = both('last_available_backup_timestamp');
const FAILED = both('last_failed_backup_timestamp');
/** A cluster without any metric of backups is one all the same. */
const defined = (wrap: (selector: string) => string) =>
  `${wrap(AVAILABLE)} or (${wrap('cnpg_collector_up')} unless on (namespace, pod) ${wrap(AVAILABLE)})`;

export const cnpg: Preset = {
  id: 'cnpg',
  now: {
    defined: `group ${BY} (${named(defined((selector) => selector))})`,
    stamp: `max ${BY} (${named(AVAILABLE)})`,
    failed: `max ${BY} (${named(FAILED)})`,
    oldest: `min ${BY} (${named(both('first_recoverability_point'))} > 0)`,
  },
  past: {
    defined: `group ${BY} (${named(defined((selector) => `last_over_time(${selector}[$step])`))})`,
    stamps: `max ${BY} (${named(largest('last_available_backup_timestamp'))})`,
    failures: `max ${BY} (${named(largest('last_failed_backup_timestamp'))})`,
  },
  targets: (reading) => {
    const keyOf = (labels: Labels) => keyIn(labels, reading);
    const stamps = valuesOf(reading, 'stamp', keyOf);
    const failures = valuesOf(reading, 'failed', keyOf);
    const oldest = valuesOf(reading, 'oldest', keyOf, Math.min);
    const [goodPast, failedPast] = [pastOf(reading, 'stamps', keyOf), pastOf(reading, 'failures', keyOf)];
    const { nowMs } = reading;
    return thingsOf(reading, { defined: 'defined', keyOf }).map((thing) => {
      const { key, labels } = thing;
      const { namespace = '', pg = '' } = labels;
      const cluster = clusterIn(labels);
      const oldestSeconds = oldest.get(key);
      return targetOf(thing, reading, ['defined', 'stamp', 'failed'], {
        kind: 'database',
        provider: 'cnpg',
        name: pg,
        place: [cluster || reading.source.name, namespace].join('/'),
        labels: labelsOf({ ...labels, cluster }, ['cluster', 'namespace', 'pg']),
        job: null,
        copyPlace: 'object storage',
        media: 'object',
        newest: newestOf(stamps.get(key), nowMs, reading.failed('stamp')),
        oldestMs: oldestSeconds === undefined ? null : oldestSeconds * 1000,
        runs: newestFirst([
          ...goodRuns(goodPast(key), stamps.get(key), { provider: 'cnpg', nowMs }),
          ...goodRuns(failedPast(key), failures.get(key), { provider: 'cnpg', nowMs }).map((run) => ({
            ...run,
            result: 'failed' as const,
          })),
        ]),
        verification: 'none',
      });
    });
  },
};

/** `max_over_time` drops the name, after which core and plugin are one. */
function largest(what: string): string {
  return ['cnpg_collector', 'barman_cloud_cloudnative_pg_io']
    .map((of) => `label_replace(max_over_time(${of}_${what}[$step]), "told_by", "${of}", "", "")`)
    .join(' or ');
}

function keyIn(labels: Labels, { source }: PresetReading): string | null {
  const { namespace = '', pg = '' } = labels;
  return pg === '' ? null : `cnpg:${clusterIn(labels) || source.uid}/${namespace}/${pg}`;
}

function clusterIn({ cluster = '', pg }: Labels): string {
  return cluster === pg ? '' : cluster;
}
