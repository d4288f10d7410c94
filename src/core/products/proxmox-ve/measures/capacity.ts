import type { Reason } from '../../../check/verdict';
import { judgeable, measured, noData, share, type Seen } from '../../../inventory/measure';
import type { MeasureTable } from '../../../inventory/read';
import { ALL_GUESTS, lacks } from '../../proxmox/completeness';
import { missing } from '../../proxmox/privileges';
import { pveMeasure } from '../asked';
import { guestKey, guestLabels } from '../guest';
import { allocations, failovers, isRunning, type Allocation } from '../memory';
import type { PveGuest, PveNode, PveParts, PveResources } from '../parts';
import { usage, type Usage } from '../rightSize';

/** One value per node that is online; one that is not is unknown. */
function ofNodes({ nodes }: PveResources, atMs: number, value: (node: PveNode) => number | Reason): Seen[] {
  return nodes.map((node) => {
    const down = node.status === 'online' ? undefined : noData(`The node is ${node.status}.`);
    return judgeable({ node: node.name }, down ?? value(node), atMs);
  });
}

function allocated(
  resources: PveResources,
  what: keyof Allocation,
  physical: (node: PveNode) => number | null
): (node: PveNode) => number | Reason {
  const sums = allocations(resources);
  return (node) => {
    const size = physical(node);
    const sum = sums.get(node.name)?.[what] ?? null;
    if (sum === null) {
      return noData('A guest does not say whether it runs, or what it was given.');
    }
    return size === null ? missing({ privilege: 'Sys.Audit', path: `/nodes/${node.name}` }) : share(sum, size);
  };
}

/** A measure of running guests over the month, from their use or the reason why it is not known. */
function ofUsage(value: (usage: Usage, guest: PveGuest) => number | Reason) {
  return pveMeasure({
    needs: ['resources', 'guestMonth', 'permissions'],
    labels: ['node', 'vmid', 'name'],
    observe: ({ resources, guestMonth, permissions }) => {
      const entities = resources.value.guests.filter(isRunning).map((guest) => {
        const month = guestMonth.value.get(guestKey(guest));
        const seen = month?.ok ? usage(guest, month.value) : (month?.reason ?? noData('Its history was not read.'));
        const at = month?.ok ? month.atMs : resources.atMs;
        return judgeable(guestLabels(guest), 'code' in seen ? seen : value(seen, guest), at);
      });
      return measured(entities, lacks(permissions.value, ALL_GUESTS));
    },
  });
}

export const capacityMeasures = {
  'pve/vcpu-per-core': pveMeasure({
    needs: ['resources', 'permissions'],
    labels: ['node'],
    observe: ({ resources: { value, atMs }, permissions }) =>
      measured(
        ofNodes(
          value,
          atMs,
          allocated(value, 'vcpus', ({ cores }) => cores)
        ),
        lacks(permissions.value, ALL_GUESTS)
      ),
  }),

  'pve/memory-allocated': pveMeasure({
    needs: ['resources', 'permissions'],
    labels: ['node'],
    observe: ({ resources: { value, atMs }, permissions }) =>
      measured(
        ofNodes(
          value,
          atMs,
          allocated(value, 'memoryBytes', ({ memoryBytes }) => memoryBytes)
        ),
        lacks(permissions.value, ALL_GUESTS)
      ),
  }),

  'pve/node-fails': pveMeasure({
    needs: ['resources'],
    wants: ['nodeStatus'],
    labels: ['node'],
    observe: ({ resources: { value, atMs }, nodeStatus }) => {
      // Where there is one node there is no other to fail over to.
      if (value.nodes.length < 2) {
        return measured([]);
      }
      const found = failovers(value.nodes, nodeStatus);
      return measured(
        ofNodes(value, atMs, ({ name }) => found.get(name)?.ratio ?? noData('Not every node says what memory it has.'))
      );
    },
  }),

  'pve/guest-idle': ofUsage(({ idle }) => (idle === null ? noData(MEMORY_HIDDEN) : Number(idle))),
  'pve/guest-cpu-month': ofUsage(({ cpuP95 }) => cpuP95),
  'pve/guest-memory-month': ofUsage(({ memoryMax }) => memoryMax ?? noData(MEMORY_HIDDEN)),
} satisfies MeasureTable<PveParts>;

const MEMORY_HIDDEN = 'Its memory reads as full all the time: without the balloon driver its use cannot be seen.';
