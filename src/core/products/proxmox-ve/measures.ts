import type { MeasureTable } from '../../inventory/read';
import { accessMeasures } from './measures/access';
import { backupMeasures } from './measures/backups';
import { capacityMeasures } from './measures/capacity';
import { cephMeasures } from './measures/ceph';
import { clusterMeasures } from './measures/cluster';
import { guestMeasures } from './measures/guests';
import { hardwareMeasures } from './measures/hardware';
import { nodeMeasures } from './measures/nodes';
import { snapshotMeasures } from './measures/snapshots';
import { storageMeasures } from './measures/storage';
import { updateMeasures } from './measures/updates';
import type { PveParts } from './parts';

export { PBS_MEASURES } from '../proxmox-backup/measures';

/** Everything that checks can ask of a Proxmox VE, cluster or standalone. */
export const PVE_MEASURES: MeasureTable<PveParts> = {
  ...clusterMeasures,
  ...cephMeasures,
  ...nodeMeasures,
  ...guestMeasures,
  ...capacityMeasures,
  ...storageMeasures,
  ...snapshotMeasures,
  ...updateMeasures,
  ...hardwareMeasures,
  ...accessMeasures,
  ...backupMeasures,
};
