import { allFailed, firstPartial } from './answers';
import type { EvaluationContext, Evaluator } from './evaluator';
import type { CheckDefinition } from './definition';
import { leftMemory, type LeftMemory, type LeftStore } from './leftMemory';
import type { FoundPacks, PackDetection } from './packDetection';
import { narrowed } from './narrowed';
import { seenTogether } from './observations';
import type { MetricAnswer, MetricSource } from './ports';
import { leavesQuietly } from './presence';
import { Batch, keyOf, type Answers } from './promBatch';
import { observing, type PromObservation } from './promObservation';
import { leavingExpression, leavingKnownSeconds, promQueries } from './promQueries';
import { readAnswers, seeing, type Planned, type PlannedQueries, type Seen } from './promReading';
import { inSteps } from './steps';

/** Spans in which things left that a check is asked about; what left before the newest of them is unknown. */
const MAX_LEAVING_SPANS = 12;

/**
 * Evaluates checks of kind `prometheus`: one request per source, each distinct expression in it once, and a second one when
 * something left or is young. Trends are asked for separately.
 * @param store What left is remembered there between pages.
 * @param detection A source is asked about the packs that it has; about all of them without.
 */
export function prometheusEvaluator(
  sources: readonly MetricSource[],
  store?: LeftStore,
  detection?: PackDetection
): Evaluator {
  const now = sources.map((source) => ({ source, memory: leftMemory(source.uid, store) }));
  const observe = async (
    asked: typeof now,
    checks: readonly CheckDefinition[],
    context: EvaluationContext,
    found?: FoundPacks
  ) => {
    const planned = (selector?: string) =>
      checks.map((check) => plan(narrowed(check, selector), context.windowSeconds));
    const isAsked = (check: CheckDefinition, uid: string) => found?.isAsked(check, uid) ?? true;
    const seen = await Promise.all(
      asked.map(({ source, memory }) => {
        const own = planned(source.selector).filter(({ check }) => isAsked(check, source.uid));
        return observeSource(source, memory, own, context);
      })
    );
    return new Map(
      checks.map((check) => {
        const withoutPack = sources.flatMap(({ uid }) => (isAsked(check, uid) ? [] : [uid]));
        const observation = seenTogether(seen.map((bySource) => bySource.get(check.id)));
        return [check.id, { ...observation, withoutPack, ...(found?.nothing && { nothing: found.nothing }) }];
      })
    );
  };
  return {
    sources: sources.map(({ uid, name }) => ({ uid, name })),
    leads: true,
    async evaluate(checks, context) {
      return observe(now, checks, context, await detection?.find(context.nowMs, context.signal));
    },
    async trends(wanted, context) {
      const { prometheusTrends } = await import('./prometheusTrends');
      return prometheusTrends(sources, wanted, context);
    },
    async history(checks, grid, context) {
      const nowMs = grid.fromMs;
      const atStart = { nowMs, clock: () => nowMs, windowSeconds: grid.stepMs / 1000, onSource: () => undefined };
      // What left by then is no answer to what left by now.
      const then = sources.map((source) => ({ source, memory: leftMemory(source.uid) }));
      const before = await observe(then, checks, { ...atStart, signal: context.signal });
      const [{ prometheusHistory }, packs] = await Promise.all([
        import('./prometheusHistory'),
        detection?.packs() ?? [],
      ]);
      return prometheusHistory(sources, checks, grid, context, { before, packs });
    },
  };
}

function plan(check: CheckDefinition, windowSeconds: number): Planned {
  const built = promQueries(check, windowSeconds);
  return built.ok
    ? { check, queries: built.queries }
    : { check, problem: { code: 'query-error', detail: built.message } };
}

/** What checks saw that need no second look, by id. */
type Settled = ReadonlyMap<string, PromObservation>;

