import { verdictRank, type Verdict } from '../../core/check/verdict';
import type { ScorecardRow } from '../../core/slo/scorecard';

export interface RowFilter {
  verdicts: ReadonlySet<Verdict>;
  search: string;
  owner: string | null;
  service: string | null;
}

/** Worst first over the first period: missed, unknown, at risk, met; within each the least that is left, then by name. */
export function worstRowsFirst(rows: readonly ScorecardRow[]): readonly ScorecardRow[] {
  const left = ({ results: [result] }: ScorecardRow) =>
    result?.verdict === 'unknown' ? 0 : (result?.budget?.left ?? Infinity);
  return [...rows].sort(
    (a, b) =>
      verdictRank(verdictOf(a)) - verdictRank(verdictOf(b)) ||
      left(a) - left(b) ||
      rowTitle(a).localeCompare(rowTitle(b))
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

export function filtered(rows: readonly ScorecardRow[], filter: RowFilter): readonly ScorecardRow[] {
  const words = filter.search.toLowerCase().split(/\s+/);
  return rows.filter((row) => {
    const { service, owner } = row.objective;
    const text = [rowTitle(row), service, owner, row.objective.id].join(' ').toLowerCase();
    return (
      (filter.verdicts.size === 0 || filter.verdicts.has(verdictOf(row))) &&
      (filter.owner === null || filter.owner === owner) &&
      (filter.service === null || filter.service === service) &&
      words.every((word) => text.includes(word))
    );
  });
}
