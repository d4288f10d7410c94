import { allFailed, reasonOfThrown, seriesOf } from './answers';
import type { CheckDefinition } from './definition';
import type { EvaluationContext, Evaluator, Observation, ObservedEntity } from './evaluator';
import type { MetricAnswer, MetricQuery, MetricSource } from './ports';
import { prometheusHistory } from './prometheusHistory';
import { observe, type PromAnswers } from './promObservation';
import { promQueries, TREND_SECONDS, TREND_STEP_SECONDS, type PromQueries } from './promQueries';
import type { Evidence } from './result';
import type { Series } from './series';
import type { Reason } from './verdict';

type Planned = { check: CheckDefinition; queries: PromQueries } | { check: CheckDefinition; problem: Reason };

interface SourceAnswer {
  source: MetricSource;
  durationMs: number;
  /** Answers by shape and expression; a reason when the source gave none at all. */
  answers: ReadonlyMap<string, MetricAnswer> | Reason;
}

/** Evaluates checks of kind `prometheus`: one request per source, each distinct expression in it once. */
export function prometheusEvaluator(sources: readonly MetricSource[]): Evaluator {
  return {
    sources: sources.map(({ uid, name }) => ({ uid, name })),
    async evaluate(checks, context) {
      const planned = checks.map((check) => plan(check, context.windowSeconds));
      const queries = distinctQueries(planned);
      const answers = await Promise.all(sources.map((source) => ask(source, queries, context)));
      return new Map(planned.map((one) => [one.check.id, observation(one, answers, context)]));
    },
    history: (checks, grid, context) => prometheusHistory(sources, checks, grid, context),
  };
}

function plan(check: CheckDefinition, windowSeconds: number): Planned {
  const built = promQueries(check, windowSeconds);
  return built.ok
    ? { check, queries: built.queries }
    : { check, problem: { code: 'query-error', detail: built.message } };
}

function keyOf(shape: MetricQuery['shape'], expr: string): string {
  return `${shape} ${expr}`;
}

/** One query per distinct shape and expression; checks of one pack share many of them. */
function distinctQueries(planned: readonly Planned[]): ReadonlyMap<string, MetricQuery> {
  const queries = new Map<string, MetricQuery>();
  const add = (shape: MetricQuery['shape'], expr: string) => {
    const key = keyOf(shape, expr);
    if (!queries.has(key)) {
      const refId = `q${queries.size}`;
      queries.set(
        key,
        shape === 'range' ? { refId, expr, shape, stepSeconds: TREND_STEP_SECONDS } : { refId, expr, shape }
      );
    }
  };
  for (const one of planned) {
    if ('queries' in one) {
      add('instant', one.queries.value);
      add('instant', one.queries.presence);
      add('range', one.queries.trend);
      add('range', one.queries.seen);
      if (one.queries.gap !== undefined) {
        add('instant', one.queries.gap.expr);
      }
    }
  }
  return queries;
}

async function ask(
  source: MetricSource,
  queries: ReadonlyMap<string, MetricQuery>,
  context: EvaluationContext
): Promise<SourceAnswer> {
  const startedMs = context.clock();
  const answers = queries.size === 0 ? new Map<string, MetricAnswer>() : await answersOf(source, queries, context);
  const durationMs = context.clock() - startedMs;
  const problem = 'code' in answers ? answers : allFailed(answers.values());
  const { uid, name } = source;
  context.onSource({ uid, name, answered: problem === undefined, ...(problem ? { problem } : {}), durationMs });
  return { source, durationMs, answers };
}

async function answersOf(
  source: MetricSource,
  queries: ReadonlyMap<string, MetricQuery>,
  context: EvaluationContext
): Promise<ReadonlyMap<string, MetricAnswer> | Reason> {
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

function observation(planned: Planned, answers: readonly SourceAnswer[], context: EvaluationContext): Observation {
  const entities: ObservedEntity[] = [];
  const evidence: Evidence[] = [];
  for (const answer of answers) {
    const seen = observeSource(planned, answer, context);
    // Not push(...entities): tens of thousands of arguments overflow the stack.
    for (const entity of seen.entities) {
      entities.push(entity);
    }
    evidence.push(seen.evidence);
  }
  return { entities, evidence };
}

function observeSource(
  planned: Planned,
  answer: SourceAnswer,
  context: EvaluationContext
): { entities: readonly ObservedEntity[]; evidence: Evidence } {
  const { uid, name } = answer.source;
  const asked = { sourceUid: uid, sourceName: name, askedMs: context.nowMs, durationMs: answer.durationMs };
  const nothing = { answered: 0, expected: 0, oldestSampleAgeMs: null };
  if ('problem' in planned) {
    const { query, presence } = planned.check;
    return { entities: [], evidence: { ...asked, ...nothing, query, presence, problem: planned.problem } };
  }
  const { value: query, presence } = planned.queries;
  const read = 'code' in answer.answers ? answer.answers : readAnswers(planned.queries, answer.answers);
  if ('code' in read) {
    return { entities: [], evidence: { ...asked, ...nothing, query, presence, problem: read } };
  }
  const entities = observe(planned.check, read, uid, context.nowMs);
  return { entities, evidence: { ...asked, ...coverage(planned.check, entities, context.nowMs), query, presence } };
}

/** All answers of a check, or the first reason why one is missing: without one of them a pass could not be trusted. */
function readAnswers(queries: PromQueries, answers: ReadonlyMap<string, MetricAnswer>): PromAnswers | Reason {
  let problem: Reason | undefined;
  const series = (shape: MetricQuery['shape'], expr: string): readonly Series[] => {
    const read = seriesOf(answers.get(keyOf(shape, expr)));
    if ('code' in read) {
      problem ??= read;
      return [];
    }
    return read;
  };
  const read: PromAnswers = {
    value: series('instant', queries.value),
    presence: series('instant', queries.presence),
    trend: series('range', queries.trend),
    seen: series('range', queries.seen),
    ...(queries.gap && { gap: { series: series('instant', queries.gap.expr), expected: queries.gap.expected } }),
  };
  return problem ?? read;
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
