import { addDays, dayOfWeek, instantOf, localDate } from '../time/zone';
import type { Run } from './run';
import type { ChecklistTemplate, Weekday } from './template';

const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * Today's run, or the last one that opened when today's has not opened yet or today is none of the list's days.
 * A due time at or before the opening time belongs to the next day (a night shift). Throws RangeError for an unknown
 * zone or a list without days; the library's schema lets neither through.
 */
export function deriveRun(template: ChecklistTemplate, zone: string, nowMs: number): Run {
  const today = localDate(nowMs, zone);
  for (let daysBack = 0; daysBack <= 7; daysBack++) {
    const date = addDays(today, -daysBack);
    const weekday = WEEKDAYS[dayOfWeek(date) - 1];
    const openMs = instantOf(date, template.opens, zone);
    if (weekday && template.days.includes(weekday) && openMs <= nowMs) {
      const dueDate = template.due > template.opens ? date : addDays(date, 1);
      const dueMs = instantOf(dueDate, template.due, zone);
      const key = `${template.id}/${date}`;
      return { key, list: template.id, date, zone, openMs, dueMs, closed: date !== today && nowMs > dueMs };
    }
  }
  throw new RangeError(`checklist ${template.id} has no days`);
}
