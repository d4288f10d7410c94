import { useCallback, useMemo } from 'react';

import { counted, type OnProgress, type Steps } from '../polling/counted';
import { pollOf, SCREEN_PACE, type PollState } from '../polling/poll';
import { sharedPoll } from '../polling/sharedPoll';
import { useAlong, usePoll } from '../polling/usePoll';
import { useServices } from '../services';

export interface Reading<T> extends Pick<
  PollState<T, Steps>,
  'value' | 'lastGood' | 'failed' | 'isReading' | 'progress'
> {
  retry: () => void;
}

/**
 * Reads one source for a panel: at once, with every refresh of the dashboard, and by itself while the panel's page is shown.
 * @param owner What is read: panels that show the same one share its reading.
 * @param refreshedMs End of the dashboard's time range, which moves with every refresh.
 * @param isGood Whether the source has answered; a silent one is asked again sooner. The same function every time, as `read`.
 * @param part Which of several things of the owner is read.
 */
export function useReading<T>(
  owner: object,
  read: (signal: AbortSignal, onProgress: OnProgress) => Promise<T>,
  refreshedMs: number,
  isGood: (value: T) => boolean,
  part = 'reading'
): Reading<T> {
  const { clock } = useServices();
  const poll = useMemo(
    () => sharedPoll(owner, part, () => pollOf({ ...SCREEN_PACE, read: counted(read, clock), isGood }, clock)),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- whose it is decides what is read, and when it is good
    [owner, part, clock]
  );
  const { value, lastGood, failed, isReading, progress } = usePoll(poll);
  const retry = useCallback(() => poll.refresh(), [poll]);
  useAlong(retry, refreshedMs);
  return { value, lastGood, failed, isReading, progress, retry };
}
