import type { CheckDefinition } from '../check/definition';
import { SPACE_KINDS } from './spaceChecks';
import { USE_CHECKS, USE_METRICS } from './useChecks';

/** What the report only measures, beside the checks that it is about. */
export const MEASURES: readonly CheckDefinition[] = [
  ...USE_METRICS.map((metric) => USE_CHECKS[metric]),
  ...SPACE_KINDS.flatMap(({ used, size }) => [used, size]),
];

const IDS: ReadonlySet<string> = new Set(MEASURES.map(({ id }) => id));

/** Whether a check only measures: it is none of the checks that the report is about. */
export function isMeasure({ id }: CheckDefinition): boolean {
  return IDS.has(id);
}
