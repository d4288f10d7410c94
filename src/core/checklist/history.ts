import type { JournalReading, RejectedRow } from '../journal/event';
import { addDays, dayOfWeek, instantOf, localDate } from '../time/zone';
import { begunRun, BEGUN_DUE_MS } from './begun';
import { runsIn, type Schedule } from './derive';
import { readRunKey } from './runKey';
import { isOver, summariesOf, type RunSummary } from './summary';
import { isScheduled, type ChecklistTemplate } from './template';

/**
 * Which rounds of some weeks were kept. The rounds come from their definition and the summaries say what became of each: one
 * that has none was missed only where the journal is known to reach back to it.
 */

export const HISTORY_WEEKS = 13;

/** A week more than is shown, so that what happened in its first days is not taken for the beginning of the journal. */
export const HISTORY_READ_DAYS = 7 * (HISTORY_WEEKS + 1);

/**
 * `incomplete`: signed with a reason although items were left; `due`: open or past due, its day not over; `upcoming`: not open
 * yet; `unknown`: nobody can tell what became of it.
 */
export type RoundState = 'on-time' | 'late' | 'incomplete' | 'missed' | 'skipped' | 'due' | 'upcoming' | 'unknown';

/**
 * Why a round is unknown: the journal was not read, holds nothing so old, or has an entry about it that does not count
 * (edited, unreadable, of a newer release).
 */
export type RoundDoubt = 'unread' | 'before-journal' | 'edited' | 'unreadable' | 'newer-version';

export interface HistoryRound {
  /** Key of the run. */
  run: string;
  list: string;
  /** Local date on which it opens. */
  date: string;
  openMs: number;
  dueMs: number;
  state: RoundState;
  /** Signed at or before it was due; of one that was not signed false once it is past due. Null while that is open or unknown, and of a skipped one. */
  isOnTime: boolean | null;
  doubt: RoundDoubt | null;
  /** What was recorded last; a reopened round has that. */
  summary: RunSummary | null;
}

export interface HistoryDay {
  date: string;
  /** Of the round that says most, the missed one first; `none`: no round was meant. */
  state: RoundState | 'none';
  /** That round first. */
  rounds: readonly HistoryRound[];
}

export interface ListHistory {
  template: ChecklistTemplate;
  /** One for each day of the weeks. */
  days: readonly HistoryDay[];
  /** In the order of their opening. */
  rounds: readonly HistoryRound[];
}

export interface History {
  /** Local dates, a Monday and a Sunday. */
  fromDate: string;
  toDate: string;
  lists: readonly ListHistory[];
}

interface Asked {
  /** The lists that are on. */
  templates: readonly ChecklistTemplate[];
  schedule: Schedule;
  /** The journal's events of class `sum`; null when it could not be read. */
  recorded: JournalReading | null;
  nowMs: number;
}

/** The week of today and the twelve before it. */
export function history({ templates, schedule, recorded, nowMs }: Asked): History {
  const today = localDate(nowMs, schedule.zone);
  const toDate = addDays(today, 7 - dayOfWeek(today));
  const fromDate = addDays(toDate, 1 - 7 * HISTORY_WEEKS);
  const record = recorded && recordOf(recorded);
  const dates = Array.from({ length: 7 * HISTORY_WEEKS }, (_, day) => addDays(fromDate, day));
  const window = {
    fromMs: instantOf(fromDate, '00:00', schedule.zone),
    toMs: instantOf(addDays(toDate, 1), '00:00', schedule.zone),
  };
  return {
    fromDate,
    toDate,
    lists: templates.map((template) => {
      const due = isScheduled(template)
        ? runsIn(template, schedule, window, nowMs).map((run) => roundOf(run, record, nowMs))
        : begunRounds(template.id, record, { ...window, zone: schedule.zone, nowMs });
      const rounds = [...due, ...unscheduled(template.id, due, record, window)].sort((a, b) => a.openMs - b.openMs);
      return { template, rounds, days: dates.map((date) => dayOf(date, rounds)) };
    }),
  };
}

interface Recorded {
  summaries: ReadonlyMap<string, RunSummary>;
  /** Creation of its oldest row, ms; infinite without any. */
  oldestMs: number;
  /** Rows that do not count, but those that repeat another. */
  rejected: readonly RejectedRow[];
}

function recordOf(reading: JournalReading): Recorded {
  const rejected = reading.rejected.filter(({ why }) => why !== 'duplicate-key');
  return {
    summaries: new Map(summariesOf(reading).map((summary) => [summary.run, summary])),
    oldestMs: [...reading.events, ...rejected].reduce((oldest, { createdMs }) => Math.min(oldest, createdMs), Infinity),
    rejected,
  };
}

interface Due {
  key: string;
  list: string;
  date: string;
  openMs: number;
  dueMs: number;
  closed: boolean;
}

