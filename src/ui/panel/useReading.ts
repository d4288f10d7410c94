import { useCallback, useEffect, useRef, useState } from 'react';

import type { Reason } from '../../core/check/verdict';
import { isAbort, reasonOf } from '../loadable';
import { useVisible } from '../round/useVisible';

const EVERY_MS = 60_000;

export interface Reading<T> {
  /** What was read last, kept while it is read again; null before the first answer. */
  value: T | null;
  /** A bug of ours: what a server has to say about itself is in the value. */
  failed: Reason | null;
  isReading: boolean;
  /** How many requests of the reading under way were answered; null before one was. */
  progress: { done: number; total: number } | null;
  retry: () => void;
}

export type OnProgress = (done: number, total: number) => void;

type State<T> = Omit<Reading<T>, 'retry'>;

const NOTHING = { value: null, failed: null, isReading: true, progress: null };

/**
 * Reads one source for a panel: at once, with every refresh of the dashboard, and a minute after the last answer while the
 * panel's page is visible.
 * @param refreshedMs End of the dashboard's time range, which moves with every refresh.
 */
export function useReading<T>(
  read: (signal: AbortSignal, onProgress: OnProgress) => Promise<T>,
  refreshedMs: number
): Reading<T> {
  const visible = useVisible();
  const [state, setState] = useState<State<T>>(NOTHING);
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  const lastRead = useRef(read);

  useEffect(() => {
    const abort = new AbortController();
    const isOther = lastRead.current !== read;
    lastRead.current = read;
    setState((old) => (isOther ? NOTHING : { ...old, isReading: true, progress: null }));
    const onProgress: OnProgress = (done, total) => {
      if (!abort.signal.aborted) {
        setState((old) => ({ ...old, progress: { done, total } }));
      }
    };
    read(abort.signal, onProgress).then(
      (value) => {
        if (!abort.signal.aborted) {
          setState({ value, failed: null, isReading: false, progress: null });
        }
      },
      (error: unknown) => {
        if (!isAbort(error) && !abort.signal.aborted) {
          setState((old) => ({ ...old, failed: reasonOf(error), isReading: false, progress: null }));
        }
      }
    );
    return () => abort.abort();
  }, [read, attempt, refreshedMs]);

  useEffect(() => {
    if (!visible || state.isReading) {
      return;
    }
    const timer = setTimeout(retry, EVERY_MS);
    return () => clearTimeout(timer);
  }, [visible, state.isReading, retry]);

  return { ...state, retry };
}
