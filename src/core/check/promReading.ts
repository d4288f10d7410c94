import { firstPartial, seriesOf } from './answers';
import type { CheckDefinition } from './definition';
import type { ObservedEntity } from './evaluator';
import type { MetricAnswer, MetricSource } from './ports';
import { leavesQuietly } from './presence';
import { keyOf, type Answers } from './promBatch';
import { observing, type PromAnswers, type PromObservation } from './promObservation';
import { leavingExpression, type PromQueries } from './promQueries';
import type { Evidence } from './result';
import type { Series } from './series';
import type { Steps } from './steps';
import type { Reason } from './verdict';

export interface PlannedQueries {
  check: CheckDefinition;
  queries: PromQueries;
}
export type Planned = PlannedQueries | { check: CheckDefinition; problem: Reason };

/** What one source says of a check. */
export type Seen = Pick<PromObservation, 'entities'> & { evidence: Evidence };

type Answered = PromAnswers & {
  /** One of the answers says itself that it is not all. */
  partial?: Reason;
};

/** All answers of a check, or the first reason why one is missing: without one of them a pass could not be trusted. */
export function readAnswers({ check, queries }: PlannedQueries, answers: Answers): Answered | Reason {
  let problem: Reason | undefined;
  const used: Array<MetricAnswer | undefined> = [];
  const series = (expr: string): readonly Series[] => {
    const answer = answers.get(keyOf('instant', expr));
    const read = seriesOf(answer);
    used.push(answer);
    if ('code' in read) {
      problem ??= read;
      return [];
    }
    return read;
  };
  const ifAsked = (expr: string) => (answers.has(keyOf('instant', expr)) ? series(expr) : []);
  const { gap } = queries;
  const left = leavesQuietly(check) ? ifAsked(queries.left) : series(queries.left);
  const read: PromAnswers = {
    value: series(queries.value),
    presence: series(queries.presence),
    left: [...left, ...ifAsked(queries.recent), ...ifAsked(queries.today)],
    ...(gap && { gap: { series: series(gap.expr), expected: gap.expected }, before: ifAsked(gap.before) }),
  };
  const partial = firstPartial(used);
  return problem ?? { ...read, ...(partial && { partial }) };
}

/** What a check saw, with what it said of those that left as far as that was asked. */
function* observed(
  { check, queries }: PlannedQueries,
  read: PromAnswers,
  answers: Answers,
  uid: string,
  nowMs: number
): Steps<PromObservation> {
  const first = yield* observing(check, read, uid, nowMs);
  const leaving = new Map<number, readonly Series[]>();
  for (const span of first.leavingSpans) {
    const series = seriesOf(answers.get(keyOf('instant', leavingExpression(check, queries, span))));
    if (!('code' in series)) {
      leaving.set(span, series);
    }
  }
  return leaving.size === 0 ? first : yield* observing(check, { ...read, leaving }, uid, nowMs);
}

/** What a source's answers, or why there are none, say of a check. */
export function* seeing(
  planned: Planned,
  { uid, name }: MetricSource,
  answers: Answers | Reason,
  settled: PromObservation | undefined,
  { nowMs, durationMs }: { nowMs: number; durationMs: number }
): Steps<Seen> {
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
  const { entities } = settled ?? (yield* observed(planned, read, answers, uid, nowMs));
  const { partial } = read;
  const evidence = { ...asked, ...coverage(planned.check, entities, nowMs), query, presence };
  return { entities, evidence: partial ? { ...evidence, problem: partial } : evidence };
}

/** How much of what is expected was answered, and how old that is. */
export function coverage(
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
