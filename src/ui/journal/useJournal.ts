import { useCallback, useEffect, useMemo } from 'react';

import type { Reason } from '../../core/check/verdict';
import type { EventClass, EventDraft, JournalReading } from '../../core/journal/event';
import { useConnection } from '../connection';
import type { Loadable } from '../loadable';
import type { Outcome } from '../polling/poll';
import { sharedPoll } from '../polling/sharedPoll';
import { usePoll } from '../polling/usePoll';
import { useServices } from '../services';
import { journalPoll, type FollowedRange } from './journalPoll';
import { withOwn, type OwnEvent } from './ownEvents';
import type { QueueState } from './queue/journalQueue';
import { useQueue, useQueueState } from './queue/useQueue';

/** A part of the journal as a screen works with it. */
export interface OpenJournal {
  /** Saved events and those on their way, which carry negative ids. The same object until something is new. */
  reading: Loadable<JournalReading>;
  /** Undefined while it is being asked, false as well when that could not be asked. */
  canAppend: boolean | undefined;
  /** Keys of the events that are not saved yet, and whether the last attempt to save has failed. */
  unsaved: ReadonlyMap<string, 'saving' | 'retrying'>;
  /** All that this person has on the way, of whatever part. */
  queue: QueueState;
  /** Why something was refused for good since the last `append`; null when nothing was. */
  refused: Reason | null;
  /**
   * Puts the events into the queue of this device: they show at once and are sent until they are saved, whatever page is open;
   * true when all are. What is refused for good is taken back.
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
  const queue = useQueue(journal);
  const queued = useQueueState(queue);
  const { own, unsaved, refused } = useMemo(() => partOf(queued, eventClass, list), [queued, eventClass, list]);
  const read = value?.reading.events;
  useEffect(() => {
    if (read) {
      queue.found(read);
    }
  }, [queue, read]);
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
  const reread = useCallback(async (): Promise<Outcome<JournalReading>> => {
    const outcome = await poll.again();
    return outcome && 'value' in outcome ? { value: outcome.value.reading } : outcome;
  }, [poll]);
  const append = useCallback((drafts: readonly EventDraft[]) => queue.append(drafts), [queue]);
  const write = useCallback(
    async (drafts: readonly EventDraft[]) => {
      // What was begun is not left half written because somebody looks elsewhere.
      const { signal } = new AbortController();
      for (const draft of drafts) {
        queue.keep(await journal.append(draft, signal));
      }
    },
    [journal, queue]
  );
  const canAppend = value === null ? undefined : value.canAppend === true;
  return { reading, canAppend, unsaved, queue: queued, refused, append, write, reread };
}

interface Part {
  own: readonly OwnEvent[];
  unsaved: OpenJournal['unsaved'];
  refused: Reason | null;
}

/** What of the queue is of a class and a list; of all lists, when it is undefined. */
function partOf({ own, isRetrying, refused }: QueueState, eventClass: EventClass, list: string | undefined): Part {
  const part = own.filter(({ event }) => event.class === eventClass && (list ?? event.list) === event.list);
  const how = isRetrying ? 'retrying' : 'saving';
  const waiting = part.filter(({ savedMs }) => savedMs === null);
  const ofPart = refused.filter((one) =>
    one.drafts.some((draft) => draft.class === eventClass && (list ?? draft.list) === draft.list)
  );
  return {
    own: part,
    unsaved: new Map(waiting.map(({ event }) => [event.key, how])),
    refused: ofPart.at(-1)?.reason ?? null,
  };
}
