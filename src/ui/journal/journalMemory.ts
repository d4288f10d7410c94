import { memoryRanges, verdictMemory } from '../../core/acceptance/verdictMemory';
import type { Clock } from '../../core/check/ports';
import { NO_MEMORY, type VerdictMemory } from '../../core/check/memory';
import type { Journal } from '../../core/journal/journal';
import type { Poll } from '../polling/poll';
import { journalPoll, type JournalAnswer } from './journalPoll';

const HOUR_MS = 3_600_000;

/** What of the journal verdicts remember: read once for all who look, and followed while somebody does. */
export interface JournalMemory {
  /** When it was opened, ms. */
  openedMs: number;
  acceptances: Poll<JournalAnswer, never>;
  rounds: Poll<JournalAnswer, never>;
  /**
   * The memory of now, when the journal has answered or failed; one that cannot be read remembers nothing. Rejects only when
   * the signal aborts.
   */
  recall: (signal: AbortSignal) => Promise<VerdictMemory>;
}

export function journalMemory(journal: Journal, clock: Clock): JournalMemory {
  const openedMs = clock();
  const { acceptances, rounds } = memoryRanges(openedMs);
  const thenFromMs = openedMs - HOUR_MS;
  const polls = {
    acceptances: journalPoll(journal, { ...acceptances, thenFromMs, onlyRead: true }, clock),
    rounds: journalPoll(journal, { ...rounds, thenFromMs, onlyRead: true }, clock),
  };
  return {
    openedMs,
    ...polls,
    recall: async (signal) => {
      const [said, signed] = await Promise.all([newest(polls.acceptances, signal), newest(polls.rounds, signal)]);
      return said && signed ? verdictMemory({ acceptances: said.reading, rounds: signed.reading }, clock()) : NO_MEMORY;
    },
  };
}

/** What a poll says once it is not reading; what it said last when that broke, null when it never said anything. */
async function newest<T>(poll: Poll<T, never>, signal: AbortSignal): Promise<T | null> {
  let wake = () => undefined as void;
  const onChange = () => wake();
  const leave = poll.subscribe(onChange);
  signal.addEventListener('abort', onChange);
  try {
    while (poll.state().isReading && !signal.aborted) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    signal.throwIfAborted();
    return poll.state().value;
  } finally {
    signal.removeEventListener('abort', onChange);
    leave();
  }
}
