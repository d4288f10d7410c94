import { findingOf } from './finding';
import { askedAt, type CheckResult, type Entity, type Evidence } from './result';
import type { Reason, Verdict } from './verdict';

const BAD = ['fail', 'unknown', 'warn'] as const satisfies readonly Verdict[];

/** One thing that a check found: it has one for each bad verdict that it gives, so that the worst hides none. */
export interface Finding {
  check: CheckResult;
  verdict: (typeof BAD)[number];
  text: string;
  /** Why it is unknown. */
  reason?: Reason;
  /** Its evidence: the check's entities of this verdict, worst first. */
  entities: readonly Entity[];
  /** How many entities have this verdict, listed or not. */
  count: number;
  /** Its evidence too, when it is unknown: sources that could not be asked in full. */
  silent: readonly Evidence[];
}

/** What a check found, worst first: none when it passes or has nothing to look at. */
export function findingsOf(check: CheckResult): readonly Finding[] {
  if (check.verdict === 'pass' || check.verdict === 'na') {
    return [];
  }
  const silent = check.evidence.filter(({ problem }) => problem !== undefined);
  return BAD.filter(
    (verdict) => check.verdict === verdict || check.counts[verdict] > 0 || (verdict === 'unknown' && silent.length > 0)
  ).map((verdict) => findingOfVerdict(check, verdict, verdict === 'unknown' ? silent : []));
}

function findingOfVerdict(check: CheckResult, verdict: Finding['verdict'], silent: Finding['silent']): Finding {
  const { definition, counts } = check;
  const entities = check.entities.filter((entity) => entity.verdict === verdict);
  const own = check.verdict === verdict ? check : undefined;
  const reason = verdict === 'unknown' ? (own?.reason ?? entities[0]?.reason ?? silent[0]?.problem) : undefined;
  const found = {
    verdict,
    entities,
    count: counts[verdict],
    nowMs: askedAt(check.evidence),
    reason,
    sourceName: silent[0]?.sourceName,
  };
  const text = own?.finding ?? findingOf(definition, found);
  return { check, verdict, text, ...(reason && { reason }), entities, count: counts[verdict], silent };
}
