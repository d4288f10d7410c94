import type { CheckDefinition, CheckKind } from './definition';
import type { EvaluatorRegistry, Trends, TrendWanted } from './evaluator';
import { withTrend } from './judge';
import type { CheckResult, RunResult } from './result';
import { runChecks, type RunOptions } from './run';

const NO_TRENDS: Trends = new Map();

export interface TrendOptions extends Pick<RunOptions, 'windowSeconds' | 'signal' | 'breathe'> {
  registry: EvaluatorRegistry;
  nowMs: number;
}

/** The worst entities of each check, up to so many, as what shows them wants their last day. */
export function trendsWanted(checks: Iterable<CheckResult>, count: number): TrendWanted[] {
  return [...checks].flatMap(({ definition, entities }) =>
    entities.length === 0
      ? []
      : [{ check: definition, entities: entities.slice(0, count), all: entities.length <= count }]
  );
}

/** Asks for the last day of entities: one request per source. Rejects only when the signal aborts. */
export async function askTrends(
  wanted: readonly TrendWanted[],
  { registry, ...context }: TrendOptions
): Promise<Trends> {
  const kinds = new Map<CheckKind, TrendWanted[]>();
  for (const one of wanted) {
    kinds.set(one.check.kind, [...(kinds.get(one.check.kind) ?? []), one]);
  }
  const all = await Promise.all(
    [...kinds].map(async ([kind, own]) => (await registry[kind]?.trends?.(own, context)) ?? NO_TRENDS)
  );
  return new Map(all.flatMap((trends) => [...trends]));
}

/** What a look found, with what is known of the last day of its entities. Nothing else changes. */
export function withTrends(result: RunResult, trends: Trends): RunResult {
  const filled = [...result.checks].flatMap(([id, check]) => {
    const own = trends.get(id);
    return own === undefined || own.size === 0 ? [] : [[id, checkWithTrends(check, own)] as const];
  });
  return filled.length === 0 ? result : { ...result, checks: new Map([...result.checks, ...filled]) };
}

function checkWithTrends(check: CheckResult, trends: NonNullable<ReturnType<Trends['get']>>): CheckResult {
  const entities = check.entities.map((entity) => {
    const trend = trends.get(entity.key);
    return trend === undefined ? entity : withTrend(check.definition, entity, trend);
  });
  return { ...check, entities };
}

/** Looks at the checks, then at the last day of the worst entities of each, for whoever has nothing to show before that. */
export async function runWithTrends(
  definitions: readonly CheckDefinition[],
  options: RunOptions,
  { count, isShown = () => true }: { count: number; isShown?: (check: CheckResult) => boolean }
): Promise<RunResult> {
  const result = await runChecks(definitions, options);
  const wanted = trendsWanted([...result.checks.values()].filter(isShown), count);
  return withTrends(result, await askTrends(wanted, { ...options, nowMs: result.askedMs }));
}

/** Neither pass nor n/a: what somebody has to look at. */
export function needsALook({ verdict }: CheckResult): boolean {
  return verdict !== 'pass' && verdict !== 'na';
}
