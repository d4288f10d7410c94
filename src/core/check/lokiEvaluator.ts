import { allFailed, firstPartial, seriesOf } from './answers';
import type { CheckDefinition } from './definition';
import type { EvaluationContext, Evaluator } from './evaluator';
import { expandMacros } from './macros';
import { seenTogether } from './observations';
import type { MetricAnswer, MetricSource } from './ports';
import { leavesQuietly } from './presence';
import { Batch, keyOf, type Answers } from './promBatch';
import { observing, type PromAnswers } from './promObservation';
import { leavingSpan } from './promQueries';
import { coverage, type Seen } from './promReading';
import type { Series } from './series';
import { inSteps, type Steps } from './steps';
import type { Reason } from './verdict';

const DAY_MS = 86_400_000;

/**
 * How long before now it is asked who was there then: LogQL has no subqueries, and each look costs the lines it goes through.
 * Each is about twice the one before: what was there for as long as it has been gone was there at one of them.
 */
const LOOK_BACKS_MS: readonly number[] = [1, 2, 4, 8, 16, 30].map((days) => days * DAY_MS);
/** How long such a look is good for. */
const LOOK_BACK_KEPT_MS = 3_600_000;

/**
 * Evaluates checks of kind `loki`: LogQL as metrics. One request per source asks what is there now; one for each moment of the
 * past asks who was there, and its answer is kept for an hour. A stream that logged nothing has no series
 * at all, which is neither zero nor well: presence tells it from one that is not there.
 */
export function lokiEvaluator(sources: readonly MetricSource[]): Evaluator {
  const asked = sources.map((source) => ({ source, past: LOOK_BACKS_MS.map((agoMs) => new LookBack(source, agoMs)) }));
  return {
    sources: sources.map(({ uid, name }) => ({ uid, name })),
    async evaluate(checks, context) {
      const planned = checks.map((check) => plan(check, context.windowSeconds));
      const seen = await Promise.all(asked.map(({ source, past }) => observeSource(source, past, planned, context)));
      return new Map(checks.map(({ id }) => [id, seenTogether(seen.map((bySource) => bySource.get(id)))]));
    },
  };
}

interface Queries {
  value: string;
  presence: string;
}
type Planned = { check: CheckDefinition; queries: Queries } | { check: CheckDefinition; problem: Reason };

function plan(check: CheckDefinition, windowSeconds: number): Planned {
  const value = expandMacros(check.query, windowSeconds);
  const presence = expandMacros(check.presence, windowSeconds);
  const wrong = [value, presence].flatMap((one) => (one.ok ? [] : [one.message]));
  return value.ok && presence.ok
    ? { check, queries: { value: value.expr, presence: presence.expr } }
    : { check, problem: { code: 'query-error', detail: wrong.join('; ') } };
}

/** What a source says of one moment. */
interface Moment {
  atMs: number;
  answers: Answers | Reason;
}

/** One moment of the past. What was answered in full is kept for a while: the past does not change, and is slow to ask. */
class LookBack {
  private readonly kept = new Map<string, { atMs: number; answer: MetricAnswer }>();

  constructor(
    private readonly source: MetricSource,
    private readonly agoMs: number
  ) {}

  async ask(expressions: Iterable<string>, nowMs: number, signal: AbortSignal): Promise<Moment> {
    const atMs = nowMs - this.agoMs;
    const batch = new Batch();
    const known: Answers = new Map();
    for (const expr of expressions) {
      const kept = this.kept.get(expr);
      if (kept !== undefined && Math.abs(atMs - kept.atMs) < LOOK_BACK_KEPT_MS) {
        known.set(keyOf('instant', expr), kept.answer);
      } else {
        batch.add('instant', expr);
      }
    }
    const fresh = await batch.ask(this.source, atMs, signal);
    if ('code' in fresh) {
      return { atMs, answers: fresh };
    }
    for (const [key, { expr }] of batch.queries) {
      const answer = fresh.get(key);
      if (answer?.ok === true && answer.partial === undefined) {
        this.kept.set(expr, { atMs, answer });
      }
    }
    return { atMs, answers: new Map([...known, ...fresh]) };
  }
}

