import type { CheckDefinition } from '../check/definition';
import type { HistoryResult } from '../check/history';
import { runHistory, type HistoryOptions } from '../check/runHistory';
import type { ReasonCode } from '../check/verdict';
import type { Month } from '../time/month';
import { hourGrid } from './hours';
import { MEASURES } from './measures';

/** What the checks said hour by hour over a month, with the use of the nodes and of what can fill up. Rejects only when the signal aborts. */
export function askMonth(
  month: Month,
  definitions: readonly CheckDefinition[],
  options: HistoryOptions
): Promise<HistoryResult> {
  return runHistory([...definitions, ...MEASURES], hourGrid(month), options);
}

/** Why nothing at all was answered; null when something was, or when there was nobody to ask. */
export function nothingAnswered({ sources }: HistoryResult): { source: string; reason: ReasonCode } | null {
  const [first] = sources;
  return first?.problem === undefined || sources.some(({ problem }) => problem === undefined)
    ? null
    : { source: first.name, reason: first.problem.code };
}
