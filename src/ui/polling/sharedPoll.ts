import type { Poll } from './poll';

const polls = new WeakMap<object, Map<string, Poll<unknown, unknown>>>();

/**
 * The one poll of this name for all on a page who look at the same thing; forgotten when the last of them has left.
 * @param owner What decides the answer, the same object for all who share it.
 */
export function sharedPoll<T, P>(owner: object, name: string, make: () => Poll<T, P>): Poll<T, P> {
  const own = polls.get(owner) ?? new Map<string, Poll<unknown, unknown>>();
  polls.set(owner, own);
  const known = own.get(name);
  if (known) {
    // What stands below an owner's name was made for it, here and nowhere else.
    return known as Poll<T, P>;
  }
  const poll = make();
  let looking = 0;
  const shared: Poll<T, P> = {
    ...poll,
    subscribe: (listener) => {
      const leave = poll.subscribe(listener);
      looking += 1;
      own.set(name, shared as Poll<unknown, unknown>);
      return () => {
        leave();
        looking -= 1;
        if (looking === 0) {
          own.delete(name);
        }
      };
    },
  };
  own.set(name, shared as Poll<unknown, unknown>);
  return shared;
}
