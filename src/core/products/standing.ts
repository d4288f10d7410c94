import type { CheckResult } from '../check/result';
import { verdictRank, worstVerdict, type Verdict } from '../check/verdict';

/** What the checks of one system say together. */

/** Checks that fail, are unknown or warn, worst first, in the order of the checks within a verdict. */
export function notPassing(checks: readonly CheckResult[]): CheckResult[] {
  return checks
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'na')
    .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
}

/** The worst verdict of the checks; unknown when none of them had anything to say. */
export function standingOf(checks: readonly CheckResult[]): Verdict {
  const worst = worstVerdict(checks.map(({ verdict }) => verdict));
  return worst === 'na' ? 'unknown' : worst;
}

/** Since when a check has been as it is: the earliest of its entities with the same verdict. */
export function sinceOf({ verdict, entities }: CheckResult): number | null {
  const times = entities.flatMap((entity) => (entity.verdict === verdict ? (entity.sinceMs ?? []) : []));
  return times.length === 0 ? null : Math.min(...times);
}

/** The worst that the checks say of the things with these labels; na when none speaks of them. */
export function verdictOf(checks: readonly CheckResult[], labels: Readonly<Record<string, string>>): Verdict {
  const wanted = Object.entries(labels);
  const about = checks.flatMap(({ entities }) =>
    entities.filter((entity) => wanted.every(([name, value]) => entity.labels[name] === value))
  );
  return worstVerdict(about.map(({ verdict }) => verdict));
}
