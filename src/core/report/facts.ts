import type { HistoryResult } from '../check/history';
import type { Month } from '../time/month';
import { coverageOf, type Coverage } from './coverage';
import { hourGrid, type HourGrid } from './hours';
import type { MonthFigure } from './monthFigures';
import type { MonthObjectives } from './monthObjectives';
import { monthSpace, type MonthSpace } from './monthSpace';
import { pairRows, type PairRow } from './pairRows';
import { nodeUses, type NodeUse } from './useOfNodes';

/** What head and sections of a report are made of. */
export interface ReportFacts {
  month: Month;
  grid: HourGrid;
  rows: readonly PairRow[];
  /** Busiest first. */
  nodes: readonly NodeUse[];
  space: MonthSpace;
  coverage: Coverage;
  /** Null: nobody was asked. */
  objectives: MonthObjectives | null;
  /** Worst first; none when nobody was asked. */
  figures: readonly MonthFigure[];
  /** Title of a pack. */
  packTitle: (pack: string) => string;
}

export function factsOf(
  month: Month,
  history: HistoryResult,
  promises: Pick<ReportFacts, 'objectives' | 'figures'>,
  packTitle: ReportFacts['packTitle']
): ReportFacts {
  const grid = hourGrid(month);
  const rows = pairRows(history, grid);
  const coverage = coverageOf(history, rows, grid);
  const space = monthSpace(history, grid, month);
  return { month, grid, rows, nodes: nodeUses(history, grid), space, coverage, ...promises, packTitle };
}
