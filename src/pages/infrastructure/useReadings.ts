import { useCallback, useMemo, useState } from 'react';

import type { Clock } from '../../core/check/ports';
import type { Reason } from '../../core/check/verdict';
import { counted, type OnProgress, type Steps } from '../../ui/polling/counted';
import { pollOf, SCREEN_PACE, type Poll, type PollState } from '../../ui/polling/poll';
import { useAlong, usePolls } from '../../ui/polling/usePoll';
import { useServices } from '../../ui/services';

/** One source as something to read again and again. */
export interface Reader<T> {
  /** Data source uid. */
  key: string;
  name: string;
  read: (signal: AbortSignal, onProgress: OnProgress) => Promise<T>;
  /** The next read asks the server again. */
  forget: () => void;
}

/** One that is being read. */
export interface Progress extends Steps {
  key: string;
  name: string;
}

export interface Readings<T> {
  /** What is known, by source: while it is read again what it said last. */
  values: ReadonlyMap<string, T>;
  /** Readers that broke, by source: bugs, for sources say what is wrong in their values. */
  failed: ReadonlyMap<string, Reason>;
  /** Those still being read, in the readers' order. */
  reading: readonly Progress[];
  /** When the one that was read longest ago was; null before all were. */
  readMs: number | null;
  /** Somebody stopped the first read of one: what is missing is not on its way. */
  cancelled: boolean;
  /** How often somebody asked anew. */
  refreshes: number;
  /** Asks the servers again. */
  refresh: () => void;
  cancel: () => void;
}

/**
 * Reads all sources at once, each with its own progress, then each again by itself while the page is shown.
 * @param along `refreshes` of the page that these are a part of: what it asks anew is asked anew here as well.
 */
export function useReadings<T>(readers: ReadonlyArray<Reader<T>>, along = 0): Readings<T> {
  const { clock } = useServices();
  const polls = useMemo(() => readers.map((reader) => readerPoll(reader, clock)), [readers, clock]);
  const states = usePolls(polls);
  const [refreshes, setRefreshes] = useState(0);
  const again = useCallback(() => polls.forEach((poll) => void poll.again()), [polls]);
  useAlong(again, along);
  const refresh = useCallback(() => {
    readers.forEach(({ forget }) => forget());
    setRefreshes((n) => n + 1);
    again();
  }, [readers, again]);
  const cancel = useCallback(() => polls.forEach((poll) => poll.cancel()), [polls]);
  return { ...known(readers, states), refreshes, refresh, cancel };
}

function readerPoll<T>({ read }: Reader<T>, clock: Clock): Poll<T, Steps> {
  return pollOf({ ...SCREEN_PACE, read: counted(read, clock), isGood: () => true }, clock);
}

function known<T>(
  readers: ReadonlyArray<Reader<T>>,
  states: ReadonlyArray<PollState<T, Steps>>
): Omit<Readings<T>, 'refreshes' | 'refresh' | 'cancel'> {
  const values = new Map<string, T>();
  const failed = new Map<string, Reason>();
  const reading: Progress[] = [];
  states.forEach((state, at) => {
    const reader = readers[at];
    if (reader === undefined) {
      return;
    }
    const { key, name } = reader;
    if (state.value !== null) {
      values.set(key, state.value);
    }
    if (state.failed !== null) {
      failed.set(key, state.failed);
    }
    if (state.isReading) {
      reading.push({ key, name, ...(state.progress ?? { done: 0, total: 0 }) });
    }
  });
  const readTimes = states.flatMap(({ readMs }) => readMs ?? []);
  return {
    values,
    failed,
    reading,
    readMs: states.length > 0 && readTimes.length === states.length ? Math.min(...readTimes) : null,
    cancelled: states.some(({ cancelled }) => cancelled),
  };
}
