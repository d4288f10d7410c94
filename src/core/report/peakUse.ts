import type { UseMetric } from './useChecks';
import type { NodeUse } from './useOfNodes';

const RESOURCE_NAMES: Readonly<Record<UseMetric, string>> = {
  cpu: 'the processor',
  memory: 'the memory',
  disk: 'the fullest filesystem',
  network: 'the busiest link',
};

/** The highest p95 of all nodes and resources. */
export function peakUse(nodes: readonly NodeUse[]): { node: string; what: string; percent: number } | null {
  let peak: { node: string; what: string; percent: number } | null = null;
  for (const node of nodes) {
    for (const [metric, use] of Object.entries(node.use)) {
      if (use.p95 !== null && (peak === null || use.p95 > peak.percent)) {
        peak = { node: node.name, what: RESOURCE_NAMES[metric as UseMetric], percent: use.p95 };
      }
    }
  }
  return peak;
}
