import type { CheckDefinition, CheckKind } from './definition';
import { askedBy, type EvaluationContext, type Evaluator, type EvaluatorRegistry, type Observation } from './evaluator';
import { jointRequests, type JointRequests } from './jointRequests';
import { judging, withoutObservation } from './judge';
import { NO_MEMORY, type VerdictMemory } from './memory';
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
  /** Checks that were asked for. What they are made of is judged too, and stays below. */
  wanted: ReadonlySet<string>;
  /** How many checks there are to judge. */
  total: number;
}

/**
 * Evaluates the checks by kind, all kinds at once, and then those that are computed from others. Rejects only when the caller
 * aborts; whatever else breaks is unknown.
 */
export async function runChecks(definitions: readonly CheckDefinition[], options: RunOptions): Promise<RunResult> {
  const all = [...definitions, ...definitions.flatMap(({ calc }) => calc?.parts ?? [])];
  const progress: Progress = {
    askedMs: options.clock(),
    checks: new Map(),
    sources: new Map(),
    pending: new Map(),
    wanted: new Set(definitions.map(({ id }) => id)),
    total: new Set(all.map(({ id }) => id)).size,
  };
  for (const check of all) {
    if (check.broken !== undefined) {
      progress.checks.set(check.id, withoutObservation(check, 'unknown', check.broken));
    }
  }
  const readable = all.filter(({ broken }) => broken === undefined);
  const asked = connectedKinds(readable, progress, options);
  const leading = asked.flatMap(({ evaluator, checks }) => (evaluator.leads ? askedBy(evaluator, checks) : []));
  const joint = jointRequests(leading.map(({ uid }) => uid));
  const run = (one: Asked) => runKind(one, progress, { ...options, joint });
  // The memory among them: when it breaks, nobody else may be waiting for it yet.
  await Promise.all([options.memory, ...asked.filter(({ kind }) => kind !== 'calc').map(run)]);
  await Promise.all(asked.filter(({ kind }) => kind === 'calc').map(run));
  options.signal.throwIfAborted();
  return inOrder(definitions, progress);
}

interface Asked {
  kind: CheckKind;
  evaluator: Evaluator;
  checks: readonly CheckDefinition[];
}

/** Who is asked about which checks. Those of kinds without a source are n/a at once. */
function connectedKinds(definitions: readonly CheckDefinition[], progress: Progress, options: RunOptions): Asked[] {
  return [...groupByKind(definitions)].flatMap(([kind, all]) => {
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
    return [{ kind, evaluator, checks }];
  });
}

async function runKind(
  { kind, evaluator, checks }: Asked,
  progress: Progress,
  options: RunOptions & { joint: JointRequests }
): Promise<void> {
  const context: EvaluationContext = {
    nowMs: progress.askedMs,
    clock: options.clock,
    windowSeconds: options.windowSeconds,
    signal: options.signal,
    breathe: options.breathe,
    joint: options.joint,
    onSource: (status) => {
      progress.sources.set(status.uid, status);
      progress.pending.delete(status.uid);
      report(progress, options);
    },
  };
  let observations: ReadonlyMap<string, Observation> = new Map();
  let problem: Reason = { code: 'internal', detail: 'The evaluator gave no answer for this check.' };
  try {
    const known = kind === 'calc' && {
      known: { results: progress.checks, memory: (await options.memory) ?? NO_MEMORY },
    };
    observations = await evaluator.evaluate(checks, { ...context, ...known });
  } catch (error) {
    options.signal.throwIfAborted();
    problem = bugOf(error);
  } finally {
    if (evaluator.leads) {
      evaluator.sources.forEach(({ uid }) => options.joint.end(uid));
    }
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

function snapshot({ askedMs, checks, sources, wanted }: Progress): RunResult {
  return {
    askedMs,
    checks: new Map([...checks].filter(([id]) => wanted.has(id))),
    sources: [...sources.values()],
  };
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
