import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { Reason } from '../../core/check/verdict';
import type { EventDraft, JournalReading } from '../../core/journal/event';
import type { Journal } from '../../core/journal/journal';
import { useConnection } from '../connection';
import { isAbort, reasonOf, type Loadable } from '../loadable';
import type { Outcome } from '../polling/poll';
import { sharedPoll } from '../polling/sharedPoll';
import { usePoll } from '../polling/usePoll';
import { useServices } from '../services';
import { appendUntilSaved } from './appendUntilSaved';
import { journalPoll, type FollowedRange } from './journalPoll';
import { retrying, saved, takenBack, withOwn, type OwnEvent } from './ownEvents';

/** A part of the journal as a screen works with it. */
export interface OpenJournal {
  /** Saved events and those on their way, which carry negative ids. The same object until something is new. */
  reading: Loadable<JournalReading>;
  /** Undefined while it is being asked, false as well when that could not be asked. */
  canAppend: boolean | undefined;
  /** Keys of the events that are not saved yet, and whether saving them has failed before. */
  unsaved: ReadonlyMap<string, 'saving' | 'retrying'>;
  /** Why the last `append` was refused for good; null when none was. */
  refused: Reason | null;
  /**
   * Shows the events at once and repeats until they are saved, or until the screen is left; true when all are. What is refused
   * for good is taken back.
   */
  append: (drafts: readonly EventDraft[]) => Promise<boolean>;
  /** Writes the events once, in their order; shows each when it is saved. Rejects with what the server said to the first it refused. */
  write: (drafts: readonly EventDraft[]) => Promise<void>;
  /** Reads now. Never rejects. */
  reread: () => Promise<Outcome<JournalReading>>;
}

/**
 * Reads a part of the journal, follows what others write, and writes.
 * @param range Another one is another part: it begins with nothing known.
 */
export function useJournal(range: FollowedRange): OpenJournal {
  const { journal } = useConnection().connection;
  const { clock } = useServices();
  const { list, class: eventClass, fromMs, thenFromMs } = range;
  const poll = useMemo(
    () =>
      sharedPoll(journal, [eventClass, list, fromMs, thenFromMs].join(' '), () =>
        journalPoll(journal, { list, class: eventClass, fromMs, thenFromMs }, clock)
      ),
    [journal, list, eventClass, fromMs, thenFromMs, clock]
  );
  const { value, askedMs, failed } = usePoll(poll);
  const { own, ...writing } = useWriting(journal);
  const whole = useMemo(
    () => (value === null || askedMs === null ? null : withOwn(value.reading, askedMs, own)),
    [value, askedMs, own]
  );
  const broken = whole === null ? failed : null;
  const reading = useMemo((): Loadable<JournalReading> => {
    if (whole !== null) {
      return { state: 'ready', value: whole };
    }
    return broken ? { state: 'failed', reason: broken } : { state: 'loading' };
  }, [whole, broken]);
  const unsaved = useMemo(
    () =>
      new Map(
        own.flatMap(({ event, savedMs, isRetrying }) =>
          savedMs === null ? [[event.key, isRetrying ? 'retrying' : 'saving'] as const] : []
        )
      ),
    [own]
  );
  const reread = useCallback(async (): Promise<Outcome<JournalReading>> => {
    const outcome = await poll.again();
    return outcome && 'value' in outcome ? { value: outcome.value.reading } : outcome;
  }, [poll]);
  return { reading, canAppend: value === null ? undefined : value.canAppend === true, unsaved, reread, ...writing };
}

/** What was written here since the screen was opened. */
function useWriting(journal: Journal) {
  const { clock, user } = useServices();
  const [own, setOwn] = useState<readonly OwnEvent[]>([]);
  const [refused, setRefused] = useState<Reason | null>(null);
  const life = useRef(new AbortController());
  const nextId = useRef(-1);

  useEffect(() => {
    const abort = new AbortController();
    life.current = abort;
    return () => abort.abort();
  }, [journal]);

  const append = useCallback(
    async (drafts: readonly EventDraft[]) => {
      const keys = new Set(drafts.map((draft) => draft.key));
      const expected = drafts.map((draft): OwnEvent => {
        // Time and author as the server is expected to give them, until it has.
        const stamp = { id: nextId.current--, author: user.login, createdMs: clock(), updatedMs: clock() };
        return { event: { ...draft, ...stamp }, savedMs: null, isRetrying: false };
      });
      const { signal } = life.current;
      const onRetry = () => setOwn((old) => retrying(old, keys, true));
      setRefused(null);
      setOwn((old) => [...old, ...expected]);
      try {
        for (const draft of drafts) {
          const event = await appendUntilSaved(journal, draft, signal, onRetry);
          const savedMs = clock();
          setOwn((old) => retrying(saved(old, event, savedMs), keys, false));
        }
        return true;
      } catch (error) {
        if (!isAbort(error)) {
          setRefused(reasonOf(error));
          setOwn((old) => takenBack(old, keys));
        }
        return false;
      }
    },
    [journal, clock, user.login]
  );

  const write = useCallback(
    async (drafts: readonly EventDraft[]) => {
      // What was begun is not left half written because somebody looks elsewhere.
      const { signal } = new AbortController();
      for (const draft of drafts) {
        const event = await journal.append(draft, signal);
        const savedMs = clock();
        setOwn((old) => saved(old, event, savedMs));
      }
    },
    [journal, clock]
  );
  return { own, refused, append, write };
}
