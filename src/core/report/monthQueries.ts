import type { CheckDefinition } from '../check/definition';
import { promQueries, type PromQueries } from '../check/promQueries';
import type { Reason } from '../check/verdict';
import type { UseMetric } from './model';

/** What `$window` means when each hour is judged by itself. */
const WINDOW_SECONDS = 3600;
/** A month has 745 hours: looking into each minute of a sustained time takes a server minutes. */
const SAMPLE_SECONDS = 300;

/** Tells the hours in which a source had anything at all. */
export const ALIVE_QUERY = 'count(up)';

const LOCAL_FILESYSTEMS = 'fstype!~"tmpfs|ramfs|devtmpfs|overlay|squashfs|iso9660|nsfs|fuse.*|nfs.*|cifs"';
const SPEED = '(node_network_speed_bytes > 0)';

/** Use of each node as a ratio over the hour before. */
export const USE_QUERIES: Readonly<Record<UseMetric, string>> = {
  cpu: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[1h]))',
  memory:
    '1 - sum by (instance) (avg_over_time(node_memory_MemAvailable_bytes[1h])) / sum by (instance) (avg_over_time(node_memory_MemTotal_bytes[1h]))',
  disk: `max by (instance) (1 - avg_over_time(node_filesystem_avail_bytes{${LOCAL_FILESYSTEMS}}[1h]) / avg_over_time(node_filesystem_size_bytes{${LOCAL_FILESYSTEMS}}[1h]))`,
  network:
    `max by (instance) (label_replace(rate(node_network_receive_bytes_total[1h]) / ${SPEED}, "direction", "in", "", "")` +
    ` or label_replace(rate(node_network_transmit_bytes_total[1h]) / ${SPEED}, "direction", "out", "", ""))`,
};

/** The queries of one check, or why it has none. */
export type Plan =
  { definition: CheckDefinition; queries: PromQueries } | { definition: CheckDefinition; problem: Reason };

/** What to ask about the checks of kind `prometheus`. */
export function planMonth(definitions: readonly CheckDefinition[]): Plan[] {
  return definitions.filter(({ kind }) => kind === 'prometheus').map(plan);
}

function plan(definition: CheckDefinition): Plan {
  const built = promQueries(definition, WINDOW_SECONDS, SAMPLE_SECONDS);
  return built.ok
    ? { definition, queries: withoutTimes(built.queries) }
    : { definition, problem: { code: 'query-error', detail: built.message } };
}

/**
 * A derived presence carries the time of the newest sample, which nobody needs about the past and which Prometheus is very slow
 * to tell over a range: minutes for a month. `1 ^ x` is 1 for every x, NaN included, and as fast as the selector.
 */
function withoutTimes(queries: PromQueries): PromQueries {
  const exists = (expr: string) => expr.replace(/\btimestamp\s*\(/g, '1 ^ (');
  const { presence, gap } = queries;
  return { ...queries, presence: exists(presence), ...(gap ? { gap: { ...gap, expr: exists(gap.expr) } } : {}) };
}

export function expressionsOf({ value, presence, gap }: PromQueries): string[] {
  return [value, presence, ...(gap ? [gap.expr] : [])];
}
