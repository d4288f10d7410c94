import { quantile } from 'd3-array';

import type { Reason } from '../../../check/verdict';
import { entity, judgeable, noData, onEachNode, share, type Seen } from '../../../inventory/measure';
import type { Measure, MeasureTable, Read } from '../../../inventory/read';
import type { NodeStatus } from '../../proxmox/parts';
import { pveMeasure } from '../asked';
import { usedMemory } from '../memory';
import type { PveParts, RrdPoint } from '../parts';

/** With less of the week, a p95 says little. */
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** p95 of the CPU's maxima over the week that was read, or why there is none. */
export function weekCpu(points: readonly RrdPoint[]): number | Reason {
  const values: number[] = [];
  let [firstMs, lastMs] = [Infinity, -Infinity];
  for (const { cpuRatio, timeMs } of points) {
    if (cpuRatio !== null) {
      values.push(cpuRatio);
      firstMs = Math.min(firstMs, timeMs);
      lastMs = Math.max(lastMs, timeMs);
    }
  }
  // The server gives points up to now, also of a time of which it has no values.
  if ((points.at(-1)?.timeMs ?? 0) - lastMs > DAY_MS && values.length > 0) {
    return noData('Its history ended more than a day ago.');
  }
  const p95 = quantile(values, 0.95);
  return p95 === undefined || lastMs - firstMs < DAY_MS ? noData('There is less than a day of history.') : p95;
}

/** One number per node out of its status. */
function ofStatus(value: (status: NodeStatus) => number | Reason): Measure<PveParts> {
  return pveMeasure({
    needs: ['nodeStatus'],
    labels: ['node'],
    observe: ({ nodeStatus }) =>
      onEachNode(nodeStatus.value, (status, node, atMs) => [judgeable({ node }, value(status), atMs)]),
  });
}

const CACHE_COUNTED = 'used, what ZFS caches and can give back among it';

/** Up to version 8 a node does not say what is available, and ZFS's cache looks like used memory. */
function hidesCache(
  { memoryAvailableBytes }: NodeStatus,
  node: string,
  resources: Read<PveParts['resources']>
): boolean {
  const storages = resources.ok ? resources.value.storages : [];
  return memoryAvailableBytes === null && storages.some((one) => one.node === node && one.type === 'zfspool');
}

const PRESSURES = {
  cpu: 'cpuPressureRatio',
  memory: 'memoryPressureRatio',
  io: 'ioPressureRatio',
} as const satisfies Record<string, keyof RrdPoint>;

/**
 * The lowest of the maxima in the last hour: what something waited for all along. A kernel that does not say (before Proxmox
 * VE 9) gives no entity.
 */
function pressures(points: readonly RrdPoint[], node: string, atMs: number): Seen[] {
  const recent = points.filter(({ timeMs }) => timeMs > atMs - HOUR_MS);
  return Object.entries(PRESSURES).flatMap(([resource, field]) => {
    if (points.every((point) => point[field] === null)) {
      return [];
    }
    const values = recent.flatMap((point) => point[field] ?? []);
    const lowest = values.length === 0 ? noData('There is no value of the last hour.') : Math.min(...values);
    return [judgeable({ node, resource }, lowest, atMs)];
  });
}

export const nodeMeasures = {
  /** `counted` says of a node that does not tell what ZFS can give back that its cache is in the number. */
  'pve/node-memory': pveMeasure({
    needs: ['nodeStatus'],
    wants: ['resources'],
    labels: ['node', 'counted'],
    observe: ({ nodeStatus, resources }) =>
      onEachNode(nodeStatus.value, (status, node, atMs) => {
        const used = judgeable({ node }, share(usedMemory(status), status.memoryBytes), atMs);
        const counted = hidesCache(status, node, resources) ? CACHE_COUNTED : 'used';
        return [used.value === null ? used : { ...used, labels: { node, counted } }];
      }),
  }),
  'pve/node-root': ofStatus(({ rootUsedBytes, rootBytes }) => share(rootUsedBytes, rootBytes)),
  'pve/node-io-wait': ofStatus(({ ioWaitRatio }) => ioWaitRatio ?? noData('The server gave no value.')),
  'pve/node-swap': pveMeasure({
    needs: ['nodeStatus'],
    labels: ['node'],
    // A node without swap uses none.
    observe: ({ nodeStatus }) =>
      onEachNode(nodeStatus.value, ({ swapUsedBytes, swapBytes }, node, atMs) =>
        swapBytes === 0 ? [entity({ node }, 0, atMs)] : [judgeable({ node }, share(swapUsedBytes, swapBytes), atMs)]
      ),
  }),
  'pve/node-cpu-week': pveMeasure({
    needs: ['nodeWeek'],
    labels: ['node'],
    observe: ({ nodeWeek }) =>
      onEachNode(nodeWeek.value, (points, node, atMs) => [judgeable({ node }, weekCpu(points), atMs)]),
  }),
  'pve/node-pressure': pveMeasure({
    needs: ['nodeWeek'],
    labels: ['node', 'resource'],
    observe: ({ nodeWeek }) => onEachNode(nodeWeek.value, pressures),
  }),
} satisfies MeasureTable<PveParts>;