async function observeSource(
  source: MetricSource,
  past: readonly LookBack[],
  planned: readonly Planned[],
  context: EvaluationContext
): Promise<ReadonlyMap<string, Seen>> {
  const { nowMs, signal, breathe } = context;
  const startedMs = context.clock();
  const queries = planned.flatMap((one) => ('queries' in one ? [one.queries] : []));
  const batch = new Batch();
  queries.forEach(({ value, presence }) => [value, presence].forEach((expr) => batch.add('instant', expr)));
  const presences = queries.map(({ presence }) => presence);
  const [answers, ...before] = await Promise.all([
    batch.ask(source, nowMs, signal),
    ...past.map((one) => one.ask(presences, nowMs, signal)),
  ]);
  const problem = 'code' in answers ? answers : allFailed(answers.values());
  const look = { nowMs, now: { atMs: nowMs, answers: problem ?? answers }, before };
  const then = problem === undefined ? await askThen(source.uid, past, planned, look, context) : [];
  const durationMs = context.clock() - startedMs;
  const said = problem ?? ('code' in answers ? undefined : firstPartial(answers.values()));
  const { uid, name } = source;
  context.onSource({ uid, name, answered: problem === undefined, ...(said && { problem: said }), durationMs });
  const seen = new Map<string, Seen>();
  for (const one of planned) {
    seen.set(one.check.id, await inSteps(seeing(one, source, { ...look, then, durationMs }), breathe, signal));
  }
  return seen;
}

interface Look {
  nowMs: number;
  now: Moment;
  /** Who was there. */
  before: readonly Moment[];
}

/** What the checks said of things that left, at the moments at which those were seen last. What is not answered stays unknown. */
async function askThen(
  uid: string,
  past: readonly LookBack[],
  planned: readonly Planned[],
  look: Look,
  { nowMs, signal, breathe }: EvaluationContext
): Promise<readonly Moment[]> {
  const wanted = look.before.map(() => new Set<string>());
  for (const one of planned) {
    const read = 'queries' in one && !leavesQuietly(one.check) ? readLook(one.queries, look) : undefined;
    if (!('queries' in one) || read === undefined || 'code' in read) {
      continue;
    }
    const { leavingSpans } = await inSteps(observing(one.check, read.answers, uid, nowMs), breathe, signal);
    look.before.forEach(({ atMs }, at) => {
      if (leavingSpans.has(leavingSpan(atMs / 1000))) {
        wanted[at]?.add(one.queries.value);
      }
    });
  }
  return Promise.all(past.map((one, at) => one.ask(wanted[at] ?? [], nowMs, signal)));
}

function* seeing(
  planned: Planned,
  { uid, name }: MetricSource,
  look: Look & { then: readonly Moment[]; durationMs: number }
): Steps<Seen> {
  const { check } = planned;
  const { nowMs, durationMs, then } = look;
  const { value: query, presence } =
    'queries' in planned ? planned.queries : { value: check.query, presence: check.presence };
  const asked = { sourceUid: uid, sourceName: name, askedMs: nowMs, durationMs, query, presence };
  const read = 'queries' in planned ? readLook(planned.queries, look) : planned.problem;
  if ('code' in read) {
    const nothing = { answered: 0, expected: 0, oldestSampleAgeMs: null };
    return { entities: [], evidence: { ...asked, ...nothing, problem: read } };
  }
  const leaving = new Map<number, readonly Series[]>();
  for (const { atMs, answers } of then) {
    const series = 'code' in answers ? answers : seriesOf(answers.get(keyOf('instant', query)));
    if (!('code' in series)) {
      leaving.set(leavingSpan(atMs / 1000), series);
    }
  }
  const { entities } = yield* observing(check, { ...read.answers, leaving }, uid, nowMs);
  const evidence = { ...asked, ...coverage(check, entities, nowMs) };
  return { entities, evidence: read.partial ? { ...evidence, problem: read.partial } : evidence };
}

/** All answers of a check, or the first reason why one is missing: without one of them a pass could not be trusted. */
function readLook(
  { value, presence }: Queries,
  { now, before }: Look
): { answers: PromAnswers; partial?: Reason } | Reason {
  const used: Array<MetricAnswer | undefined> = [];
  let problem: Reason | undefined;
  const read = ({ answers }: Moment, expr: string): readonly Series[] => {
    const answer = 'code' in answers ? undefined : answers.get(keyOf('instant', expr));
    const series = 'code' in answers ? answers : seriesOf(answer);
    used.push(answer);
    if ('code' in series) {
      problem ??= series;
      return [];
    }
    return series;
  };
  const there = { value: read(now, value), presence: read(now, presence) };
  const left = before.flatMap((moment) =>
    read(moment, presence).map(({ labels }): Series => {
      return { labels, timesMs: [moment.atMs], values: [moment.atMs / 1000] };
    })
  );
  const partial = firstPartial(used);
  return problem ?? { answers: { ...there, left }, ...(partial && { partial }) };
}
