import type { Labels } from '../../../check/series';
import type { BackupRun } from '../target';
import { exporterOf, labelsOf, placeOf, scopeOf } from './names';
import type { Preset } from './preset';
import { goodRuns, newestOf } from './runs';
import { targetOf } from './target';
import { oldestOf, pastOf, thingsOf, valuesOf } from './things';

/**
 * pgbackrest_exporter, per stanza: the newest of full, differential and incremental. It tells ages, and looks every ten minutes only,
 * so times are right to that. An error of the last backup is one of page checksums: there is a backup, with damage in it.
 */

const BY = 'by (cluster, namespace, service, job, instance, stanza)';
/** What the exporter is told to leave as it finds it, and a little. */
const COLLECTED_EVERY_MS = 900_000;
/** `2` is no valid backup. */
const NO_BACKUP = 2;

export const pgbackrest: Preset = {
  id: 'pgbackrest',
  now: {
    defined: `group ${BY} ({__name__=~"pgbackrest_stanza_status|pgbackrest_backup_since_last_completion_seconds"})`,
    stamp: `max ${BY} (time() - pgbackrest_backup_since_last_completion_seconds)`,
    stanza: `max ${BY} (pgbackrest_stanza_status)`,
    damaged: `max ${BY} (pgbackrest_backup_last_error_status)`,
    count: `count ${BY} (pgbackrest_backup_info)`,
  },
  past: {
    defined: `group ${BY} (last_over_time({__name__=~"pgbackrest_stanza_status|pgbackrest_backup_since_last_completion_seconds"}[$step]))`,
    stamps: `max ${BY} (time() - pgbackrest_backup_since_last_completion_seconds)`,
    sizes: `max ${BY} (pgbackrest_backup_last_repo_size_bytes)`,
  },
  targets: (reading) => {
    const keyOf = (labels: Labels) =>
      labels['stanza']
        ? `pgbackrest:${scopeOf(labels, reading.source)}/${exporterOf(labels)}/${labels['stanza']}`
        : null;
    const values = (name: string) => valuesOf(reading, name, keyOf);
    const [stanzas, damaged, counts] = [values('stanza'), values('damaged'), values('count')];
    const stamps = oldestOf(reading, 'stamp', keyOf);
    const [past, sizes] = [pastOf(reading, 'stamps', keyOf), pastOf(reading, 'sizes', keyOf)];
    const { nowMs, stepMs } = reading;
    return thingsOf(reading, { defined: 'defined', keyOf }).map((thing) => {
      const { key, labels } = thing;
      const { stanza = '' } = labels;
      const isEmpty = stanzas.get(key) === NO_BACKUP;
      const isDamaged = damaged.get(key) === 1;
      const runs = goodRuns(past(key), stamps.get(key), {
        provider: 'pgbackrest',
        nowMs,
        stepMs,
        toleranceMs: COLLECTED_EVERY_MS,
        details: { sizes: sizes(key) },
      });
      return targetOf(thing, reading, ['defined', 'stamp', 'stanza'], {
        kind: 'database',
        provider: 'pgbackrest',
        name: stanza,
        place: `${placeOf(labels, reading.source)}/${exporterOf(labels)}`,
        labels: labelsOf(labels, ['cluster', 'namespace', 'job', 'instance', 'stanza']),
        job: null,
        copyPlace: 'pgBackRest repository',
        newest: newestOf(isEmpty ? 0 : stamps.get(key), nowMs, reading.failed('stamp')),
        count: counts.get(key) ?? null,
        runs: isDamaged ? runs.map(withDamage) : runs,
        verification: isDamaged ? 'failed' : 'none',
      });
    });
  },
};

/** The error status is that of the last backup. */
function withDamage(run: BackupRun, index: number): BackupRun {
  return index === 0 ? { ...run, result: 'warning' } : run;
}
