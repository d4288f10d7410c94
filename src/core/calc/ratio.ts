import { crossing, limitsFor } from '../check/limits';
import type { CheckResult } from '../check/result';
import { CALC, heard, type Computed, type Made } from './parts';

/**
 * The share of what passes among all that the checks look at. What is unknown is not good; where it would decide between two
 * verdicts nobody can tell the share.
 */
export function ratioOf({ check, parts, nowMs }: Made): Computed {
  const reason = parts.map(whyUncounted).find((one) => one !== undefined);
  const count = (verdict: 'pass' | 'warn' | 'fail' | 'unknown') =>
    parts.reduce((sum, { counts }) => sum + counts[verdict], 0);
  const unknown = count('unknown');
  const all = count('pass') + count('warn') + count('fail') + unknown;
  if (all === 0) {
    return { entities: [], reason };
  }
  const least = count('pass') / all;
  const most = (count('pass') + unknown) / all;
  const limits = limitsFor(check, {});
  const isOpen = crossing(least, check.op, limits).verdict !== crossing(most, check.op, limits).verdict;
  const seen = { sourceUid: CALC.uid, labels: {}, trend: [] };
  return {
    entities: [
      isOpen || unknown === all
        ? { ...seen, value: null, sampleMs: null, reason: { code: 'no-data', detail: openWords(unknown, all) } }
        : { ...seen, value: least, sampleMs: nowMs },
    ],
    reason,
  };
}

/** Of a source that did not answer nobody knows how many things there are. */
function whyUncounted({ verdict, reason, counts, evidence }: CheckResult) {
  const problem = evidence.find((one) => one.problem !== undefined)?.problem;
  return problem ?? (verdict === 'unknown' && counts.unknown === 0 ? heard(reason) : undefined);
}

function openWords(unknown: number, all: number): string {
  return `${unknown} of ${all} are unknown, and decide it.`;
}
