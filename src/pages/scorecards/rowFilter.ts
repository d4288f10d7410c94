import type { Verdict } from '../../core/check/verdict';
import { rowTitle, verdictOf } from '../../core/slo/rowOrder';
import type { ScorecardRow } from '../../core/slo/scorecard';

export interface RowFilter {
  verdicts: ReadonlySet<Verdict>;
  search: string;
  owner: string | null;
  service: string | null;
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
