import { useCallback, useMemo } from 'react';

import { pollOf, SCREEN_PACE, type PollState } from '../polling/poll';
import { useAlong, usePoll } from '../polling/usePoll';
import { useServices } from '../services';

/** How many requests of the reading under way were answered. */
interface Progress {
  done: number;
  total: number;
}

export interface Reading<T> extends Pick<
  PollState<T, Progress>,
  'value' | 'lastGood' | 'failed' | 'isReading' | 'progress'
> {
  retry: () => void;
}

export type OnProgress = (done: number, total: number) => void;

/**
 * Reads one source for a panel: at once, with every refresh of the dashboard, and by itself while the panel's page is shown.
 * @param refreshedMs End of the dashboard's time range, which moves with every refresh.
 * @param isGood Whether the source has answered; a silent one is asked again sooner. The same function every time, as `read`.
 */
export function useReading<T>(
  read: (signal: AbortSignal, onProgress: OnProgress) => Promise<T>,
  refreshedMs: number,
  isGood: (value: T) => boolean
): Reading<T> {
  const { clock } = useServices();
  const poll = useMemo(() => {
    const withProgress = (signal: AbortSignal, tell: (progress: Progress) => void) =>
      read(signal, (done, total) => tell({ done, total }));
    return pollOf({ ...SCREEN_PACE, read: withProgress, isGood }, clock);
  }, [read, isGood, clock]);
  const { value, lastGood, failed, isReading, progress } = usePoll(poll);
  const retry = useCallback(() => void poll.again(), [poll]);
  useAlong(retry, refreshedMs);
  return { value, lastGood, failed, isReading, progress, retry };
}
