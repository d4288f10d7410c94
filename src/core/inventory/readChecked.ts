import type { CheckDefinition, CheckKind } from '../check/definition';
import { judge } from '../check/judge';
import type { VerdictMemory } from '../check/memory';
import type { Clock } from '../check/ports';
import type { CheckResult } from '../check/result';
import { DAY_WINDOW_SECONDS } from '../check/run';
import { observeSnapshot, partsOf, planChecks } from './inventoryEvaluator';
import type { Inventory } from './port';
import type { MeasureTable, Read, Snapshot } from './read';

/** A server as it was read at one time, with what its checks say of it alone. */
export interface CheckedReading<Parts> {
  snapshot: Snapshot<Parts>;
  checks: readonly CheckResult[];
}

interface Options {
  clock: Clock;
  /** What is known of things that left; nothing by default. */
  memory?: VerdictMemory;
  signal: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Reads the parts and what the checks need, once, and judges that: what failed is not asked a second time for the verdicts.
 * The checks see this source alone, so that a verdict, a count or a finding is never about another one. Each is judged as soon
 * as its parts are there: with thousands of guests the last answer would otherwise be followed by all that work.
 */
export async function readChecked<Parts>(
  source: Inventory<Parts>,
  parts: ReadonlyArray<keyof Parts & string>,
  definitions: readonly CheckDefinition[],
  measures: MeasureTable<Parts>,
  { clock, memory, ...options }: Options
): Promise<CheckedReading<Parts>> {
  const startedMs = clock();
  const planned = planChecks(definitions, measures);
  const results = new Map<CheckDefinition, CheckResult>();
  const judgeWhatIsThere = (snapshot: Snapshot<Parts>) => {
    for (const { check, measure } of planned) {
      if (!results.has(check) && partsOf(measure).every((part) => snapshot[part] !== undefined)) {
        const nowMs = clock();
        const context = { nowMs, windowSeconds: DAY_WINDOW_SECONDS, durationMs: nowMs - startedMs };
        const { entities, evidence } = observeSnapshot(source, measure, { ok: true, snapshot }, context);
        results.set(check, judge(check, { entities, evidence: [evidence] }, memory));
      }
    }
  };
  const soFar: { [K in keyof Parts & string]?: Read<Parts[K]> } = {};
  const needed = planned.flatMap(({ measure }) => partsOf(measure));
  const snapshot = await source.read([...new Set([...parts, ...needed])], {
    ...options,
    onPart: (part, read) => {
      soFar[part] = read;
      judgeWhatIsThere(soFar);
    },
  });
  judgeWhatIsThere(snapshot);
  return { snapshot, checks: planned.flatMap(({ check }) => results.get(check) ?? []) };
}

/** Those of the checks that ask a product's measures. */
export function checksOfMeasures(
  checks: readonly CheckDefinition[],
  { kind, measures }: { kind: CheckKind; measures: Readonly<Record<string, unknown>> }
): readonly CheckDefinition[] {
  return checks.filter((check) => check.kind === kind && Object.hasOwn(measures, check.query));
}
