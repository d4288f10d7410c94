import { addDays, dayOfWeek, instantOf, localDate } from '../time/zone';
import type { Run } from './run';
import type { ChecklistTemplate, Weekday } from './template';

const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * Today's run, or the last one that opened when today's has not opened yet or today is none of the list's days. The first one
 * is the next that falls due after the rounds were started, and opens with the start at the latest.
 * A due time at or before the opening time belongs to the next day (a night shift). Throws RangeError for an unknown
 * zone or a list without days; the library's schema lets neither through.
 */
export function deriveRun(template: ChecklistTemplate, zone: string, nowMs: number, startedMs?: number): Run {
  const today = localDate(nowMs, zone);
  const last = runOfDays(template, zone, today, -1, ({ openMs }) => openMs <= nowMs);
  const run = startedMs === undefined ? last : notBefore(firstRun(template, zone, startedMs), last);
  return { ...run, closed: run.date < today && nowMs > run.dueMs };
}

type Day = Omit<Run, 'closed'>;

/** The first run from that day on, back or ahead, that fits. */
function runOfDays(
  template: ChecklistTemplate,
  zone: string,
  from: string,
  step: 1 | -1,
  fits: (run: Day) => boolean
): Day {
  // A week and a day: today's may not have opened yet, and the list may have one day a week.
  for (let days = 0; days <= 8; days++) {
    const date = addDays(from, days * step);
    const weekday = WEEKDAYS[dayOfWeek(date) - 1];
    const run = runOfDay(template, zone, date);
    if (weekday && template.days.includes(weekday) && fits(run)) {
      return run;
    }
  }
  throw new RangeError(`checklist ${template.id} has no days`);
}

function runOfDay({ id, opens, due }: ChecklistTemplate, zone: string, date: string): Day {
  const openMs = instantOf(date, opens, zone);
  const dueMs = instantOf(due > opens ? date : addDays(date, 1), due, zone);
  return { key: `${id}/${date}`, list: id, date, zone, openMs, dueMs };
}

/** The first run that is due after the start. */
function firstRun(template: ChecklistTemplate, zone: string, startedMs: number): Day {
  // One that is due in the morning may be yesterday's.
  const from = addDays(localDate(startedMs, zone), -1);
  const first = runOfDays(template, zone, from, 1, ({ dueMs }) => dueMs > startedMs);
  return { ...first, openMs: Math.min(first.openMs, startedMs) };
}

function notBefore(first: Day, last: Day): Day {
  return last.date > first.date ? last : first;
}
