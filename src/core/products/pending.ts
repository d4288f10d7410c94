import type { CheckDefinition } from '../check/definition';
import type { CheckResult } from '../check/result';
import { isException, worstVerdict, type Verdict } from '../check/verdict';

/** A verdict, as far as it is known: pending while something that may make it worse has not been read. */
export type Standing = Verdict | 'pending';

/** What may still fail stands before what is known to warn. */
const STANDINGS_WORST_FIRST: readonly Standing[] = ['fail', 'unknown', 'pending', 'warn', 'pass', 'na'];

/** Rank in worst-first order, 0 = fail. */
export function standingRank(standing: Standing): number {
  return STANDINGS_WORST_FIRST.indexOf(standing);
}

/** Whether it is known to be less than well. */
export function isStandingBad(standing: Standing): boolean {
  return standing !== 'pending' && isException(standing);
}

/** What is known so far, as far as it is settled: nothing is worse than a failure, everything else may become one. */
export function settled(known: Verdict, isOpen: boolean): Standing {
  return isOpen && known !== 'fail' ? 'pending' : known;
}

/** The worst of them; pending as soon as one is that may still be the worst. */
export function worstStanding(standings: readonly Standing[]): Standing {
  const known = standings.filter((standing) => standing !== 'pending');
  return settled(worstVerdict(known), known.length < standings.length);
}

/** Those of the checks that have said nothing yet, because something that they look at has not been read. */
export function notJudged(
  planned: readonly CheckDefinition[],
  judged: readonly CheckResult[]
): readonly CheckDefinition[] {
  const ids = new Set(judged.map(({ definition }) => definition.id));
  return planned.filter(({ id }) => !ids.has(id));
}
