import { isScheduled, type ChecklistTemplate } from '../src/core/checklist/template';

/** What is done often before what is done seldom, and of one day in the order of its hours; on demand at the end. */
export function inCalendarOrder(a: ChecklistTemplate, b: ChecklistTemplate): number {
  return rank(a) - rank(b) || (hourOf(a) < hourOf(b) ? -1 : Number(hourOf(a) > hourOf(b)));
}

function rank({ recurrence }: ChecklistTemplate): number {
  switch (recurrence?.every) {
    case 'week':
      return recurrence.days.length === 1 ? 1 : 0;
    case 'month':
      return 2;
    case 'quarter':
      return 3;
    case undefined:
      return 4;
  }
}

function hourOf(template: ChecklistTemplate): string {
  return isScheduled(template) ? `${template.opens} ${template.due} ${template.id}` : template.id;
}
