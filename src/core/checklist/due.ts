import type { Settings } from '../settings/settings';
import { addDays, instantOf, localDate } from '../time/zone';
import { deriveRun, runsIn, type Schedule } from './derive';
import type { Run } from './run';
import { isScheduled, type ChecklistTemplate, type ScheduledTemplate } from './template';

/** The lists that the settings turn on; before anybody started, the first, which is what starting turns on. */
export function listsOn(
  { checklists }: Pick<Settings, 'checklists'>,
  templates: readonly ChecklistTemplate[]
): readonly ChecklistTemplate[] {
  return checklists === undefined || checklists.length === 0
    ? templates.slice(0, 1)
    : templates.filter(({ id }) => checklists.includes(id));
}

/**
 * The list to look at now: of the rounds that are open and not done the one due first, so that a late one stands before one that
 * can wait. Where all are done, the one that was due last; a round whose day is over comes after those. Null of none; a list on
 * demand is never due.
 * @param done Keys of the rounds that were signed or skipped; null while that is not known, and a late one is taken for done then.
 */
export function listDue(
  templates: readonly ChecklistTemplate[],
  schedule: Schedule,
  nowMs: number,
  done: ReadonlySet<string> | null
): ScheduledTemplate | null {
  const isDone = ({ key, dueMs }: Run) => done?.has(key) ?? dueMs < nowMs;
  const rank = (run: Run) => (isDone(run) && !run.closed ? 1 : run.closed ? 2 : 0);
  const runs = templates
    .filter(isScheduled)
    .map((template) => ({ template, run: deriveRun(template, schedule, nowMs) }));
  const [first] = runs.sort(
    ({ run: a }, { run: b }) => rank(a) - rank(b) || (rank(a) === 0 ? a.dueMs - b.dueMs : b.dueMs - a.dueMs)
  );
  return first?.template ?? null;
}

/** Rounds of a list that concern today: those that open today, and those that opened before and are not closed, overdue or not. */
export function roundsToday(template: ScheduledTemplate, schedule: Schedule, nowMs: number): readonly Run[] {
  const today = localDate(nowMs, schedule.zone);
  const longest = (template.dueDays ?? 0) + 1;
  const fromMs = instantOf(addDays(today, -longest), '00:00', schedule.zone);
  const toMs = instantOf(addDays(today, 1), '00:00', schedule.zone);
  return runsIn(template, schedule, { fromMs, toMs }, nowMs).filter(({ date, closed }) => date === today || !closed);
}
