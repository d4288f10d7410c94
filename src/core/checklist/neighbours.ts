import { addDays, instantOf } from '../time/zone';
import { begunRun } from './begun';
import { nextRun, runsIn, type Schedule } from './derive';
import type { Run } from './run';
import type { RunSummary } from './summary';
import { isScheduled, type ChecklistTemplate } from './template';

/** Rounds that an address names, and those beside them. */

const DAY_MS = 86_400_000;

/** More than lies between two rounds of any list. */
const FARTHEST_DAYS = 130;

/** The round of a key that the list's calendar has, else one that was recorded when it had others; null of neither. */
export function runOfKey(
  template: ChecklistTemplate,
  schedule: Schedule,
  { key, date }: { key: string; date: string },
  summary: RunSummary | null,
  nowMs: number
): Run | null {
  const { zone } = schedule;
  const fromMs = instantOf(date, '00:00', zone);
  const toMs = instantOf(addDays(date, 1), '00:00', zone);
  const due = isScheduled(template) ? runsIn(template, schedule, { fromMs, toMs }, nowMs) : [];
  const recorded = isScheduled(template) ? recordedRun : begunRun;
  return due.find((run) => run.key === key) ?? (summary && recorded(summary, zone, nowMs));
}

function recordedRun({ run, list, date, openMs, dueMs }: RunSummary, zone: string): Run {
  return { key: run, list, date, zone, openMs, dueMs, dueDays: 0, closed: true };
}

/** The rounds before and after; one that has not opened yet is none. Those of a list on demand are the ones that were begun. */
export function neighbours(
  template: ChecklistTemplate,
  schedule: Schedule,
  { openMs }: Pick<Run, 'openMs'>,
  nowMs: number,
  summaries: readonly RunSummary[]
): { before: Run | null; after: Run | null } {
  if (!isScheduled(template)) {
    const begun = summaries
      .filter(({ list }) => list === template.id)
      .map((summary) => begunRun(summary, schedule.zone, nowMs))
      .sort((a, b) => a.openMs - b.openMs);
    return {
      before: begun.filter((run) => run.openMs < openMs).at(-1) ?? null,
      after: begun.find((run) => run.openMs > openMs) ?? null,
    };
  }
  const window = { fromMs: openMs - FARTHEST_DAYS * DAY_MS, toMs: openMs };
  const after = nextRun(template, schedule, openMs);
  return {
    before: runsIn(template, schedule, window, nowMs).at(-1) ?? null,
    after: after && after.openMs <= nowMs ? after : null,
  };
}
