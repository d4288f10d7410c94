import type { KpiDefinition } from '../kpi/definition';
import type { ObjectivesDesk } from '../slo/desk';
import type { Month } from '../time/month';
import { askFigures, type FigurePorts, type MonthFigure } from './monthFigures';
import { askObjectives, type MonthObjectives } from './monthObjectives';

/** What was promised of a month, and what was kept: plain data. */
export interface MonthPromises {
  objectives: MonthObjectives;
  figures: readonly MonthFigure[];
}

/** Reads both; figures stand beside objectives, and are not asked without any. Rejects only when it is aborted. */
export async function askPromises(
  ports: FigurePorts & { objectives: ObjectivesDesk },
  definitions: readonly KpiDefinition[],
  month: Month,
  nowMs: number,
  signal: AbortSignal,
  onProgress?: (done: number, of: number) => void
): Promise<MonthPromises> {
  const objectives = await askObjectives(ports.objectives, month, nowMs, signal, onProgress);
  const figures =
    objectives.rows.length === 0 ? [] : await askFigures(ports, definitions, month, nowMs, signal, onProgress);
  return { objectives, figures };
}
