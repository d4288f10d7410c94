import type { Clock } from '../../core/check/ports';
import type { EventClass, JournalReading } from '../../core/journal/event';
import type { Journal } from '../../core/journal/journal';
import { pollOf, type Poll } from '../polling/poll';
import { joinReadings } from './joinReadings';

const POLL_MS = 10_000;
const DAY_MS = 86_400_000;

/** What of the journal is followed. */
export interface FollowedRange {
  class: EventClass;
  /** Absent for all lists. */
  list?: string | undefined;
  /** How far back the first reading goes, ms. */
  fromMs: number;
  /** How far back the later ones go, ms: what lies before was read once and stands. */
  thenFromMs: number;
  /** Whether this user may write is not asked. */
  onlyRead?: boolean;
}

/** What the journal's home has said. */
export interface JournalAnswer {
  reading: JournalReading;
  /** Null when that could not be asked; it is asked with the next reading. */
  canAppend: boolean | null;
}

/** Follows what is written, and at once when a person comes back. */
export function journalPoll(journal: Journal, range: FollowedRange, clock: Clock): Poll<JournalAnswer, never> {
  const { list, class: eventClass, fromMs, thenFromMs, onlyRead } = range;
  const read = async (signal: AbortSignal, _tell: unknown, last: JournalAnswer | null): Promise<JournalAnswer> => {
    // The server's clock may be ahead.
    const asked = {
      ...(list !== undefined && { list }),
      class: eventClass,
      fromMs: last ? thenFromMs : fromMs,
      toMs: clock() + DAY_MS,
    };
    const [reading, canAppend] = await Promise.all([
      journal.read(asked, signal),
      last?.canAppend ?? (onlyRead ? null : mayAppend(journal, signal)),
    ]);
    return { reading: last ? joinReadings(last.reading, reading, thenFromMs) : reading, canAppend };
  };
  return pollOf({ read, everyMs: POLL_MS, retryMs: POLL_MS, isGood: () => true, onFocus: true }, clock);
}

async function mayAppend(journal: Journal, signal: AbortSignal): Promise<boolean | null> {
  try {
    return await journal.canAppend(signal);
  } catch {
    return null;
  }
}
