import { sha256Hex } from '../../journal/canonical';
import type { JournalEvent } from '../../journal/event';
import { inOrder } from '../../journal/order';
import { addDays, instantOf, isZone } from '../../time/zone';
import {
  BACKUPS_LIST,
  isBackupEvent,
  type BackupDraft,
  type DayDraft,
  type DayPayload,
  type VerifiedCount,
} from './events';
import { rosterFor, rostersIn, type Roster } from './rosters';
import { DAY_STATES, type DayState } from './view';

/** How the backups of a day ended, kept by the journal when whoever made them has forgotten it. */

/** Letters of `DAY_STATES`, and of what was no target on that day. */
export const DAY_LETTERS = 'gwfmnu.';
const NO_TARGET = '.';

export interface DaySummary {
  /** Local date. */
  date: string;
  zone: string;
  /** By target key; what is not in it was no target. */
  states: ReadonlyMap<string, DayState>;
  /** Null where nobody looked in time. */
  verified: VerifiedCount | null;
}

/**
 * What has to be written so that the journal tells these days, in this order; empty when it does. A day that is told already is only
 * added to: by targets that it says nothing of, or does not know of. So the same call twice writes nothing the second time, and
 * nobody makes a failed day good afterwards.
 * @param events All of both lists, as far back as the first of the days and of all rosters.
 * @throws RangeError when a day is not over at `nowMs`.
 */
export function daySummaryDrafts(
  days: readonly DaySummary[],
  events: readonly JournalEvent[],
  nowMs: number
): readonly BackupDraft[] {
  const told = new Map(readDays(events).map((day) => [day.date, day]));
  const rosters = new Map(rostersIn(events));
  const drafts: BackupDraft[] = [];
  for (const day of days) {
    if (endOf(day) > nowMs) {
      throw new RangeError(`${day.date} is not over`);
    }
    const news = newsOf(day, told.get(day.date));
    if (news !== null) {
      const { roster, drafts: before } = rosterFor([...news.states.keys()], rosters);
      rosters.delete(roster.sha);
      rosters.set(roster.sha, roster);
      drafts.push(...before, dayDraft(news, roster));
    }
  }
  return drafts;
}

/** What of a day is not told yet; null when nothing is. Unknown says nothing, and a day of which nothing is known stays a gap. */
function newsOf(day: DaySummary, told: DaySummary | undefined): DaySummary | null {
  const states = new Map(
    [...day.states].filter(([key, state]) => isUntold(told?.states.get(key)) && (state !== 'unknown' || !told))
  );
  const isGap = [...states.values()].every((state) => state === 'unknown');
  return isGap ? null : { ...day, states };
}

function isUntold(state: DayState | undefined): boolean {
  return state === undefined || state === 'unknown';
}

function dayDraft({ date, zone, states, verified }: DaySummary, roster: Roster): DayDraft {
  const letters = roster.keys.map((key) => letterOf(states.get(key))).join('');
  const payload: DayPayload = {
    date,
    zone,
    roster: roster.sha,
    letters: letters.replace(/\.+$/, ''),
    counts: countsOf(letters.replace(/\.+$/, '')),
    verified,
  };
  const [good = 0, warning = 0, failed = 0, missed = 0] = payload.counts;
  const expected = good + warning + failed + missed;
  return {
    class: 'sys',
    list: BACKUPS_LIST,
    type: 'backup.day',
    // By date and content: whoever writes the same again repeats a key.
    key: `backup-day-${date}-${sha256Hex(JSON.stringify(payload)).slice(0, 16)}`,
    subject: `backup-day/${date}`,
    payload,
    sentence: `Backups of ${date}: ${good + warning} of ${expected} good`,
  };
}

function letterOf(state: DayState | undefined): string {
  return state === undefined ? NO_TARGET : (DAY_LETTERS[DAY_STATES.indexOf(state)] ?? NO_TARGET);
}

function countsOf(letters: string): readonly number[] {
  const counts = new Map<string, number>();
  for (const letter of letters) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return [...DAY_LETTERS].map((letter) => counts.get(letter) ?? 0);
}

/**
 * The days that the journal tells, oldest first. Of what is told of a target on a day the first known word counts; a day that was
 * written before it was over, whose roster is missing or whose numbers do not fit its letters is no day.
 */
export function readDays(events: readonly JournalEvent[]): readonly DaySummary[] {
  const rosters = rostersIn(events);
  const days = new Map<string, { summary: DaySummary; states: Map<string, DayState> }>();
  for (const event of inOrder(events.filter(isBackupEvent)).events) {
    const found = event.type === 'backup.day' ? stateListOf(event.payload, rosters, event.createdMs) : null;
    if (found === null || event.type !== 'backup.day') {
      continue;
    }
    const { date, zone, verified } = event.payload;
    const day = days.get(date);
    if (day === undefined) {
      const states = new Map(found);
      days.set(date, { summary: { date, zone, states, verified }, states });
    } else {
      for (const [key, state] of found) {
        if (isUntold(day.states.get(key))) {
          day.states.set(key, state);
        }
      }
      day.summary = { ...day.summary, verified: day.summary.verified ?? verified };
    }
  }
  return [...days.values()].map(({ summary }) => summary).sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The same by date: what matrices are filled with where a source has forgotten. */
export function daySummariesIn(events: readonly JournalEvent[]): ReadonlyMap<string, ReadonlyMap<string, DayState>> {
  return new Map(readDays(events).map(({ date, states }) => [date, states]));
}

const STATES: ReadonlyMap<string, DayState> = new Map(
  DAY_STATES.map((state, index) => [DAY_LETTERS[index] ?? NO_TARGET, state])
);

function stateListOf(
  { date, zone, roster, letters, counts }: DayPayload,
  rosters: ReadonlyMap<string, Roster>,
  writtenMs: number
): ReadonlyArray<readonly [key: string, state: DayState]> | null {
  const keys = rosters.get(roster)?.keys;
  const fits =
    keys !== undefined &&
    letters.length <= keys.length &&
    /^[gwfmnu.]*$/.test(letters) &&
    countsOf(letters).join() === counts.join() &&
    isZone(zone) &&
    isDay(date) &&
    endOf({ date, zone }) <= writtenMs;
  return fits
    ? [...letters].flatMap((letter, index) => {
        const [key, state] = [keys[index], STATES.get(letter)];
        return key === undefined || state === undefined ? [] : [[key, state] as const];
      })
    : null;
}

/** `2026-02-30` is none. */
function isDay(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(date);
}

function endOf({ date, zone }: Pick<DaySummary, 'date' | 'zone'>): number {
  return instantOf(addDays(date, 1), '00:00', zone);
}
