import { FieldType, type DataFrame, type Field } from '@grafana/data';

import type { RrdPoint } from '../../../core/products/proxmox-ve/parts';
import type { TimeSpan } from '../../../ui/datasource/query';
import { traitsOf, type Metric, type ProxmoxQuery } from '../query';
import type { Subject } from './historySubjects';

interface Line {
  name: string;
  unit: string;
  of: (point: RrdPoint) => number | null;
}

const LINES: Readonly<Record<Metric, readonly Line[]>> = {
  cpu: [{ name: 'CPU', unit: 'percentunit', of: ({ cpuRatio }) => cpuRatio }],
  memory: [
    { name: 'Memory used', unit: 'bytes', of: ({ memoryUsedBytes }) => memoryUsedBytes },
    { name: 'Memory', unit: 'bytes', of: ({ memoryBytes }) => memoryBytes },
  ],
  'io-wait': [{ name: 'IO wait', unit: 'percentunit', of: ({ ioWaitRatio }) => ioWaitRatio }],
  root: [
    { name: 'Root used', unit: 'bytes', of: ({ rootUsedBytes }) => rootUsedBytes },
    { name: 'Root', unit: 'bytes', of: ({ rootBytes }) => rootBytes },
  ],
  disk: [
    { name: 'Used', unit: 'bytes', of: ({ diskUsedBytes }) => diskUsedBytes },
    { name: 'Size', unit: 'bytes', of: ({ diskBytes }) => diskBytes },
  ],
  network: [
    { name: 'In', unit: 'Bps', of: (point) => point.networkInBytesPerSecond },
    { name: 'Out', unit: 'Bps', of: (point) => point.networkOutBytesPerSecond },
  ],
  pressure: [
    { name: 'CPU pressure', unit: 'percentunit', of: ({ cpuPressureRatio }) => cpuPressureRatio },
    { name: 'Memory pressure', unit: 'percentunit', of: ({ memoryPressureRatio }) => memoryPressureRatio },
    { name: 'IO pressure', unit: 'percentunit', of: ({ ioPressureRatio }) => ioPressureRatio },
  ],
};

/** The points of one subject within the span, one field per line. */
export function frameOf(subject: Subject, points: readonly RrdPoint[], query: ProxmoxQuery, span: TimeSpan): DataFrame {
  const within = points.filter(({ timeMs }) => timeMs >= span.fromMs && timeMs <= span.toMs);
  const metric = query.metric ?? traitsOf(query.kind).metrics?.[0] ?? 'cpu';
  // The disk of a virtual machine counts as 0: its inside is not visible.
  const lines = LINES[metric].filter(({ name }) => name !== 'Used' || subject.guest?.kind !== 'qemu');
  return {
    refId: query.refId,
    name: subject.key,
    length: within.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: within.map(({ timeMs }) => timeMs) },
      ...lines.map(({ name, unit, of }): Field => ({
        name,
        type: FieldType.number,
        labels: subject.labels,
        config: { unit, displayNameFromDS: lines.length === 1 ? subject.key : `${subject.key} ${name}` },
        values: within.map(of),
      })),
    ],
    meta: { preferredVisualisationType: 'graph' },
  };
}
