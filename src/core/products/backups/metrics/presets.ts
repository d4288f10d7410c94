import { buckets } from './buckets';
import { cnpg } from './cnpg';
import { cronjob } from './cronjob';
import { etcd } from './etcd';
import { generic } from './generic';
import { longhorn } from './longhorn';
import { k8up, volsync } from './operators';
import { pgbackrest } from './pgbackrest';
import type { Preset } from './preset';
import { restic } from './restic';
import { velero } from './velero';

/** Every exporter of backups that is known. */
export const PRESETS: readonly Preset[] = [
  velero,
  cnpg,
  pgbackrest,
  restic,
  cronjob,
  etcd,
  volsync,
  k8up,
  longhorn,
  buckets,
  generic,
];
