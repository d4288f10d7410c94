import { entity, judgeable, measured, noData, share } from '../../../inventory/measure';
import type { MeasureTable } from '../../../inventory/read';
import type { Reason } from '../../../check/verdict';
import { pveMeasure } from '../asked';
import type { PveCeph, PveParts } from '../parts';

/** Of a Ceph on the hosts themselves; nothing where there is none. */
export const cephMeasures = {
  /** 1 for each health check that warns and 2 for an error; 0 for a muted one, and for all where none is reported. */
  'pve/ceph-health': pveMeasure({
    needs: ['ceph'],
    labels: ['check'],
    observe: ({ ceph: { value, atMs } }) =>
      measured(
        value === null
          ? []
          : value.checks.length === 0
            ? [entity({}, severityOf(value.health), atMs)]
            : value.checks.map(({ name, severity, muted }) =>
                entity({ check: name }, muted ? 0 : severityOf(severity), atMs)
              )
      ),
  }),

  /** 1 for each OSD that is up, 0 for one that is down; it is among them until it is removed. */
  'pve/ceph-osd-up': pveMeasure({
    needs: ['ceph', 'cephOsds'],
    labels: ['ceph_daemon', 'hostname'],
    observe: ({ ceph: { value: ceph }, cephOsds: { value: found, atMs } }) => {
      const osds = found?.osds ?? [];
      const total = ceph === null ? 0 : ceph.osds.total;
      const entities = osds.map(({ id, host, up }) =>
        judgeable(
          { ceph_daemon: id, ...(host !== null && { hostname: host }) },
          up === null ? noData('Whether it is up is not said.') : Number(up),
          atMs
        )
      );
      // One that stands in no place of the CRUSH map is in no tree.
      return total === null || total > osds.length
        ? { entities, problem: noData(`Ceph counts ${total ?? '?'} OSDs, and ${osds.length} have a place.`) }
        : measured(entities);
    },
  }),

  'pve/ceph-used': of(({ usedBytes, totalBytes }) => share(usedBytes, totalBytes)),

  'pve/ceph-pgs-unclean': of(({ placementGroups: { total, clean } }) => lacking(total, clean)),

  'pve/ceph-monitors-out': of(({ monitors: { total, inQuorum } }) => lacking(total, inQuorum)),
} satisfies MeasureTable<PveParts>;

function of(value: (ceph: PveCeph) => number | Reason) {
  return pveMeasure({
    needs: ['ceph'],
    labels: [],
    observe: ({ ceph: { value: ceph, atMs } }) => measured(ceph === null ? [] : [judgeable({}, value(ceph), atMs)]),
  });
}

function lacking(all: number | null, present: number | null): number | Reason {
  return all === null || present === null ? noData('Ceph does not say how many there are.') : all - present;
}

function severityOf(word: string): number {
  return word === 'HEALTH_OK' ? 0 : word === 'HEALTH_ERR' ? 2 : 1;
}
