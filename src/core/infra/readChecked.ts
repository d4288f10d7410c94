import type { CheckDefinition } from '../check/definition';
import { inventoryEvaluator, inventoryGroup } from '../check/inventoryEvaluator';
import type { Clock, Inventory } from '../check/ports';
import type { CheckResult } from '../check/result';
import { runChecks } from '../check/run';
import type { MeasureTable, Snapshot } from './read';

/** What checks without a window of their own look back: a day. */
const WINDOW_SECONDS = 86_400;

/** A server as it was read at one time, with what its checks say of it alone. */
export interface CheckedReading<Parts> {
  snapshot: Snapshot<Parts>;
  checks: readonly CheckResult[];
}

interface Options {
  clock: Clock;
  signal: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Reads the parts and what the checks need, once, and judges that: what failed is not asked a second time for the verdicts.
 * The checks see this source alone, so that a verdict, a count or a finding is never about another one.
 */
export async function readChecked<Parts>(
  source: Inventory<Parts>,
  parts: ReadonlyArray<keyof Parts & string>,
  definitions: readonly CheckDefinition[],
  measures: MeasureTable<Parts>,
  { clock, ...options }: Options
): Promise<CheckedReading<Parts>> {
  const needed = definitions.flatMap(({ query }) => {
    const measure = measures[query];
    return measure === undefined ? [] : [...measure.needs, ...(measure.wants ?? [])];
  });
  const snapshot = await source.read([...new Set([...parts, ...needed])], options);
  const wasRead: Inventory<Parts> = { ...source, read: () => Promise.resolve(snapshot) };
  const evaluator = inventoryEvaluator([inventoryGroup([wasRead], measures)]);
  const run = await runChecks(definitions, {
    registry: { proxmox: evaluator, argocd: evaluator },
    clock,
    windowSeconds: WINDOW_SECONDS,
    signal: options.signal,
  });
  return { snapshot, checks: [...run.checks.values()] };
}

/** Those of the checks that ask a product's measures. */
export function checksOfMeasures<Parts>(
  checks: readonly CheckDefinition[],
  measures: MeasureTable<Parts>
): readonly CheckDefinition[] {
  return checks.filter(
    ({ kind, query }) => (kind === 'proxmox' || kind === 'argocd') && Object.hasOwn(measures, query)
  );
}
