import type { CheckDefinition, CheckKind } from './definition';
import { askedBy, type EvaluationContext, type Evaluator, type EvaluatorRegistry, type Observation } from './evaluator';
import { judging, withoutObservation } from './judge';
import type { VerdictMemory } from './memory';
import type { Clock } from './ports';
import type { CheckResult, RunResult, SourceStatus } from './result';
import { inSteps, type Breathe } from './steps';
import { bugOf, type Reason } from './verdict';

/** What checks look back that no round gives a window: a day. */
export const DAY_WINDOW_SECONDS = 86_400;

export interface RunOptions {
  registry: EvaluatorRegistry;
  clock: Clock;
  /** What `$window` means, in seconds. */
  windowSeconds: number;
  signal: AbortSignal;
  /** What is known of things that left; nothing by default. Sources are asked while it is on its way. */
  memory?: VerdictMemory | Promise<VerdictMemory>;
  /** Lets others have their turn while much is judged. Absent: all at once. */
  breathe?: Breathe | undefined;
  /** Called whenever a source answered or a kind is done, with what is known and who is still asked. */
  onProgress?: (partial: RunResult, pending: ReadonlyArray<{ uid: string; name: string }>) => void;
}

interface Progress {
  askedMs: number;
  checks: Map<string, CheckResult>;
  sources: Map<string, SourceStatus>;
  pending: Map<string, { uid: string; name: string }>;
  /** How many checks there are to judge. */
  total: number;
}

/** Evaluates the checks by kind, all kinds at once. Rejects only when the caller aborts; whatever else breaks is unknown. */
export async function runChecks(definitions: readonly CheckDefinition[], options: RunOptions): Promise<RunResult> {
  const total = new Set(definitions.map(({ id }) => id)).size;
  const askedMs = options.clock();
  const progress: Progress = { askedMs, checks: new Map(), sources: new Map(), pending: new Map(), total };
  for (const check of definitions) {
    if (check.broken !== undefined) {
      progress.checks.set(check.id, withoutObservation(check, 'unknown', check.broken));
    }
  }
  const readable = definitions.filter(({ broken }) => broken === undefined);
  const asked = [...groupByKind(readable)].flatMap(([kind, all]) => {
    const evaluator = options.registry[kind];
    const isConnected = evaluator !== undefined && evaluator.sources.length > 0;
    const checks = all.filter((check) => isConnected && evaluator.takes?.(check) !== false);
    for (const check of all.filter((one) => !checks.includes(one))) {
      progress.checks.set(check.id, withoutObservation(check, 'na', { code: 'not-connected' }));
    }
    if (!isConnected || checks.length === 0) {
      return [];
    }
    for (const source of askedBy(evaluator, checks)) {
      progress.pending.set(source.uid, source);
    }
    return [{ evaluator, checks }];
  });
  // The memory among them: when it breaks, nobody else may be waiting for it yet.
  await Promise.all([
    options.memory,
    ...asked.map(({ evaluator, checks }) => runKind(evaluator, checks, progress, options)),
  ]);
  options.signal.throwIfAborted();
  return inOrder(definitions, progress);
}

async function runKind(
  evaluator: Evaluator,
  checks: readonly CheckDefinition[],
  progress: Progress,
  options: RunOptions
): Promise<void> {
  const context: EvaluationContext = {
    nowMs: progress.askedMs,
    clock: options.clock,
    windowSeconds: options.windowSeconds,
    signal: options.signal,
    breathe: options.breathe,
    onSource: (status) => {
      progress.sources.set(status.uid, status);
      progress.pending.delete(status.uid);
      report(progress, options);
    },
  };
  let observations: ReadonlyMap<string, Observation> = new Map();
  let problem: Reason = { code: 'internal', detail: 'The evaluator gave no answer for this check.' };
  try {
    observations = await evaluator.evaluate(checks, context);
  } catch (error) {
    options.signal.throwIfAborted();
    problem = bugOf(error);
  }
  const memory = await options.memory;
  for (const check of checks) {
    const observation = observations.get(check.id);
    progress.checks.set(
      check.id,
      observation === undefined
        ? withoutObservation(check, 'unknown', problem)
        : await inSteps(judging(check, observation, memory), options.breathe, options.signal)
    );
  }
  for (const source of evaluator.sources) {
    progress.pending.delete(source.uid);
  }
  report(progress, options);
}

/** Nothing pending has to mean that every check is there: between the last answer and its verdicts nothing is said. */
function report(progress: Progress, { onProgress }: RunOptions): void {
  if (progress.pending.size > 0 || progress.checks.size === progress.total) {
    onProgress?.(snapshot(progress), [...progress.pending.values()]);
  }
}

/** Each definition once, by kind. */
export function groupByKind(definitions: readonly CheckDefinition[]): Map<CheckKind, CheckDefinition[]> {
  const groups = new Map<CheckKind, CheckDefinition[]>();
  const seen = new Set<string>();
  for (const definition of definitions) {
    if (!seen.has(definition.id)) {
      seen.add(definition.id);
      groups.set(definition.kind, [...(groups.get(definition.kind) ?? []), definition]);
    }
  }
  return groups;
}

function snapshot(progress: Progress): RunResult {
  return { askedMs: progress.askedMs, checks: new Map(progress.checks), sources: [...progress.sources.values()] };
}

/** The definitions' order, so that the answer does not depend on who was faster. */
function inOrder(definitions: readonly CheckDefinition[], progress: Progress): RunResult {
  const checks = new Map<string, CheckResult>();
  for (const definition of definitions) {
    const result = progress.checks.get(definition.id);
    if (result !== undefined) {
      checks.set(definition.id, result);
    }
  }
  const sources = [...progress.sources.values()].sort((a, b) => (a.uid < b.uid ? -1 : 1));
  return { askedMs: progress.askedMs, checks, sources };
}
