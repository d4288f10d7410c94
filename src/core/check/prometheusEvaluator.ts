import { allFailed, firstPartial, reasonOfThrown, seriesOf } from './answers';
import type { CheckDefinition } from './definition';
import type { EvaluationContext, Evaluator, Observation, ObservedEntity } from './evaluator';
import type { MetricAnswer, MetricQuery, MetricSource } from './ports';
import { prometheusHistory } from './prometheusHistory';
import { leftMemory, type LeftMemory } from './leftMemory';
import { leavesQuietly } from './presence';
import { observe, type PromAnswers, type PromObservation } from './promObservation';
import { leavingExpression, promQueries, TREND_SECONDS, TREND_STEP_SECONDS, type PromQueries } from './promQueries';
import type { Evidence } from './result';
import type { Series } from './series';
import type { Reason } from './verdict';

interface PlannedQueries {
  check: CheckDefinition;
  queries: PromQueries;
}
type Planned = PlannedQueries | { check: CheckDefinition; problem: Reason };

/** Spans in which things left that a check is asked about; what left before the newest of them is unknown. */
const MAX_LEAVING_SPANS = 12;

/** Evaluates checks of kind `prometheus`: one request per source, each distinct expression in it once, and a second one when something left. */
export function prometheusEvaluator(sources: readonly MetricSource[]): Evaluator {
  const asked = sources.map((source) => ({ source, memory: leftMemory() }));
  const evaluate: Evaluator['evaluate'] = async (checks, context) => {
    const planned = checks.map((check) => plan(check, context.windowSeconds));
    const seen = await Promise.all(asked.map(({ source, memory }) => observeSource(source, memory, planned, context)));
    return new Map(planned.map(({ check: { id } }) => [id, together(seen.map((bySource) => bySource.get(id)))]));
  };
  return {
    sources: sources.map(({ uid, name }) => ({ uid, name })),
    evaluate,
    async history(checks, grid, context) {
      const nowMs = grid.fromMs;
      const atStart = { nowMs, clock: () => nowMs, windowSeconds: grid.stepMs / 1000, onSource: () => undefined };
      const before = await evaluate(checks, { ...atStart, signal: context.signal });
      return prometheusHistory(sources, checks, grid, context, before);
    },
  };
}

function plan(check: CheckDefinition, windowSeconds: number): Planned {
  const built = promQueries(check, windowSeconds);
  return built.ok
    ? { check, queries: built.queries }
    : { check, problem: { code: 'query-error', detail: built.message } };
}

/** Queries of one request, each distinct shape and expression once; checks of one pack share many of them. */
class Batch {
  readonly queries = new Map<string, MetricQuery>();

  add(shape: MetricQuery['shape'], expr: string): void {
    const key = keyOf(shape, expr);
    if (!this.queries.has(key)) {
      const refId = `q${this.queries.size}`;
      this.queries.set(
        key,
        shape === 'range' ? { refId, expr, shape, stepSeconds: TREND_STEP_SECONDS } : { refId, expr, shape }
      );
    }
  }
}

function keyOf(shape: MetricQuery['shape'], expr: string): string {
  return `${shape} ${expr}`;
}

/** Answers by shape and expression; a reason when the source gave none at all. */
type Answers = Map<string, MetricAnswer>;

/** What checks saw that need no second look, by id. */
type Settled = ReadonlyMap<string, PromObservation>;

type Seen = Pick<PromObservation, 'entities'> & { evidence: Evidence };

