import { verdictRank, VERDICTS_WORST_FIRST, type Verdict } from '../../core/check/verdict';
import type { ObjectiveResult } from '../../core/slo/judge';
import type { Scorecard, ScorecardRow } from '../../core/slo/scorecard';
import { EXIT } from '../usage';

/** What `opsrounds slo` found, for every output format. */
export interface SloOutcome {
  scorecard: Scorecard;
  /** IANA. */
  zone: string;
  /** Month `YYYY-MM`, or null for each objective's own window. */
  month: string | null;
  /** Why objectives may be missing or their numbers are not all; sentences. */
  gaps: readonly string[];
}

/** One budget with its only result. */
export interface SloLine {
  row: ScorecardRow;
  result: ObjectiveResult;
}

/** The share of good ones where it says something: with half of the data it is none of the window. Few events are shown with a word. */
export function shownSli({ verdict, because, sli }: ObjectiveResult): number | null {
  return verdict === 'unknown' && because?.code !== 'low-traffic' ? null : sli;
}

/** Budgets in the order of every list: worst first, then by title. */
export function linesOf({ scorecard }: SloOutcome): readonly SloLine[] {
  return scorecard.rows
    .flatMap((row): SloLine[] => row.results.map((result) => ({ row, result })))
    .sort(
      (a, b) =>
        verdictRank(a.result.verdict) - verdictRank(b.result.verdict) ||
        a.row.objective.title.localeCompare(b.row.objective.title, 'en') ||
        (a.row.key < b.row.key ? -1 : 1)
    );
}

/** Budgets by verdict, worst first. */
export function tallyOf(outcome: SloOutcome): ReadonlyArray<readonly [verdict: Verdict, count: number]> {
  const lines = linesOf(outcome);
  return VERDICTS_WORST_FIRST.map(
    (verdict) => [verdict, lines.filter(({ result }) => result.verdict === verdict).length] as const
  );
}

/** Missed and at risk win over unknown; of nothing measured and of a definition that is missing nobody knows. */
export function exitCode(outcome: SloOutcome): number {
  const count = new Map(tallyOf(outcome));
  if ((count.get('fail') ?? 0) + (count.get('warn') ?? 0) > 0) {
    return EXIT.findings;
  }
  const isUnknown = (count.get('unknown') ?? 0) > 0 || outcome.gaps.length > 0 || linesOf(outcome).length === 0;
  return isUnknown ? EXIT.unknown : EXIT.ok;
}
