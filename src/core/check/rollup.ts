import type { CheckResult } from './result';
import { verdictRank, type Reason, type Verdict } from './verdict';

export interface RollUp {
  verdict: Verdict;
  /** The reason of the check that decided, when it is unknown or na. */
  reason?: Reason;
  /** The check that decided; null without checks. */
  worst: CheckResult | null;
}

/**
 * An item's verdict. `all`: its worst check, na ignored. `any` (alternatives): unknown and na are ignored while at least one
 * check has a verdict; else unknown. All na is na in both.
 */
export function rollUp(checks: readonly CheckResult[], need: 'all' | 'any'): RollUp {
  let worst: CheckResult | null = null;
  for (const check of countedChecks(checks, need)) {
    if (worst === null || verdictRank(check.verdict) < verdictRank(worst.verdict)) {
      worst = check;
    }
  }
  if (worst === null) {
    return { verdict: 'na', worst: null };
  }
  return { verdict: worst.verdict, ...(worst.reason === undefined ? {} : { reason: worst.reason }), worst };
}

/** The checks that an item's verdict is made of: of alternatives those that have a verdict, as long as one has. */
export function countedChecks(checks: readonly CheckResult[], need: 'all' | 'any'): readonly CheckResult[] {
  const decided = checks.filter((check) => check.verdict !== 'unknown' && check.verdict !== 'na');
  return need === 'any' && decided.length > 0 ? decided : checks;
}
