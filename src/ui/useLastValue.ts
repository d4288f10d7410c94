import { useRef } from 'react';

/** A value, or the last one that was none while it is null: what is shown until there is another. */
export function useLastValue<T>(value: T | null): T | null {
  const last = useRef<T | null>(null);
  if (value !== null) {
    last.current = value;
  }
  return value ?? last.current;
}