/** What one source says of the checks: a request for what is there, and another one when something is not there any more. */
async function observeSource(
  source: MetricSource,
  memory: LeftMemory,
  planned: readonly Planned[],
  context: EvaluationContext
): Promise<ReadonlyMap<string, Seen>> {
  const startedMs = context.clock();
  const batch = new Batch();
  for (const one of planned) {
    if ('queries' in one) {
      addQueries(batch, one, memory, context.nowMs);
    }
  }
  const answers = await ask(source, batch, context);
  // Before anything is remembered: what a silent source said earlier is no answer.
  const problem = 'code' in answers ? answers : allFailed(answers.values());
  let settled: Settled = new Map();
  if (problem === undefined && !('code' in answers)) {
    memory.complete(answers, context.nowMs);
    settled = await askAboutWhatLeft(source, memory, planned, answers, context);
  }
  const durationMs = context.clock() - startedMs;
  const { uid, name } = source;
  const said = problem ?? ('code' in answers ? undefined : firstPartial(answers.values()));
  context.onSource({ uid, name, answered: problem === undefined, ...(said && { problem: said }), durationMs });
  return new Map(
    planned.map((one) => [one.check.id, seenOf(one, source, answers, settled, { nowMs: context.nowMs, durationMs })])
  );
}

function addQueries(batch: Batch, { check, queries }: PlannedQueries, memory: LeftMemory, nowMs: number): void {
  batch.add('instant', queries.value);
  batch.add('instant', queries.presence);
  batch.add('range', queries.trend);
  batch.add('range', queries.seen);
  if (queries.gap !== undefined) {
    batch.add('instant', queries.gap.expr);
  }
  if (!leavesQuietly(check) && !memory.knows(keyOf('instant', queries.left), nowMs)) {
    batch.add('instant', queries.left);
  }
}

/**
 * The second request: what the checks said of things when those left, and whether there ever was one of those that come and
 * go. What it does not answer stays unknown. Returns what was seen by checks that have nothing more to ask.
 */
async function askAboutWhatLeft(
  source: MetricSource,
  memory: LeftMemory,
  planned: readonly Planned[],
  answers: Answers,
  context: EvaluationContext
): Promise<Settled> {
  const batch = new Batch();
  const settled = new Map<string, PromObservation>();
  for (const one of planned) {
    const read = 'queries' in one ? readAnswers(one, answers) : undefined;
    if (!('queries' in one) || read === undefined || 'code' in read) {
      continue;
    }
    const { check, queries } = one;
    const seen = observe(check, read, source.uid, context.nowMs);
    const { entities, leavingSpans } = seen;
    if (leavesQuietly(check) ? entities.length > 0 : leavingSpans.size === 0) {
      settled.set(check.id, seen);
    } else if (!leavesQuietly(check)) {
      [...leavingSpans]
        .sort((a, b) => b - a)
        .slice(0, MAX_LEAVING_SPANS)
        .forEach((span) => batch.add('instant', leavingExpression(check, queries, span)));
    } else if (!memory.knows(keyOf('instant', queries.left), context.nowMs)) {
      batch.add('instant', queries.left);
    }
  }
  const more = await ask(source, batch, context);
  for (const key of batch.queries.keys()) {
    const answer: MetricAnswer | undefined = 'code' in more ? { ok: false, reason: more } : more.get(key);
    if (answer !== undefined) {
      answers.set(key, answer);
    }
  }
  memory.complete(answers, context.nowMs);
  return settled;
}

async function ask(source: MetricSource, { queries }: Batch, context: EvaluationContext): Promise<Answers | Reason> {
  if (queries.size === 0) {
    return new Map();
  }
  try {
    const byRef = await source.query(
      { fromMs: context.nowMs - TREND_SECONDS * 1000, toMs: context.nowMs, queries: [...queries.values()] },
      context.signal
    );
    const missing: MetricAnswer = {
      ok: false,
      reason: { code: 'bad-response', detail: 'The answer lacks this query.' },
    };
    return new Map([...queries].map(([key, { refId }]) => [key, byRef.get(refId) ?? missing]));
  } catch (error) {
    context.signal.throwIfAborted();
    return reasonOfThrown(error);
  }
}

/** What all sources saw of one check. */
function together(all: ReadonlyArray<Seen | undefined>): Observation {
  const entities: ObservedEntity[] = [];
  const evidence: Evidence[] = [];
  for (const seen of all) {
    // Not push(...entities): tens of thousands of arguments overflow the stack.
    seen?.entities.forEach((entity) => entities.push(entity));
    if (seen !== undefined) {
      evidence.push(seen.evidence);
    }
  }
  return { entities, evidence };
}

