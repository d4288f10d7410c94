import type { CheckDefinition } from '../core/check/definition';
import type { ProbedPack } from '../core/check/packDetection';
import { selectedMetrics } from './selectedMetrics';

/** What every Prometheus has, whatever it watches. */
const EVERYWHERE = /^(up|ALERTS|ALERTS_FOR_STATE|scrape_.*)$/;

/**
 * The metrics that show that a pack has data, sorted: those by which its Prometheus checks tell what is there. Checks that no
 * metric of the pack's own tells of, and those that select by a pattern, are asked whatever there is.
 */
export function packProbes(checks: readonly CheckDefinition[]): Pick<ProbedPack, 'probes' | 'always'> {
  const probes = new Set<string>();
  const always: string[] = [];
  for (const { id, kind, presence } of checks) {
    if (kind === 'prometheus') {
      const names = selectedMetrics(presence).flatMap(({ name }) => (EVERYWHERE.test(name) ? [] : [name]));
      names.forEach((name) => probes.add(name));
      always.push(...(names.length === 0 ? [id] : []));
    }
  }
  return { probes: [...probes].sort(), always };
}
