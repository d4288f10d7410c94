import type { Clock } from '../../core/check/ports';
import type { Reason } from '../../core/check/verdict';
import { reasonOf } from '../loadable';
import { isPageShown, watchPage } from './page';

/**
 * One way to read a value.
 * @param tell How far it is, or what has answered so far; unheard once a later read has begun or somebody cancelled.
 * @param last What was read last; null before the first answer.
 */
export type Read<T, P> = (signal: AbortSignal, tell: (progress: P) => void, last: T | null) => Promise<T>;

/** What is read again and again, and how often. */
export interface PollSource<T, P> {
  read: Read<T, P>;
  /** From the end of a read to the next one, ms. */
  everyMs: number;
  /** The same while the last answer was not good or reading broke, ms. */
  retryMs: number;
  /** Whether the answer says what it was asked for; else whoever was asked may soon answer again. */
  isGood: (value: T) => boolean;
  /** Also asked as soon as a person comes back to the page; else only what is due by then is. */
  onFocus: boolean;
}

export interface PollState<T, P> {
  /** What the newest answer said, kept while it is read again; null before the first one. */
  value: T | null;
  /** When `value` was asked for, ms; null before. */
  askedMs: number | null;
  /** When the last read answered or broke, ms; null before. */
  readMs: number | null;
  /** The newest good answer. */
  lastGood: T | null;
  /** Why the last read broke; null once one has answered. What a server says about itself is in the value. */
  failed: Reason | null;
  /** Under way, or about to be: a poll that nobody looks at is read as soon as somebody does. */
  isReading: boolean;
  /** What the read under way has told; null when nothing yet. */
  progress: P | null;
  /** Somebody stopped reading before anything was known: it is not read again by itself. */
  cancelled: boolean;
  /** When it is read again by itself, ms; null while reading and when it is not. */
  nextMs: number | null;
}

/** How one read ended; null when it was cancelled or a later one took its place. */
export type Outcome<T> = { value: T } | { reason: Reason } | null;

/** A value that is read again and again for whoever looks at it, outside of React. */
export interface Poll<T, P> {
  /** The same object until something changes. */
  state: () => PollState<T, P>;
  /** Reads at once for the first one who looks, and until the last one has left. */
  subscribe: (listener: () => void) => () => void;
  /** Reads now, in place of a read under way. `how` is another way to the same value, for this once. Never rejects. */
  again: (how?: Read<T, P>) => Promise<Outcome<T>>;
  /** Reads again, once for all who ask for it in the same turn. */
  refresh: () => void;
  /** Stops the read under way. Half an answer is none: what was known before stands. */
  cancel: () => void;
}

/** How often a screen is read again that nobody touches. */
export const SCREEN_PACE = { everyMs: 60_000, retryMs: 30_000, onFocus: false };

const NOTHING_YET = {
  value: null,
  askedMs: null,
  readMs: null,
  lastGood: null,
  failed: null,
  isReading: true,
  progress: null,
  cancelled: false,
  nextMs: null,
};

/** One request at a time, and only the newest counts; the next one some time after its answer, while the page is shown. */
export function pollOf<T, P>(source: PollSource<T, P>, clock: Clock): Poll<T, P> {
  let state: PollState<T, P> = NOTHING_YET;
  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leavePage: () => void = () => undefined;
  const listeners = new Set<() => void>();
  let refreshed = false;

  function change(how: Partial<PollState<T, P>>) {
    state = { ...state, ...how };
    listeners.forEach((listener) => listener());
  }

  function stop() {
    clearTimeout(timer);
    running?.abort();
    running = null;
  }

  function schedule() {
    clearTimeout(timer);
    if (state.nextMs !== null && listeners.size > 0 && isPageShown()) {
      timer = setTimeout(() => void again(), Math.max(0, state.nextMs - clock()));
    }
  }

  async function again(how = source.read): Promise<Outcome<T>> {
    stop();
    const mine = new AbortController();
    running = mine;
    const askedMs = clock();
    change({ isReading: true, progress: null, cancelled: false, nextMs: null });
    const tell = (progress: P) => {
      if (running === mine) {
        change({ progress });
      }
    };
    const outcome = await outcomeOf(() => how(mine.signal, tell, state.value), mine.signal);
    if (outcome !== null) {
      running = null;
      change(afterRead(outcome, askedMs));
      schedule();
    }
    return outcome;
  }

  function afterRead(outcome: NonNullable<Outcome<T>>, askedMs: number): Partial<PollState<T, P>> {
    const readMs = clock();
    const over = { readMs, isReading: false, progress: null };
    if ('reason' in outcome) {
      return { ...over, failed: outcome.reason, nextMs: readMs + source.retryMs };
    }
    const { value } = outcome;
    const answered = { ...over, value, askedMs, failed: null };
    return source.isGood(value)
      ? { ...answered, lastGood: value, nextMs: readMs + source.everyMs }
      : { ...answered, nextMs: readMs + source.retryMs };
  }

  /** Somebody is back: reads at once, or what is due by now, and else waits for the rest of the time. */
  function wake(atOnce: boolean) {
    if (state.nextMs !== null && (atOnce || clock() >= state.nextMs)) {
      void again();
    } else {
      schedule();
    }
  }

  function subscribe(listener: () => void) {
    listeners.add(listener);
    if (listeners.size === 1) {
      leavePage = watchPage({
        onShow: () => wake(source.onFocus),
        onHide: () => clearTimeout(timer),
        onFocus: () => wake(source.onFocus),
      });
      void again();
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        leavePage();
        stop();
        state = { ...state, isReading: true, progress: null, cancelled: false, nextMs: null };
      }
    };
  }

  function refresh() {
    if (!refreshed) {
      refreshed = true;
      void Promise.resolve().then(() => {
        refreshed = false;
      });
      void again();
    }
  }

  function cancel() {
    if (running === null) {
      return;
    }
    stop();
    const isKnown = state.value !== null;
    const nextMs = isKnown ? clock() + source.everyMs : null;
    change({ isReading: false, progress: null, cancelled: !isKnown, nextMs });
    schedule();
  }

  return { state: () => state, subscribe, again, refresh, cancel };
}

/** Null once nobody waits for it. An abort that nobody asked for is a failure like any other. */
async function outcomeOf<T>(read: () => Promise<T>, signal: AbortSignal): Promise<Outcome<T>> {
  try {
    const value = await read();
    return signal.aborted ? null : { value };
  } catch (error) {
    return signal.aborted ? null : { reason: reasonOf(error) };
  }
}
