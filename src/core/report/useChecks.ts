import type { CheckDefinition } from '../check/definition';

export const USE_METRICS = ['cpu', 'memory', 'disk', 'network'] as const;
export type UseMetric = (typeof USE_METRICS)[number];

const LOCAL_FILESYSTEMS = 'fstype!~"tmpfs|ramfs|devtmpfs|overlay|squashfs|iso9660|nsfs|fuse.*|nfs.*|cifs"';
const SPEED = '(node_network_speed_bytes > 0)';

/** Use of each node as a ratio over the hour before. */
const QUERIES: Readonly<Record<UseMetric, string>> = {
  cpu: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[1h]))',
  memory:
    '1 - sum by (instance) (avg_over_time(node_memory_MemAvailable_bytes[1h])) / sum by (instance) (avg_over_time(node_memory_MemTotal_bytes[1h]))',
  disk: `max by (instance) (1 - avg_over_time(node_filesystem_avail_bytes{${LOCAL_FILESYSTEMS}}[1h]) / avg_over_time(node_filesystem_size_bytes{${LOCAL_FILESYSTEMS}}[1h]))`,
  network:
    `max by (instance) (label_replace(rate(node_network_receive_bytes_total[1h]) / ${SPEED}, "direction", "in", "", "")` +
    ` or label_replace(rate(node_network_transmit_bytes_total[1h]) / ${SPEED}, "direction", "out", "", ""))`,
};

const TITLES: Readonly<Record<UseMetric, string>> = {
  cpu: 'Processor use of nodes',
  memory: 'Memory use of nodes',
  disk: 'Filesystem use of nodes',
  network: 'Network use of nodes',
};

/** What the use of a resource is asked with: it judges nothing, so its values are kept. */
export const USE_CHECKS: Readonly<Record<UseMetric, CheckDefinition>> = {
  cpu: measure('cpu'),
  memory: measure('memory'),
  disk: measure('disk'),
  network: measure('network'),
};

function measure(metric: UseMetric): CheckDefinition {
  return {
    id: `report.use-${metric}`,
    pack: 'report',
    title: TITLES[metric],
    finding: '{instance}: {value}',
    kind: 'prometheus',
    mode: 'value',
    query: QUERIES[metric],
    presence: QUERIES[metric],
    by: ['instance'],
    unit: 'ratio',
    op: 'none',
    thresholds: [],
    vanish: 'ignore',
    absent: 'na',
    remediation: '',
    severity: 'info',
    seeds: [],
  };
}
