import { useEffect, useMemo, useReducer, useRef, useSyncExternalStore } from 'react';

import type { Poll, PollState } from './poll';

/** A poll's state; it is read for as long as the component is there. */
export function usePoll<T, P>(poll: Poll<T, P>): PollState<T, P> {
  return useSyncExternalStore(poll.subscribe, poll.state);
}

/**
 * The states of several polls, in their order. Not by useSyncExternalStore, whose renders run their effects before they are
 * painted: a table that draws what is out of view after its first paint would draw all of it before.
 */
export function usePolls<T, P>(polls: ReadonlyArray<Poll<T, P>>): ReadonlyArray<PollState<T, P>> {
  const { subscribe, states } = useMemo(() => together(polls), [polls]);
  const [, draw] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => subscribe(draw), [subscribe]);
  return states();
}

function together<T, P>(polls: ReadonlyArray<Poll<T, P>>) {
  let last = polls.map((poll) => poll.state());
  return {
    subscribe: (listener: () => void) => {
      const leaves = polls.map((poll) => poll.subscribe(listener));
      return () => leaves.forEach((leave) => leave());
    },
    /** The same list until one of them changes. */
    states: () => {
      if (polls.some((poll, at) => poll.state() !== last[at])) {
        last = polls.map((poll) => poll.state());
      }
      return last;
    },
  };
}

/**
 * Reads again with what the poll is a part of.
 * @param again The same function for the same polls: new ones read by themselves.
 * @param along Changes when the whole is read again.
 */
export function useAlong(again: () => void, along: number): void {
  const last = useRef({ again, along });
  useEffect(() => {
    const before = last.current;
    last.current = { again, along };
    if (before.again === again && before.along !== along) {
      again();
    }
  }, [again, along]);
}
