import type { CheckResult, RunResult } from '../check/result';
import { verdictRank, type Verdict } from '../check/verdict';
import type { CheckSnapshot, ChecksDetails } from './details';
import { firstThatFits, runEvent, type Act } from './draft';
import type { RunDraft } from './event';

/** How many entities and checks are tried, most first, until the event is small enough. */
const SIZES: ReadonlyArray<{ entities: number; checks: number }> = [
  { entities: 20, checks: 1000 },
  { entities: 10, checks: 1000 },
  { entities: 5, checks: 1000 },
  { entities: 2, checks: 1000 },
  { entities: 1, checks: 40 },
  { entities: 1, checks: 20 },
  { entities: 0, checks: 20 },
];

/** `run.checks`: what the machine saw when the round was signed, the worst of it by name. Appended before `run.signed`. */
export function snapshot(act: Act, result: RunResult): RunDraft {
  const all = [...result.checks.values()];
  const exceptions = all
    .filter((check) => check.verdict !== 'pass' && check.verdict !== 'na')
    .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
  const details = (size: { entities: number; checks: number }): ChecksDetails => {
    const checks = exceptions.slice(0, size.checks).map((check) => snapshotOf(check, size.entities));
    const kept = checks.reduce((sum, check) => sum + check.entities.length, 0);
    const bad = exceptions.reduce((sum, check) => sum + badEntities(check).length, 0);
    return { valuesMs: result.askedMs, counts: countVerdicts(all), checks, cut: bad - kept };
  };
  return firstThatFits(SIZES.map((size) => () => runEvent(act, 'run.checks', 'looked at', details(size))));
}

function snapshotOf(check: CheckResult, entities: number): CheckSnapshot {
  return {
    id: check.definition.id,
    verdict: check.verdict,
    ...(check.reason && { reason: check.reason.code }),
    counts: Object.fromEntries(Object.entries(check.counts).filter(([, count]) => count > 0)),
    entities: badEntities(check)
      .slice(0, entities)
      .map(({ key, verdict, value }) => ({ key, verdict, value })),
  };
}

function badEntities(check: CheckResult): CheckResult['entities'] {
  return check.entities.filter((entity) => entity.verdict !== 'pass' && entity.verdict !== 'na');
}

function countVerdicts(checks: readonly CheckResult[]): Record<string, number> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of checks) {
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}
