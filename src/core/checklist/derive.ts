import { zoneOf, type Settings } from '../settings/settings';
import { addDays, instantOf, localDate } from '../time/zone';
import { datesFrom } from './recurrence';
import type { Run } from './run';
import type { ScheduledTemplate } from './template';

/** What rounds are derived with, beside their templates and the clock. */
export interface Schedule {
  /** IANA zone. */
  zone: string;
  /** Local dates on which nobody works. */
  holidays: ReadonlySet<string>;
  /** When the rounds were started, ms: none is due before it. */
  startedMs?: number;
  /** When a list was turned on after that, ms, by its id. */
  turnedOnMs?: ReadonlyMap<string, number>;
}

export function scheduleOf(settings: Settings): Schedule {
  const { holidays = [], startedMs, turnedOnMs = {} } = settings;
  return {
    zone: zoneOf(settings),
    holidays: new Set(holidays),
    turnedOnMs: new Map(Object.entries(turnedOnMs)),
    ...(startedMs !== undefined && { startedMs }),
  };
}

/** From when on a list has rounds, ms; undefined where nobody started any. */
function startOf({ id }: ScheduledTemplate, { startedMs, turnedOnMs }: Schedule): number | undefined {
  const ownMs = turnedOnMs?.get(id);
  return ownMs === undefined ? startedMs : Math.max(ownMs, startedMs ?? ownMs);
}

/**
 * Today's run, or the last one that opened when today's has not opened yet or today is none of the list's days. The first one
 * is the next that falls due after the rounds were started, and opens with the start at the latest.
 * A due time at or before the opening time belongs to the next day (a night shift). Throws RangeError for an unknown
 * zone or a list that has no day; the library's schema lets neither through.
 */
export function deriveRun(template: ScheduledTemplate, schedule: Schedule, nowMs: number): Run {
  const today = localDate(nowMs, schedule.zone);
  const last = firstOf(runsFrom(template, schedule, today, -1), ({ openMs }) => openMs <= nowMs, template);
  const startedMs = startOf(template, schedule);
  const run = startedMs === undefined ? last : notBefore(firstRun(template, schedule, startedMs), last);
  return closedBy(run, nowMs);
}

/** Those that open in a stretch of time, in their order: also those that nobody ever looked at. */
export function runsIn(
  template: ScheduledTemplate,
  schedule: Schedule,
  { fromMs, toMs }: { fromMs: number; /** Exclusive. */ toMs: number },
  nowMs: number
): readonly Run[] {
  const startedMs = startOf(template, schedule) ?? -Infinity;
  const runs: Run[] = [];
  for (const run of runsFrom(template, schedule, localDate(fromMs, schedule.zone), 1)) {
    if (run.openMs >= toMs) {
      break;
    }
    if (run.openMs >= fromMs && run.dueMs > startedMs) {
      runs.push(closedBy(run, nowMs));
    }
  }
  return runs;
}

/** The next one that opens after an instant; null of a list that has none. */
export function nextRun(template: ScheduledTemplate, schedule: Schedule, afterMs: number): Run | null {
  for (const run of runsFrom(template, schedule, localDate(afterMs, schedule.zone), 1)) {
    if (run.openMs > afterMs) {
      return closedBy(run, afterMs);
    }
  }
  return null;
}

type Day = Omit<Run, 'closed'>;

function closedBy(run: Day, nowMs: number): Run {
  const lastDay = addDays(run.date, run.dueDays);
  return { ...run, closed: lastDay < localDate(nowMs, run.zone) && nowMs > run.dueMs };
}

/** The rounds of a list from a date on, back or ahead, those of that date included. */
function* runsFrom(
  template: ScheduledTemplate,
  { zone, holidays }: Schedule,
  from: string,
  step: 1 | -1
): Generator<Day, void> {
  for (const date of datesFrom(template, from, step, holidays)) {
    // A zone that crosses the date line leaves one out.
    if (localDate(instantOf(date, '12:00', zone), zone) !== date) {
      continue;
    }
    const runs = runsOfDay(template, zone, date);
    yield* step === 1 ? runs : runs.reverse();
  }
}

function runsOfDay({ id, opens, due, dueDays = 0, shifts }: ScheduledTemplate, zone: string, date: string): Day[] {
  const hours = shifts ?? [{ id: null, opens, due }];
  return hours.map((shift) => {
    const dueDate = addDays(date, dueDays + Number(dueDays === 0 && shift.due <= shift.opens));
    return {
      key: [id, date, ...(shift.id === null ? [] : [shift.id])].join('/'),
      list: id,
      date,
      zone,
      openMs: instantOf(date, shift.opens, zone),
      dueMs: instantOf(dueDate, shift.due, zone),
      dueDays,
    };
  });
}

/** The first run that is due after the start. */
function firstRun(template: ScheduledTemplate, schedule: Schedule, startedMs: number): Day {
  // One that is due now may have opened days ago.
  const from = addDays(localDate(startedMs, schedule.zone), -1 - (template.dueDays ?? 0));
  const first = firstOf(runsFrom(template, schedule, from, 1), ({ dueMs }) => dueMs > startedMs, template);
  return { ...first, openMs: Math.min(first.openMs, startedMs) };
}

function firstOf(runs: Iterable<Day>, fits: (run: Day) => boolean, { id }: ScheduledTemplate): Day {
  for (const run of runs) {
    if (fits(run)) {
      return run;
    }
  }
  throw new RangeError(`checklist ${id} has no days`);
}

function notBefore(first: Day, last: Day): Day {
  return last.openMs > first.openMs && last.key !== first.key ? last : first;
}
