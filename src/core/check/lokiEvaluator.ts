import { allFailed, firstPartial, seriesOf } from './answers';
import type { CheckDefinition } from './definition';
import { earlierLogql } from './earlierLogql';
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
import { bugOf, type Reason } from './verdict';

/**
 * How long before now it is asked who was there then: LogQL has no subqueries, and each look costs the lines it goes through.
 * Each is about twice the one before: what was there for as long as it has been gone was there at one of them.
 */
const LOOK_BACKS_SECONDS: readonly number[] = [1, 2, 4, 8, 16, 30].map((days) => days * 86_400);
/** How long such a look is good for. */
const LOOK_BACK_KEPT_MS = 3_600_000;

/**
 * Evaluates checks of kind `loki`: LogQL as metrics. One request per source asks what is there now and who was there at some moments
 * of the past, which is kept for an hour; a second one what was said of those that left. A stream that logged nothing has no series
 * at all, which is neither zero nor well: presence tells it from one that is not there.
 */
export function lokiEvaluator(sources: readonly MetricSource[]): Evaluator {
  const asked = sources.map((source) => ({ source, past: new Past() }));
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
/** `before`: what asks about the moments of the past, in the order of the look-backs. */
type Planned =
  | { check: CheckDefinition; queries: Queries; before: readonly Queries[] }
  | { check: CheckDefinition; problem: Reason };

function plan(check: CheckDefinition, windowSeconds: number): Planned {
  const { offsetsAt } = check;
  if (offsetsAt === undefined) {
    return { check, problem: bugOf('this check was not compiled') };
  }
  const asked = [check, ...LOOK_BACKS_SECONDS.map((agoSeconds) => earlierLogql(check, offsetsAt, agoSeconds))];
  const wrong: string[] = [];
  const expanded = (text: string): string => {
    const macros = expandMacros(text, windowSeconds);
    wrong.push(...(macros.ok ? [] : [macros.message]));
    return macros.ok ? macros.expr : '';
  };
  const [queries, ...before] = asked.map(({ query, presence }) => ({
    value: expanded(query),
    presence: expanded(presence),
  }));
  return queries === undefined || wrong.length > 0
    ? { check, problem: { code: 'query-error', detail: [...new Set(wrong)].join('; ') } }
    : { check, queries, before };
}

/** What was answered in full about the past is kept for a while: it does not change, and is slow to ask. */
class Past {
  private readonly kept = new Map<string, { askedMs: number; answer: MetricAnswer }>();

  /** One request: of what is asked about the past only what is not kept. */
  async ask(
    source: MetricSource,
    { now, before }: { now: readonly string[]; before: readonly string[] },
    { nowMs, signal }: EvaluationContext
  ): Promise<Answers | Reason> {
    const known: Answers = new Map();
    const batch = new Batch();
    now.forEach((expr) => batch.add('instant', expr));
    for (const expr of before) {
      const kept = this.kept.get(expr);
      if (kept !== undefined && Math.abs(nowMs - kept.askedMs) < LOOK_BACK_KEPT_MS) {
        known.set(keyOf('instant', expr), kept.answer);
      } else {
        batch.add('instant', expr);
      }
    }
    const fresh = await batch.ask(source, nowMs, signal);
    if ('code' in fresh) {
      return fresh;
    }
    for (const expr of before) {
      const answer = fresh.get(keyOf('instant', expr));
      if (answer?.ok === true && answer.partial === undefined) {
        this.kept.set(expr, { askedMs: nowMs, answer });
      }
    }
    return new Map([...known, ...fresh]);
  }
}

async function observeSource(
  source: MetricSource,
  past: Past,
  planned: readonly Planned[],
  context: EvaluationContext
): Promise<ReadonlyMap<string, Seen>> {
  const { nowMs, signal, breathe } = context;
  const startedMs = context.clock();
  const sound = planned.flatMap((one) => ('queries' in one ? [one] : []));
  const now = sound.flatMap(({ queries }) => [queries.value, queries.presence]);
  const before = sound.flatMap((one) => one.before.map(({ presence }) => presence));
  const answers = await past.ask(source, { now, before }, context);
  const asked = 'code' in answers ? undefined : now.flatMap((expr) => answers.get(keyOf('instant', expr)) ?? []);
  const problem = 'code' in answers ? answers : allFailed(asked ?? []);
  const look = { nowMs, answers: problem ?? answers };
  const then = problem === undefined ? await askThen(source, past, planned, look, context) : new Map();
  const durationMs = context.clock() - startedMs;
  const said = problem ?? firstPartial(asked ?? []);
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
  answers: Answers | Reason;
}

/** What the checks said of things that left, at the moments at which those were seen last. What is not answered stays unknown. */
async function askThen(
  source: MetricSource,
  past: Past,
  planned: readonly Planned[],
  look: Look,
  context: EvaluationContext
): Promise<Answers> {
  const { nowMs, signal, breathe } = context;
  const wanted = new Set<string>();
  for (const one of planned) {
    const read = 'queries' in one && !leavesQuietly(one.check) ? readLook(one, look) : undefined;
    if (!('queries' in one) || read === undefined || 'code' in read) {
      continue;
    }
    const { leavingSpans } = await inSteps(observing(one.check, read.answers, source.uid, nowMs), breathe, signal);
    one.before.forEach(({ value }, at) => {
      if (leavingSpans.has(leavingSpan(secondsThen(at, nowMs)))) {
        wanted.add(value);
      }
    });
  }
  const answers = await past.ask(source, { now: [], before: [...wanted] }, context);
  return 'code' in answers ? new Map() : answers;
}

/** When it was that a look-back looks at, in seconds since the epoch. */
function secondsThen(at: number, nowMs: number): number {
  return nowMs / 1000 - (LOOK_BACKS_SECONDS[at] ?? 0);
}

function* seeing(
  planned: Planned,
  { uid, name }: MetricSource,
  look: Look & { then: Answers; durationMs: number }
): Steps<Seen> {
  const { check } = planned;
  const { nowMs, durationMs, then } = look;
  const { value: query, presence } =
    'queries' in planned ? planned.queries : { value: check.query, presence: check.presence };
  const asked = { sourceUid: uid, sourceName: name, askedMs: nowMs, durationMs, query, presence };
  const read = 'queries' in planned ? readLook(planned, look) : planned.problem;
  if (!('queries' in planned) || 'code' in read) {
    const nothing = { answered: 0, expected: 0, oldestSampleAgeMs: null };
    return { entities: [], evidence: { ...asked, ...nothing, ...('code' in read && { problem: read }) } };
  }
  const leaving = new Map<number, readonly Series[]>();
  planned.before.forEach(({ value }, at) => {
    const series = seriesOf(then.get(keyOf('instant', value)));
    if (!('code' in series)) {
      leaving.set(leavingSpan(secondsThen(at, nowMs)), series);
    }
  });
  const { entities } = yield* observing(check, { ...read.answers, leaving }, uid, nowMs);
  const evidence = { ...asked, ...coverage(check, entities, nowMs) };
  return { entities, evidence: read.partial ? { ...evidence, problem: read.partial } : evidence };
}

/** All answers of a check, or the first reason why one is missing: without one of them a pass could not be trusted. */
function readLook(
  { queries, before }: Extract<Planned, { queries: Queries }>,
  { nowMs, answers }: Look
): { answers: PromAnswers; partial?: Reason } | Reason {
  if ('code' in answers) {
    return answers;
  }
  const used: Array<MetricAnswer | undefined> = [];
  let problem: Reason | undefined;
  const read = (expr: string): readonly Series[] => {
    const answer = answers.get(keyOf('instant', expr));
    const series = seriesOf(answer);
    used.push(answer);
    if ('code' in series) {
      problem ??= series;
      return [];
    }
    return series;
  };
  const there = { value: read(queries.value), presence: read(queries.presence) };
  const left = before.flatMap(({ presence }, at) =>
    read(presence).map(({ labels }): Series => {
      const seconds = secondsThen(at, nowMs);
      return { labels, timesMs: [seconds * 1000], values: [seconds] };
    })
  );
  const partial = firstPartial(used);
  return problem ?? { answers: { ...there, left }, ...(partial && { partial }) };
}