/** What one source says of the checks: a request for what is there, and another one when something is not there any more. */
async function observeSource(
  asked: MetricSource,
  memory: LeftMemory,
  planned: readonly Planned[],
  context: EvaluationContext
): Promise<ReadonlyMap<string, Seen>> {
  const { nowMs, signal, breathe, joint } = context;
  const source = joint?.leading(asked) ?? asked;
  const startedMs = context.clock();
  await memory.load();
  const batch = new Batch();
  for (const one of planned) {
    if ('queries' in one) {
      addQueries(batch, one, memory, nowMs);
    }
  }
  const answers = await batch.ask(source, nowMs, signal);
  // Before anything is remembered: what a silent source said earlier is no answer.
  const problem = 'code' in answers ? answers : allFailed(answers.values());
  let settled: Settled = new Map();
  if (problem === undefined && !('code' in answers)) {
    memory.complete(answers, nowMs);
    settled = await askMore(source, memory, planned, answers, context);
    memory.store(nowMs);
  }
  joint?.end(source.uid);
  const durationMs = context.clock() - startedMs;
  const { uid, name } = source;
  const said = problem ?? ('code' in answers ? undefined : firstPartial(answers.values()));
  context.onSource({ uid, name, answered: problem === undefined, ...(said && { problem: said }), durationMs });
  const seen = new Map<string, Seen>();
  for (const one of planned) {
    const { id } = one.check;
    const steps = seeing(one, source, problem ?? answers, settled.get(id), { nowMs, durationMs });
    seen.set(id, await inSteps(steps, breathe, signal));
  }
  return seen;
}

function addQueries(batch: Batch, { check, queries }: PlannedQueries, memory: LeftMemory, nowMs: number): void {
  batch.add('instant', queries.value);
  batch.add('instant', queries.presence);
  if (queries.gap !== undefined) {
    batch.add('instant', queries.gap.expr);
  }
  if (!leavesQuietly(check)) {
    batch.add('instant', memory.question(queries, nowMs));
  }
}

/**
 * The second request: what the checks said of things when those left, whether what is short of samples was there before, and
 * whether there ever was one of those that come and go. What it does not answer stays unknown. Returns what was seen by checks
 * that have nothing more to ask.
 */
async function askMore(
  source: MetricSource,
  memory: LeftMemory,
  planned: readonly Planned[],
  answers: Answers,
  { nowMs, signal, breathe }: EvaluationContext
): Promise<Settled> {
  const batch = new Batch();
  const settled = new Map<string, PromObservation>();
  for (const one of planned) {
    const read = 'queries' in one ? readAnswers(one, answers) : undefined;
    if (!('queries' in one) || read === undefined || 'code' in read) {
      continue;
    }
    const seen = await inSteps(observing(one.check, read, source.uid, nowMs), breathe, signal);
    const more = questionsLeft(one, seen, nowMs);
    if (more.length === 0) {
      settled.set(one.check.id, seen);
    }
    for (const { expr, isLasting } of more) {
      if (!isLasting || !memory.knows(keyOf('instant', expr), nowMs)) {
        batch.add('instant', expr);
      }
    }
  }
  memory.complete(answers, nowMs);
  const more = await batch.ask(source, nowMs, signal);
  for (const key of batch.queries.keys()) {
    const answer: MetricAnswer | undefined = 'code' in more ? { ok: false, reason: more } : more.get(key);
    if (answer !== undefined) {
      answers.set(key, answer);
    }
  }
  memory.complete(answers, nowMs);
  return settled;
}

/** What only another question can tell; `isLasting`: its answer stays the same for a while. */
function questionsLeft(
  { check, queries }: PlannedQueries,
  { entities, leavingSpans, isShort }: PromObservation,
  nowMs: number
): Array<{ expr: string; isLasting: boolean }> {
  const before = isShort && queries.gap ? [{ expr: queries.gap.before, isLasting: false }] : [];
  if (leavesQuietly(check)) {
    return entities.length > 0 ? before : [...before, { expr: queries.left, isLasting: true }];
  }
  const newest = [...leavingSpans].sort((a, b) => b - a).slice(0, MAX_LEAVING_SPANS);
  const leaving = newest.map((span) => ({
    expr: leavingExpression(check, queries, span),
    isLasting: leavingKnownSeconds(span) * 1000 <= nowMs,
  }));
  return [...before, ...leaving];
}
