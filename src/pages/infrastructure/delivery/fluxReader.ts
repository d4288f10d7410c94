import type { EvaluatorRegistry } from '../../../core/check/evaluator';
import type { CheckResult } from '../../../core/check/result';
import { DAY_WINDOW_SECONDS } from '../../../core/check/run';
import { runWithTrends } from '../../../core/check/trends';
import type { PackSystem } from '../../../core/products/packSystems';
import type { ReadStage } from '../../../core/products/source';
import type { Reader } from '../useReadings';

/** Entities of a check whose last day its evidence shows. */
const ENTITIES_WITH_DAY = 20;

/** What the metrics tell of Flux: its checks that found something, or could not be asked. None where it is not there. */
export function fluxReader(
  registry: EvaluatorRegistry,
  systems: readonly PackSystem[],
  { checks, clock, recall }: ReadStage
): Reader<readonly CheckResult[]> {
  const packs = systems.flatMap(({ product, pack }) => (product === 'flux' ? [pack] : []));
  const definitions = checks.filter(({ kind, pack }) => kind === 'prometheus' && packs.includes(pack));
  return {
    key: 'flux',
    name: 'Flux',
    read: async (signal) => {
      const memory = await recall(signal);
      const options = { registry, clock, windowSeconds: DAY_WINDOW_SECONDS, signal, memory };
      const run = await runWithTrends(definitions, options, { count: ENTITIES_WITH_DAY });
      return [...run.checks.values()].filter(({ entities, verdict }) => entities.length > 0 || verdict === 'unknown');
    },
    forget: () => undefined,
  };
}
