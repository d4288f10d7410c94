import type { Labels } from '../../../check/series';
import { labelsOf, placeOf, scopeOf } from './names';
import type { Preset } from './preset';
import { goodRuns, newestOf } from './runs';
import { targetOf } from './target';
import { pastOf, thingsOf, valuesOf } from './things';

/**
 * Longhorn by volume; 0 is never. Volumes of a cluster of which none was ever backed up are no targets: Longhorn is its storage there
 * and nothing else.
 */

const BY = 'by (cluster, volume, pvc, pvc_namespace)';

export const longhorn: Preset = {
  id: 'longhorn',
  now: {
    defined: `group ${BY} (longhorn_volume_last_backup_at) and on (cluster) group by (cluster) (longhorn_volume_last_backup_at > 0)`,
    stamp: `max ${BY} (longhorn_volume_last_backup_at)`,
  },
  past: {
    defined: `group ${BY} (last_over_time(longhorn_volume_last_backup_at[$step])) and on (cluster) group by (cluster) (last_over_time(longhorn_volume_last_backup_at[$step]) > 0)`,
    stamps: `max ${BY} (max_over_time(longhorn_volume_last_backup_at[$step]))`,
  },
  targets: (reading) => {
    const keyOf = (labels: Labels) => `longhorn:${scopeOf(labels, reading.source)}/${labels['volume'] ?? ''}`;
    const groupOf = ({ cluster = '' }: Labels) => cluster;
    const stamps = valuesOf(reading, 'stamp', keyOf);
    const past = pastOf(reading, 'stamps', keyOf);
    const { nowMs } = reading;
    return thingsOf(reading, { defined: 'defined', keyOf, alive: { name: 'defined', groupOf } }).map((thing) => {
      const { key, labels } = thing;
      const { volume = '', pvc, pvc_namespace: namespace = '' } = labels;
      return targetOf(thing, reading, ['defined', 'stamp'], {
        kind: 'kubernetes',
        provider: 'metric',
        name: pvc || volume,
        place: [placeOf(labels, reading.source), namespace].filter((part) => part !== '').join('/'),
        labels: { ...labelsOf(labels, ['cluster', 'volume', 'pvc']), ...(namespace !== '' && { namespace }) },
        job: null,
        copyPlace: 'Longhorn backup target',
        newest: newestOf(stamps.get(key), nowMs, reading.failed('stamp')),
        runs: goodRuns(past(key), stamps.get(key), { provider: 'metric', nowMs }),
        verification: 'none',
      });
    });
  },
};
