import { entity, measured, noData, secondsSince, unknownEntity, type Seen } from '../../../inventory/measure';
import type { Measure, MeasureTable } from '../../../inventory/read';
import { ALL_GUESTS, lacks } from '../../proxmox/completeness';
import { pveMeasure } from '../asked';
import { guestKey, guestLabels } from '../guest';
import type { GuestSnapshot, PveParts } from '../parts';

const DAY_SECONDS = 86_400;

/** One value per guest out of its snapshots, with labels of its own. */
function ofSnapshots(
  value: (snapshots: readonly GuestSnapshot[], nowMs: number) => { value: number; snapshot?: string } | null
): Measure<PveParts> {
  return pveMeasure({
    needs: ['resources', 'snapshots', 'permissions'],
    labels: ['node', 'vmid', 'name', 'snapshot'],
    observe: ({ resources, snapshots, permissions }, { nowMs }) => {
      const entities = resources.value.guests.map((guest): Seen => {
        const read = snapshots.value.get(guestKey(guest));
        if (read?.ok !== true) {
          return unknownEntity(guestLabels(guest), read?.reason ?? noData('Its snapshots were not read.'));
        }
        if (read.partial !== undefined) {
          return unknownEntity(guestLabels(guest), read.partial);
        }
        const seen = value(read.value, nowMs);
        if (seen === null) {
          return unknownEntity(guestLabels(guest), noData('A snapshot does not say when it was taken.'));
        }
        const { snapshot } = seen;
        return entity({ ...guestLabels(guest), ...(snapshot && { snapshot }) }, seen.value, read.atMs);
      });
      return measured(entities, lacks(permissions.value, ALL_GUESTS));
    },
  });
}

export const snapshotMeasures = {
  /** Age of the oldest, in days; 0 without any. */
  'pve/snapshot-age': ofSnapshots((snapshots, nowMs) => {
    const oldest = [...snapshots].sort((a, b) => (a.takenMs ?? -1) - (b.takenMs ?? -1))[0];
    if (oldest === undefined) {
      return { value: 0 };
    }
    const age = oldest.takenMs === null ? null : secondsSince(oldest.takenMs, nowMs);
    return typeof age === 'number' ? { value: age / DAY_SECONDS, snapshot: oldest.name } : null;
  }),
  'pve/snapshot-count': ofSnapshots(({ length }) => ({ value: length })),
  /** Those that hold the guest's memory. */
  'pve/snapshot-memory': ofSnapshots((snapshots) => ({
    value: snapshots.filter(({ withMemory }) => withMemory).length,
  })),
} satisfies MeasureTable<PveParts>;
