import type { BadPeriod } from '../../../core/slo/course';
import type { Counts } from '../../../core/slo/counts';
import type { Promised } from '../../../core/slo/promises';
import type { SaidExclusion } from '../../../core/slo/fold';
import type { ObjectiveResult } from '../../../core/slo/judge';
import type { Objective } from '../../../core/slo/objective';
import type { ScorecardRow } from '../../../core/slo/scorecard';
import type { DataSource } from '../../../core/connection/dataSource';

/** One budget as its page shows it. */
export interface ObjectiveView {
  objective: Objective;
  row: ScorecardRow;
  /** Over the chosen window. */
  result: ObjectiveResult;
  /** The instant that rolling windows end at. */
  atMs: number;
  promised: Promised;
  /** Letters join chart and table. */
  periods: readonly BadPeriod[];
  /** What is left out of this window, as it was entered. */
  leftOut: readonly SaidExclusion[];
  /** What was asked; null where that is not known, or nothing was. */
  source: DataSource | null;
}

/** One that was counted: the parts that draw its course. */
export interface CountedView extends ObjectiveView {
  counts: Counts;
}
