import type { Settings } from '../settings/settings';
import { deriveRun, type Schedule } from './derive';
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
 * The list to look at now: one that is open and not past due before one that is late, and that before one whose day is over.
 * Of several the one due next, where all are past due the one due last. Null of none; a list on demand is never due.
 */
export function listDue(
  templates: readonly ChecklistTemplate[],
  schedule: Schedule,
  nowMs: number
): ScheduledTemplate | null {
  const runs = templates
    .filter(isScheduled)
    .map((template) => ({ template, run: deriveRun(template, schedule, nowMs) }));
  const [first] = runs.sort(
    (a, b) => rank(a.run, nowMs) - rank(b.run, nowMs) || distance(a.run, nowMs) - distance(b.run, nowMs)
  );
  return first?.template ?? null;
}

function rank({ closed, dueMs }: Run, nowMs: number): number {
  return closed ? 2 : Number(dueMs < nowMs);
}

function distance({ dueMs }: Run, nowMs: number): number {
  return Math.abs(dueMs - nowMs);
}
