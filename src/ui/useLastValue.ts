import { useState } from 'react';

/** A value, or the last one that was none while it is null: what is shown until there is another. */
export function useLastValue<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) {
    setLast(value);
  }
  return value ?? last;
}
