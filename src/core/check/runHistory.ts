import type { CheckDefinition, CheckKind } from './definition';
import type { Evaluator, EvaluatorRegistry } from './evaluator';
import type { CheckHistory, HistoryContext, HistoryObservation, HistoryResult } from './history';
import { brokenHistory, judgeHistory, withoutHistory } from './judgeHistory';
import { KIND_NAMES } from './kindNames';
import { NO_MEMORY, type VerdictMemory } from './memory';
import { groupByKind } from './run';
import { slotsOf, type TimeGrid } from './timeGrid';
import { bugOf, type Reason } from './verdict';

export interface HistoryOptions {
  registry: EvaluatorRegistry;
  signal: AbortSignal;
  /** What is known of things that left; nothing by default. */
  memory?: VerdictMemory;
  /** Called with the number of queries answered or failed, of all that are known of. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * What the checks said at the end of each step, by kind, all kinds at once. A kind that keeps no history says so; whatever
 * breaks is unknown. Rejects only when the caller aborts.
 */
export async function runHistory(
  definitions: readonly CheckDefinition[],
  grid: TimeGrid,
  { registry, signal, memory = NO_MEMORY, onProgress }: HistoryOptions
): Promise<HistoryResult> {
  const slots = slotsOf(grid);
  const asked = new Map<CheckKind, { done: number; total: number }>();
  const answered = await Promise.all(
    [...groupByKind(definitions.filter(({ broken }) => broken === undefined))].map(async ([kind, checks]) => {
      const evaluator = registry[kind];
      const reason = whyNone(kind, evaluator);
      if (evaluator === undefined || reason !== undefined) {
        return { sources: [], checks: checks.map((check) => withoutHistory(check, reason ?? NOT_CONNECTED, slots)) };
      }
      return runKind(evaluator, checks, grid, memory, {
        signal,
        onProgress: (done, total) => {
          asked.set(kind, { done, total });
          const all = [...asked.values()];
          onProgress?.(sum(all.map((one) => one.done)), sum(all.map((one) => one.total)));
        },
      });
    })
  );
  signal.throwIfAborted();
  const broken = definitions.flatMap((check) => (check.broken ? [brokenHistory(check, check.broken, slots)] : []));
  const all = [...broken, ...answered.flatMap(({ checks }) => checks)];
  const byId = new Map(all.map((check) => [check.definition.id, check] as const));
  return {
    checks: new Map(
      definitions.flatMap(({ id }) => {
        const check = byId.get(id);
        return check === undefined ? [] : [[id, check] as const];
      })
    ),
    sources: answered.flatMap(({ sources }) => sources),
  };
}

const NOT_CONNECTED: Reason = { code: 'not-connected' };

/** Who will be asked about the past. */
export function sourcesWithHistory(registry: EvaluatorRegistry): Evaluator['sources'] {
  return Object.values(registry).flatMap(({ history, sources }) => (history === undefined ? [] : sources));
}

function whyNone(kind: CheckKind, evaluator: Evaluator | undefined): Reason | undefined {
  if (evaluator === undefined || evaluator.sources.length === 0) {
    return NOT_CONNECTED;
  }
  return evaluator.history === undefined
    ? { code: 'no-history', detail: WHY_NO_HISTORY[kind] ?? keepsNothing(kind) }
    : undefined;
}

function keepsNothing(kind: CheckKind): string {
  return `${KIND_NAMES[kind]} keeps nothing of this that could be judged by the hour.`;
}

/** Of those that could tell more than is asked of them. */
const WHY_NO_HISTORY: Readonly<Partial<Record<CheckKind, string>>> = {
  loki: 'Loki would have to read every line of those days again.',
  query: 'Its query asks about now; how to ask that data source about past days is not known.',
  journal: 'The journal is looked through for the last time that somebody did it.',
  calc: 'It is computed from what others find now; their pages have the past.',
};

async function runKind(
  evaluator: Evaluator,
  checks: readonly CheckDefinition[],
  grid: TimeGrid,
  memory: VerdictMemory,
  context: HistoryContext
): Promise<{ sources: HistoryObservation['sources']; checks: CheckHistory[] }> {
  const slots = slotsOf(grid);
  let observation: HistoryObservation = { sources: [], checks: new Map() };
  let problem: Reason = { code: 'internal', detail: 'The evaluator gave no answer for this check.' };
  try {
    observation = (await evaluator.history?.(checks, grid, context)) ?? observation;
  } catch (error) {
    context.signal.throwIfAborted();
    problem = bugOf(error);
  }
  return {
    sources: observation.sources,
    checks: checks.map((check) => {
      const observed = observation.checks.get(check.id);
      return observed === undefined
        ? brokenHistory(check, problem, slots)
        : judgeHistory(check, observed, grid, memory);
    }),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
