import { isRecord, isText, type JournalDomain } from '../../journal/domain';
import type { EventDraft, JournalEvent } from '../../journal/event';

/**
 * What is written down of backups: that somebody restored a target, and how each day ended, because Proxmox and most exporters forget
 * it soon. Who and when are the server's.
 */

/** The journal's list of restore tests (class `chg`) and of days (class `sys`). */
export const BACKUPS_LIST = 'backups';

/** The list of rosters (class `sys`): a day is told in the order of one, and they are few, so all of them are read. */
export const BACKUP_ROSTERS_LIST = 'backup-rosters';

export const RESTORE_RESULTS = ['restored', 'failed', 'partial'] as const;

/** The subject is `backup/<key of the target>`. */
export interface TestedPayload {
  /** When it was restored. */
  atMs: number;
  result: (typeof RESTORE_RESULTS)[number];
  /** Absent where nobody looked at the clock. */
  tookSeconds?: number;
  /** In a person's words; may be empty. */
  note: string;
}

/** Keys of targets in an order that never changes: each roster goes on where its base ends. */
export interface RosterPayload {
  /** Hash of the base and of what is added: the name of the roster. */
  sha: string;
  /** Null of the first one. */
  base: string | null;
  add: readonly string[];
}

/** How a day ended. The subject is `backup-day/<date>`. */
export interface DayPayload {
  /** Local date `2026-11-28`. */
  date: string;
  /** IANA zone in which the day was one. */
  zone: string;
  /** Name of the roster whose order the letters have. */
  roster: string;
  /** One letter of `DAY_LETTERS` for each target of the roster, from its begin; what is missing at the end was no target. */
  letters: string;
  /** How often each letter occurs, in the order of `DAY_LETTERS`: a line that was cut or changed does not fit. */
  counts: readonly number[];
  /** Null where nobody looked in time. */
  verified: VerifiedCount | null;
}

/** Of the targets that had a copy in a place that verifies, how many of the newest were verified; `unknown` ones beside them. */
export interface VerifiedCount {
  ok: number;
  of: number;
  unknown: number;
}

export type TestedDraft = EventDraft<'backup.tested', TestedPayload>;
export type RosterDraft = EventDraft<'backup.roster', RosterPayload>;
export type DayDraft = EventDraft<'backup.day', DayPayload>;
export type BackupDraft = TestedDraft | RosterDraft | DayDraft;
export type TestedEvent = JournalEvent<'backup.tested', TestedPayload>;
export type RosterEvent = JournalEvent<'backup.roster', RosterPayload>;
export type DayEvent = JournalEvent<'backup.day', DayPayload>;
type BackupEvent = TestedEvent | RosterEvent | DayEvent;
type Payload = BackupEvent['payload'];

/** The last instant that a Date can hold. */
const MAX_DATE_MS = 8.64e15;

export const BACKUP_EVENTS: JournalDomain<EventDraft<BackupDraft['type'], Payload>> = {
  types: ['backup.tested', 'backup.roster', 'backup.day'],
  version: 2,
  fieldsOf: (payload) => {
    if ('sha' in payload) {
      return { p: { sha: payload.sha, base: payload.base, add: payload.add } };
    }
    if ('result' in payload) {
      const { atMs: at, result, tookSeconds: took, note } = payload;
      return { p: { at, result, took, note } };
    }
    const { date, zone, roster, letters, counts, verified } = payload;
    const { ok, of, unknown } = verified ?? {};
    return { p: { date, zone, roster, letters, counts, verified: verified && [ok, of, unknown] } };
  },
  payloadOf: ({ t, p }) => {
    const fields = isRecord(p) ? p : {};
    switch (t) {
      case 'backup.tested':
        return testedOf(fields);
      case 'backup.roster':
        return rosterOf(fields);
      default:
        return dayOf(fields);
    }
  },
};

type Fields = Readonly<Record<string, unknown>>;

function testedOf({ at, result, took, note }: Fields): TestedPayload | null {
  const known = RESTORE_RESULTS.find((one) => one === result);
  const isTime = typeof at === 'number' && at >= 0 && at <= MAX_DATE_MS;
  const isDuration = took === undefined || (typeof took === 'number' && Number.isFinite(took) && took >= 0);
  return isTime && known && isDuration && typeof note === 'string'
    ? { atMs: at, result: known, note, ...(took !== undefined && { tookSeconds: took }) }
    : null;
}

function rosterOf({ sha, base, add }: Fields): RosterPayload | null {
  return isText(sha) && (base === null || isText(base)) && Array.isArray(add) && add.length > 0 && add.every(isText)
    ? { sha, base, add }
    : null;
}

function dayOf({ date, zone, roster, letters, counts, verified }: Fields): DayPayload | null {
  const looked = verified === null ? null : verifiedOf(verified);
  const isDate = typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date);
  return isDate &&
    isText(zone) &&
    isText(roster) &&
    typeof letters === 'string' &&
    Array.isArray(counts) &&
    counts.every(isCount) &&
    looked !== undefined
    ? { date, zone, roster, letters, counts, verified: looked }
    : null;
}

function verifiedOf(counts: unknown): VerifiedCount | undefined {
  if (!Array.isArray(counts) || counts.length !== 3 || !counts.every(isCount)) {
    return undefined;
  }
  const [ok = 0, of = 0, unknown = 0] = counts;
  return ok <= of ? { ok, of, unknown } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isBackupEvent(event: JournalEvent): event is BackupEvent {
  return BACKUP_EVENTS.types.some((type) => type === event.type);
}
