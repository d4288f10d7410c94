import { addDays, instantOf } from '../../time/zone';
import { calendarOf } from '../proxmox/schedule';
import type { BackupJob } from './target';

const DAY_SECONDS = 86_400;
/** A day with the hour that the clocks are put back. */
const LONGEST_DAY_SECONDS = 90_000;

/** Local days that are over or have begun, oldest first. */
export interface Days {
  /** `2026-11-20` */
  dates: readonly string[];
  /** When each begins, ms, and when the last one ends. */
  startsMs: Float64Array;
  zone: string;
}

/** The last `count` days, today being the last. */
export function lastDays(today: string, count: number, zone: string): Days {
  const dates = Array.from({ length: count }, (_unused, index) => addDays(today, index - count + 1));
  const starts = [...dates, addDays(today, 1)].map((date) => instantOf(date, '00:00', zone));
  return { dates, startsMs: Float64Array.from(starts), zone };
}

/** Which of the days an instant is in; -1 before the first, the last for what comes later. */
export function dayIndexOf({ startsMs, dates }: Days, atMs: number): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((startsMs[middle] ?? Infinity) <= atMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

/**
 * When something is due: the first instant of each day, NaN on days without; or every so many seconds where nothing tells when.
 */
export type DuePlan = { kind: 'calendar'; firstMs: Float64Array } | { kind: 'interval'; seconds: number };

/** Plans of one look at many targets: jobs have few schedules between them. */
export function duePlans(days: Days): (jobs: readonly BackupJob[]) => DuePlan {
  const known = new Map<string, Float64Array | null>();
  const ofSchedule = (schedule: string) => {
    let found = known.get(schedule);
    if (found === undefined) {
      found = calendarDays(schedule, days);
      known.set(schedule, found);
    }
    return found;
  };
  return (jobs) => {
    const wanted = chosen(jobs);
    const calendars = wanted.map(({ schedule }) => (schedule === undefined ? null : ofSchedule(schedule)));
    if (calendars.length > 0 && calendars.every((calendar) => calendar !== null)) {
      return { kind: 'calendar', firstMs: earliestOf(calendars) };
    }
    const intervals = wanted.flatMap(({ intervalSeconds }) => intervalSeconds ?? []);
    return { kind: 'interval', seconds: intervals.length === 0 ? DAY_SECONDS : Math.min(...intervals) };
  };
}

/** What runs; else what would, if nobody had switched it off: the days on which nothing ran are missed all the same. */
function chosen(jobs: readonly BackupJob[]): readonly BackupJob[] {
  const on = jobs.filter(({ state }) => state === 'on');
  return on.length > 0 ? on : jobs;
}

function calendarDays(schedule: string, { dates, startsMs, zone }: Days): Float64Array | null {
  const calendar = calendarOf(schedule);
  const first = calendar?.seconds[0];
  if (calendar === null || first === undefined) {
    return null;
  }
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const time = `${two(first / 3600)}:${two((first % 3600) / 60)}`;
  const dueOn = (date: string, day: number) => {
    const [startMs = NaN, endMs = NaN] = [startsMs[day], startsMs[day + 1]];
    // Only where the clocks change the wall clock is another than what has gone by.
    return endMs - startMs === DAY_SECONDS * 1000 ? startMs + first * 1000 : instantOf(date, time, zone);
  };
  return Float64Array.from(
    dates.map((date, day) => (calendar.isOn(new Date(`${date}T00:00:00Z`)) ? dueOn(date, day) : NaN))
  );
}

function earliestOf(calendars: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(), ...others] = calendars;
  return others.length === 0
    ? first
    : first.map((due, day) =>
        others.reduce(
          (earliest, { [day]: other = NaN }) => (!(earliest <= other) && !Number.isNaN(other) ? other : earliest),
          due
        )
      );
}

/** Whether something is due once in every day. */
export function isDaily(seconds: number): boolean {
  return seconds <= LONGEST_DAY_SECONDS;
}
