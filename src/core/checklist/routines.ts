import type { JournalReading } from '../journal/event';
import type { Settings } from '../settings/settings';
import { localDate } from '../time/zone';
import { begunRun } from './begun';
import { nextRun, scheduleOf, type Schedule } from './derive';
import { listsOn, roundsToday } from './due';
import { history, type HistoryRound } from './history';
import { ON_TIME_TARGET, onTimeOf, lastRounds, type OnTime } from './historyFigures';
import type { Run } from './run';
import { isScheduled, type ChecklistTemplate, type ScheduledTemplate } from './template';

/**
 * Which routines exist and whether they are kept: every list of the library with what it has next, what became of its last rounds
 * and how much of it a machine looks at.
 */

const STRIP_ROUNDS = 16;

/** `off`: the settings do not turn it on, so it is never due. */
export type RoutineGroup = 'today' | 'later' | 'on-demand' | 'off';

const GROUPS: readonly RoutineGroup[] = ['today', 'later', 'on-demand', 'off'];

export interface NextRound {
  run: Run;
  /** `unknown`: it is open, and nobody can tell whether somebody signed it. */
  state: 'upcoming' | 'due' | 'unknown';
}

export interface Routine {
  template: ChecklistTemplate;
  group: RoutineGroup;
  /** The round that has to be done first; null of a list that has none. */
  next: NextRound | null;
  /** The last round that is over, or that was signed or skipped. */
  last: HistoryRound | null;
  /** The last ones that have opened, the newest last. */
  strip: readonly HistoryRound[];
  /** Of thirteen weeks; null of a list that is never due. */
  onTime: OnTime | null;
  items: number;
  /** Items that have a check. */
  withChecks: number;
}

interface Asked {
  templates: readonly ChecklistTemplate[];
  settings: Settings;
  /** Whether somebody turned the rounds on: before that no list is. */
  isStarted: boolean;
  /** The journal's events of class `sum`; null when it could not be read. */
  recorded: JournalReading | null;
  nowMs: number;
}

/** All lists, grouped, and within a group by what is due first. */
export function routines({ templates, settings, isStarted, recorded, nowMs }: Asked): readonly Routine[] {
  const schedule = scheduleOf(settings);
  const on = new Set(isStarted ? listsOn(settings, templates).map(({ id }) => id) : []);
  return history({ templates, schedule, recorded, nowMs })
    .lists.map(({ template, rounds }): Routine => {
      const kept = on.has(template.id) ? rounds : rounds.filter(({ summary }) => summary !== null);
      const isOn = on.has(template.id);
      const scheduled = isOn && isScheduled(template) ? template : null;
      const next = scheduled
        ? nextRound(scheduled, schedule, kept, nowMs)
        : isOn
          ? openBegun(kept, schedule.zone, nowMs)
          : null;
      return {
        template,
        group: isOn ? groupOf(template, next, schedule.zone, nowMs) : 'off',
        next,
        last: lastOf(kept, next),
        strip: lastRounds({ rounds: kept }, STRIP_ROUNDS),
        onTime: scheduled && onTimeOf(kept),
        items: template.items.length,
        withChecks: template.items.filter(({ checks }) => checks.length > 0).length,
      };
    })
    .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || dueMs(a) - dueMs(b));
}

/** Whether a list is signed in time too rarely; of too few rounds nobody can say that. */
export function isSlipping({ onTime }: Pick<Routine, 'onTime'>): boolean {
  return onTime !== null && onTime.ratio !== null && onTime.ratio < ON_TIME_TARGET;
}

function dueMs({ next }: Routine): number {
  return next?.run.dueMs ?? 0;
}

function nextRound(
  template: ScheduledTemplate,
  schedule: Schedule,
  rounds: readonly HistoryRound[],
  nowMs: number
): NextRound | null {
  const states = new Map(rounds.map(({ run, state }) => [run, state]));
  const open = roundsToday(template, schedule, nowMs).flatMap((run): NextRound[] => {
    const state = states.get(run.key);
    return state === 'due' || state === 'upcoming' || state === 'unknown' ? [{ run, state }] : [];
  });
  const [first] = open.sort((a, b) => a.run.dueMs - b.run.dueMs);
  const later = first ? null : nextRun(template, schedule, nowMs);
  return first ?? (later && { run: later, state: 'upcoming' });
}

/** The round of a list on demand that somebody began and that is not over. */
function openBegun(rounds: readonly HistoryRound[], zone: string, nowMs: number): NextRound | null {
  const last = rounds.at(-1);
  return last?.summary && (last.state === 'due' || last.state === 'unknown')
    ? { run: begunRun(last.summary, zone, nowMs), state: last.state }
    : null;
}

function groupOf(template: ChecklistTemplate, next: NextRound | null, zone: string, nowMs: number): RoutineGroup {
  if (!isScheduled(template)) {
    return 'on-demand';
  }
  return next !== null && localDate(next.run.dueMs, zone) <= localDate(nowMs, zone) ? 'today' : 'later';
}

function lastOf(rounds: readonly HistoryRound[], next: NextRound | null): HistoryRound | null {
  return (
    rounds.filter(({ run, state }) => state !== 'upcoming' && state !== 'due' && run !== next?.run.key).at(-1) ?? null
  );
}