function seenOf(
  planned: Planned,
  { uid, name }: MetricSource,
  answers: Answers | Reason,
  settled: Settled,
  { nowMs, durationMs }: { nowMs: number; durationMs: number }
): Seen {
  const asked = { sourceUid: uid, sourceName: name, askedMs: nowMs, durationMs };
  const nothing = { answered: 0, expected: 0, oldestSampleAgeMs: null };
  if ('problem' in planned) {
    const { query, presence } = planned.check;
    return { entities: [], evidence: { ...asked, ...nothing, query, presence, problem: planned.problem } };
  }
  const { value: query, presence } = planned.queries;
  const read = 'code' in answers ? answers : readAnswers(planned, answers);
  if ('code' in answers || 'code' in read) {
    return {
      entities: [],
      evidence: { ...asked, ...nothing, query, presence, ...('code' in read && { problem: read }) },
    };
  }
  const { entities } = settled.get(planned.check.id) ?? observed(planned, read, answers, uid, nowMs);
  const { partial } = read;
  const evidence = { ...asked, ...coverage(planned.check, entities, nowMs), query, presence };
  return { entities, evidence: partial ? { ...evidence, problem: partial } : evidence };
}

type Answered = PromAnswers & {
  /** One of the answers says itself that it is not all. */
  partial?: Reason;
};

/** All answers of a check, or the first reason why one is missing: without one of them a pass could not be trusted. */
function readAnswers({ check, queries }: PlannedQueries, answers: Answers): Answered | Reason {
  let problem: Reason | undefined;
  const used: Array<MetricAnswer | undefined> = [];
  const series = (shape: MetricQuery['shape'], expr: string): readonly Series[] => {
    const answer = answers.get(keyOf(shape, expr));
    const read = seriesOf(answer);
    used.push(answer);
    if ('code' in read) {
      problem ??= read;
      return [];
    }
    return read;
  };
  const isLeftAsked = !leavesQuietly(check) || answers.has(keyOf('instant', queries.left));
  const read: PromAnswers = {
    value: series('instant', queries.value),
    presence: series('instant', queries.presence),
    trend: series('range', queries.trend),
    seen: series('range', queries.seen),
    left: isLeftAsked ? series('instant', queries.left) : [],
    ...(queries.gap && { gap: { series: series('instant', queries.gap.expr), expected: queries.gap.expected } }),
  };
  const partial = firstPartial(used);
  return problem ?? { ...read, ...(partial && { partial }) };
}

/** What a check saw, with what it said of those that left as far as that was asked. */
function observed(
  { check, queries }: PlannedQueries,
  read: PromAnswers,
  answers: Answers,
  uid: string,
  nowMs: number
): PromObservation {
  const first = observe(check, read, uid, nowMs);
  const leaving = new Map<number, readonly Series[]>();
  for (const span of first.leavingSpans) {
    const series = seriesOf(answers.get(keyOf('instant', leavingExpression(check, queries, span))));
    if (!('code' in series)) {
      leaving.set(span, series);
    }
  }
  return leaving.size === 0 ? first : observe(check, { ...read, leaving }, uid, nowMs);
}

function coverage(
  check: CheckDefinition,
  entities: readonly ObservedEntity[],
  nowMs: number
): Pick<Evidence, 'answered' | 'expected' | 'oldestSampleAgeMs'> {
  const expected = entities.filter((one) => check.vanish !== 'ignore' || one.reason?.code !== 'vanished');
  const answered = expected.filter((one) => one.reason === undefined && one.sampleMs !== null);
  let oldestMs: number | null = null;
  for (const { sampleMs } of answered) {
    oldestMs = sampleMs === null ? oldestMs : Math.min(oldestMs ?? sampleMs, sampleMs);
  }
  return {
    answered: answered.length,
    expected: expected.length,
    oldestSampleAgeMs: oldestMs === null ? null : Math.max(0, nowMs - oldestMs),
  };
}
