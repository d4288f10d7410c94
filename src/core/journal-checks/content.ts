import type { ChecklistTemplate } from '../checklist/template';
import type { KpiDefinition } from '../kpi/definition';

/** Content that says what an act has to be to count. */
export interface JournalContent {
  checklists?: readonly ChecklistTemplate[];
  kpis?: readonly KpiDefinition[];
}

/** The id of the list that `monthly` or `monthly/disaster-recovery` is about. */
export function listOf(of: string): string {
  return of.split('/')[0] ?? of;
}