function roundOf(
  { key, list, date, openMs, dueMs, closed }: Due,
  record: Recorded | null,
  nowMs: number
): HistoryRound {
  const summary = record?.summaries.get(key) ?? null;
  const round = { run: key, list, date, openMs, dueMs, doubt: null, summary };
  if (summary?.outcome === 'signed') {
    return { ...round, ...signedAs(summary) };
  }
  if (summary?.outcome === 'skipped') {
    return { ...round, state: 'skipped', isOnTime: null };
  }
  if (openMs > nowMs) {
    return { ...round, state: 'upcoming', isOnTime: null };
  }
  const doubt = summary === null ? doubtOf({ key, openMs, dueMs }, record) : doubtSince(summary, record);
  // Nothing is cleaned up as young as a round that is still open: the first one of all is due.
  if (doubt !== null && (closed || doubt !== 'before-journal')) {
    return { ...round, state: 'unknown', isOnTime: null, doubt };
  }
  return { ...round, state: closed ? 'missed' : 'due', isOnTime: closed || nowMs > dueMs ? false : null };
}

/** By the time at which the round was due when it was signed: a list that changed later does not change it. */
function signedAs({ atMs, dueMs, reason, answered, items }: RunSummary): Pick<HistoryRound, 'state' | 'isOnTime'> {
  const isOnTime = atMs <= dueMs;
  const isWhole = reason === null && answered >= items;
  return { state: isWhole ? (isOnTime ? 'on-time' : 'late') : 'incomplete', isOnTime };
}

const DAY_MS = 86_400_000;

/** Why the journal's silence on a round says nothing; null where it does. */
function doubtOf(
  { key, openMs, dueMs }: Pick<Due, 'key' | 'openMs' | 'dueMs'>,
  record: Recorded | null
): RoundDoubt | null {
  if (record === null) {
    return 'unread';
  }
  const own = record.rejected.find(
    ({ subject, createdMs }) =>
      // Of a row that does not say what it is about any round of its time may be meant.
      subject === key || (subject === undefined && createdMs >= openMs && createdMs <= dueMs + DAY_MS)
  );
  if (own && own.why !== 'duplicate-key') {
    return own.why;
  }
  return openMs < record.oldestMs ? 'before-journal' : null;
}

/** Why what was recorded last may not be the last word: an entry about the round that came later does not count. */
function doubtSince({ run, atMs }: RunSummary, record: Recorded | null): RoundDoubt | null {
  const later = record?.rejected.find(({ subject, createdMs }) => subject === run && createdMs >= atMs);
  return later && later.why !== 'duplicate-key' ? later.why : null;
}

/** Rounds that were signed or skipped and are none of the list's as it is now: its days were others then. */
function unscheduled(
  list: string,
  due: readonly HistoryRound[],
  record: Recorded | null,
  { fromMs, toMs }: { fromMs: number; toMs: number }
): readonly HistoryRound[] {
  const known = new Set(due.map(({ run }) => run));
  return [...(record?.summaries.values() ?? [])]
    .filter((summary) => summary.list === list && !known.has(summary.run) && isOver(summary))
    .filter(({ openMs }) => openMs >= fromMs && openMs < toMs)
    .map((summary) => {
      const { run, date, openMs, dueMs } = summary;
      const said = summary.outcome === 'signed' ? signedAs(summary) : { state: 'skipped' as const, isOnTime: null };
      return { run, list, date, openMs, dueMs, doubt: null, summary, ...said };
    });
}

/** Rounds of a list on demand: those that the record tells of, and those of which it has only what does not count. */
function begunRounds(
  list: string,
  record: Recorded | null,
  { fromMs, toMs, zone, nowMs }: { fromMs: number; toMs: number; zone: string; nowMs: number }
): readonly HistoryRound[] {
  const told = [...(record?.summaries.values() ?? [])]
    .filter((summary) => summary.list === list && summary.openMs >= fromMs && summary.openMs < toMs)
    .map((summary) => roundOf(begunRun(summary, zone, nowMs), record, nowMs));
  const doubtful = new Map(
    (record?.rejected ?? []).flatMap(({ subject = '', createdMs, why }): Array<[string, HistoryRound]> => {
      const key = readRunKey(subject);
      return key?.list !== list || record?.summaries.has(subject) === true || why === 'duplicate-key'
        ? []
        : [[subject, { ...unknownRound(subject, list, key.date, createdMs), doubt: why }]];
    })
  );
  return [...told, ...doubtful.values()];
}

function unknownRound(run: string, list: string, date: string, openMs: number): HistoryRound {
  const dueMs = openMs + BEGUN_DUE_MS;
  return { run, list, date, openMs, dueMs, state: 'unknown', isOnTime: null, doubt: null, summary: null };
}

const MOST_TELLING: readonly RoundState[] = [
  'missed',
  'unknown',
  'incomplete',
  'late',
  'due',
  'skipped',
  'on-time',
  'upcoming',
];

function dayOf(date: string, all: readonly HistoryRound[]): HistoryDay {
  const rounds = all
    .filter((round) => round.date === date)
    .sort((a, b) => MOST_TELLING.indexOf(a.state) - MOST_TELLING.indexOf(b.state));
  return { date, state: rounds[0]?.state ?? 'none', rounds };
}
