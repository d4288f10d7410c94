import { isScheduled, type ChecklistTemplate, type ItemTemplate } from '../core/checklist/template';
import type { Recurrence } from '../core/checklist/recurrence';
import { durationOf } from './durationOf';
import { yamlText } from './slo/yamlText';

/** A checklist as YAML that `parseChecklist` reads as the same; what is left at its default is left out. */
export function writeChecklist(template: ChecklistTemplate): string {
  const { id, title, windowSeconds, signatures, items } = template;
  return yamlText({
    version: 1,
    id,
    title,
    ...(isScheduled(template) ? calendarOf(template) : { onDemand: true }),
    window: durationOf(windowSeconds),
    ...(signatures !== undefined && { signatures }),
    items: items.map(itemOf),
  });
}

function calendarOf(template: ChecklistTemplate & { recurrence: Recurrence }): object {
  const { recurrence, onHoliday, opens, due, dueDays, shifts } = template;
  return {
    ...recurrenceOf(recurrence),
    ...(onHoliday !== 'skip' && { holiday: onHoliday }),
    opens,
    due,
    ...(dueDays !== undefined && { dueDays }),
    ...(shifts !== undefined && { shifts }),
  };
}

function recurrenceOf(recurrence: Recurrence): object {
  switch (recurrence.every) {
    case 'week':
      return { days: recurrence.days };
    case 'month':
      return { monthly: recurrence.on };
    case 'quarter':
      return { quarterly: { month: recurrence.month, day: recurrence.on } };
  }
}

function itemOf({ id, title, shortTitle, checks, need, byHand, runbook, seeds }: ItemTemplate): object {
  return {
    id,
    title,
    shortTitle,
    ...(checks.length > 0 && { checks }),
    ...(need !== 'all' && { need }),
    byHand,
    ...(runbook !== undefined && { runbook }),
    ...(seeds.length > 0 && { seeds }),
  };
}
