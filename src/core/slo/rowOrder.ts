import { verdictRank, type Verdict } from '../check/verdict';
import type { ScorecardRow } from './scorecard';

/** Worst first over the first period: missed, unknown, at risk, met; within each the least that is left, then by name. */
export function worstRowsFirst(rows: readonly ScorecardRow[]): readonly ScorecardRow[] {
  const left = ({ results: [result] }: ScorecardRow) =>
    result?.verdict === 'unknown' ? 0 : (result?.budget?.left ?? Infinity);
  return [...rows].sort(
    (a, b) =>
      verdictRank(verdictOf(a)) - verdictRank(verdictOf(b)) ||
      left(a) - left(b) ||
      (`${rowTitle(a)} ${a.key}` < `${rowTitle(b)} ${b.key}` ? -1 : 1)
  );
}

export function verdictOf({ results: [result] }: ScorecardRow): Verdict {
  return result?.verdict ?? 'unknown';
}

/** An objective's title, with its group. */
export function rowTitle({ objective, group }: Pick<ScorecardRow, 'objective' | 'group'>): string {
  const of = Object.values(group).filter((value) => value !== '');
  return of.length === 0 ? objective.title : `${objective.title} · ${of.join(', ')}`;
}
