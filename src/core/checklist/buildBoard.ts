import { isAllAccepted, NO_RISKS, risksOf, type AcceptedRisk, type AcceptedRisks } from '../acceptance/risk';
import { findingsOf, type Finding } from '../check/findings';
import type { CheckResult, RunResult } from '../check/result';
import { countedChecks, rollUp } from '../check/rollup';
import { isException, verdictRank, type Reason, type Verdict } from '../check/verdict';
import { answerOf } from './answer';
import type { Board, BoardItem, Counts } from './board';
import { findCauses } from './causes';
import type { Run } from './run';
import type { Claim, ClaimKind, Decision, DecisionKind, RunState } from './state';
import type { ChecklistTemplate, ItemTemplate } from './template';

const CLAIM_ORDER: readonly ClaimKind[] = ['pass', 'fail', 'unknown', 'warn', 'hand', 'na'];

export interface BoardInput {
  template: ChecklistTemplate;
  run: Run;
  /** Null before anything answered. */
  result: RunResult | null;
  /** Sources that have neither answered nor timed out. */
  pendingSources: ReadonlyArray<{ uid: string }>;
  state: RunState;
  /** None where nobody knows of any: then nothing is accepted. */
  risks?: AcceptedRisks;
}

/** Puts the machine's verdicts and the people's decisions side by side. Neither ever changes the other. */
export function buildBoard({ template, run, result, pendingSources, state, risks = NO_RISKS }: BoardInput): Board {
  const waiting = result === null || pendingSources.length > 0;
  const items = template.items.map((item) =>
    buildItem(item, { result, waiting, decision: state.decisions.get(item.id) ?? null, risks })
  );
  const pending = items.filter((entry) => entry.pending).length;
  return {
    run,
    items,
    causes: findCauses(items),
    counts: pending > 0 ? null : countsOf(items),
    pending,
    signature: state.signature,
  };
}

/** What the items add up to, those that are pending left out. */
export function countsOf(items: readonly BoardItem[]): Counts {
  const claims = CLAIM_ORDER.flatMap((kind) =>
    claimOf(
      kind,
      items.filter((entry) => claimKind(entry) === kind)
    )
  );
  return {
    tally: Object.fromEntries(
      CLAIM_ORDER.map((kind) => [kind, claims.find((claim) => claim.kind === kind)?.count ?? 0])
    ) as Record<ClaimKind, number>,
    left: items.filter((entry) => entry.needsDecision).length,
    claims,
  };
}

interface Known {
  result: RunResult | null;
  waiting: boolean;
  decision: Decision | null;
  risks: AcceptedRisks;
}

function buildItem(item: ItemTemplate, { result, waiting, decision, risks }: Known): BoardItem {
  const found = item.checks.map((id) => result?.checks.get(id));
  const checks = found
    .filter((check) => check !== undefined)
    .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
  const missing = item.checks.filter((_, index) => found[index] === undefined);
  if (waiting && missing.length > 0) {
    const pending = {
      mode: 'machine',
      verdict: undefined,
      pending: true,
      finding: null,
      findings: [],
      risks: [],
      needsDecision: false,
    } as const;
    return { item, ...pending, checks, decision };
  }
  const judged = missing.length > 0 ? neverRun(missing) : judge(item, checks);
  const { mode, verdict } = judged;
  const isOpen = (mode === 'hand' || isException(verdict)) && !(decision && answers(decision, mode, verdict, checks));
  const accepted = isOpen && verdict !== 'unknown' ? allAccepted(risks, countedChecks(checks, item.need)) : [];
  return {
    item,
    ...judged,
    findings: findingsOfItem(item, checks),
    pending: false,
    checks,
    decision,
    risks: accepted,
    needsDecision: isOpen && accepted.length === 0,
  };
}

type Judged = Pick<BoardItem, 'mode' | 'reason' | 'finding'> & { verdict: Verdict };

function judge(item: ItemTemplate, checks: readonly CheckResult[]): Judged {
  const { verdict, reason, worst } = rollUp(checks, item.need);
  if (verdict === 'na') {
    return { mode: 'hand', verdict, reason, finding: null };
  }
  return { mode: 'machine', verdict, reason, finding: verdict === 'pass' ? null : (worst?.finding ?? null) };
}

/** What the checks found that count for the item, worst first and then in the order of the checks. */
function findingsOfItem({ need }: ItemTemplate, checks: readonly CheckResult[]): readonly Finding[] {
  return countedChecks(checks, need)
    .flatMap(findingsOf)
    .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
}

/** A check that the template names and nobody ran: a mistake of ours, and therefore unknown. */
function neverRun(ids: readonly string[]): Judged {
  const reason: Reason = { code: 'internal', detail: `${ids.join(', ')} was not run` };
  return { mode: 'machine', verdict: 'unknown', reason, finding: null };
}

/** The risks that are accepted of some checks; empty unless all that is wrong with all of them is accepted. */
function allAccepted(risks: AcceptedRisks, checks: readonly CheckResult[]): readonly AcceptedRisk[] {
  return checks.every((check) => isAllAccepted(risks, check)) ? checks.flatMap((check) => risksOf(risks, check)) : [];
}

/**
 * Whether a decision still speaks about the item as it is now. "Done" and "checked by hand" say nothing about something
 * that the machine sees fail, and whoever acknowledged a warning has not acknowledged the failure it became, nor another
 * check of the item that is as bad now.
 */
function answers(
  decision: Decision,
  mode: BoardItem['mode'],
  verdict: Verdict,
  checks: readonly CheckResult[]
): boolean {
  if (mode === 'hand' || decision.kind === 'na') {
    return true;
  }
  if (decision.verdict !== null && verdictRank(verdict) < verdictRank(decision.verdict)) {
    return false;
  }
  const { checks: seen } = decision;
  if (seen && checks.some((check) => check.verdict === verdict && !seen.includes(check.definition.id))) {
    return false;
  }
  const allowed: readonly DecisionKind[] =
    verdict === 'unknown' ? ['acknowledged', 'deferred', 'checked'] : ['acknowledged', 'deferred', 'risk'];
  return allowed.includes(decision.kind);
}

/** Which claim of the signature counts the item; null while it is pending. */
export function claimKind(entry: BoardItem): ClaimKind | null {
  if (entry.verdict === undefined) {
    return null;
  }
  if (entry.mode === 'hand') {
    return entry.decision?.kind === 'na' ? 'na' : 'hand';
  }
  return entry.verdict;
}

function claimOf(kind: ClaimKind, entries: readonly BoardItem[]): Claim[] {
  if (entries.length === 0) {
    return [];
  }
  const decided = entries.flatMap((entry) => answerOf(entry) ?? []);
  const decisions: Partial<Record<DecisionKind, number>> = {};
  for (const answer of decided) {
    decisions[answer.kind] = (decisions[answer.kind] ?? 0) + 1;
  }
  const notes = decided.map(({ note }) => note).filter((note) => note !== '');
  return [{ kind, count: entries.length, decided: decided.length, decisions, notes }];
}
