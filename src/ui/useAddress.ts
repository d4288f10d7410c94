import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

type Changes = Readonly<Record<string, string | null>>;

/**
 * The address's parameters, and how to change some of them; null takes one away. `replace` leaves no step back: for what is
 * typed or toggled, not for what is opened.
 */
export function useAddress(): [URLSearchParams, (changes: Changes, how?: { replace?: boolean }) => void] {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (changes: Changes, { replace = false } = {}) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null) {
              next.delete(name);
            } else {
              next.set(name, value);
            }
          }
          return next;
        },
        { replace, preventScrollReset: true }
      ),
    [setParams]
  );
  return [params, change];
}
