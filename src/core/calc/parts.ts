import type { CalcQuestion, CheckDefinition } from '../check/definition';
import type { ObservedEntity } from '../check/evaluator';
import type { CheckResult, Evidence } from '../check/result';
import type { Reason } from '../check/verdict';

/** What is computed from other checks has no source of its own. */
export const CALC = { uid: 'calc', name: 'Other checks' };

/** What a check is made of, and what that found. */
export interface Made<Question extends CalcQuestion = CalcQuestion> {
  check: CheckDefinition;
  calc: Question;
  /** All of them; those that are n/a are left out. */
  parts: readonly CheckResult[];
  nowMs: number;
}

/** What was computed; `reason` where it cannot be, in part or at all. */
export interface Computed {
  entities: readonly ObservedEntity[];
  reason?: Reason | undefined;
}

/** Why something that is computed from the entities of a check cannot be: it was not read in full. */
export function whyNotWhole({
  definition,
  verdict,
  reason,
  evidence,
  counts,
  entities,
}: CheckResult): Reason | undefined {
  const problem = evidence.find((one) => one.problem !== undefined)?.problem;
  if (problem !== undefined) {
    return problem;
  }
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (all > entities.length) {
    return { code: 'too-many', detail: `${definition.id} has ${all} things, ${entities.length} of them are listed.` };
  }
  return verdict === 'unknown' && counts.unknown === 0 ? heard(reason) : undefined;
}

/** What a computed thing is unknown for. It is there itself, so that it did not leave, whatever its part did. */
export function heard(reason: Reason | undefined): Reason {
  return reason === undefined || reason.code === 'vanished'
    ? { code: 'no-data', detail: 'What it is made of is not known.' }
    : reason;
}

/** How its parts were measured, one row per source, under the name of what was computed. */
export function evidenceOf(
  check: CheckDefinition,
  parts: readonly CheckResult[],
  nowMs: number,
  reason?: Reason
): Evidence {
  const all = parts.flatMap(({ evidence }) => evidence);
  // What hangs on a source that failed is unknown for this one cause, which is told as it is.
  const failed = all.find(({ problem }) => problem !== undefined && problem === reason);
  if (failed !== undefined) {
    return failed;
  }
  const names = [...new Set(all.map(({ sourceName }) => sourceName))];
  const ages = all.flatMap(({ oldestSampleAgeMs }) => oldestSampleAgeMs ?? []);
  return {
    sourceUid: CALC.uid,
    sourceName: names.join(', ') || CALC.name,
    query: check.query,
    presence: '',
    askedMs: Math.max(nowMs, ...all.map(({ askedMs }) => askedMs)),
    durationMs: Math.max(0, ...all.map(({ durationMs }) => durationMs)),
    answered: sum(all.map(({ answered }) => answered)),
    expected: sum(all.map(({ expected }) => expected)),
    oldestSampleAgeMs: ages.length === 0 ? null : Math.max(...ages),
    ...(reason && { problem: reason }),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
