import { useMemo } from 'react';

import type { Clock } from '../../core/check/ports';
import type { Connection } from '../../core/connection/connection';
import type { PostureView } from '../../core/products/backups/view';
import { useConnection } from '../connection';
import { counted, type OnProgress, type Steps } from '../polling/counted';
import { pollOf, SCREEN_PACE, type Poll } from '../polling/poll';
import { sharedPoll } from '../polling/sharedPoll';
import { usePoll } from '../polling/usePoll';
import { useServices } from '../services';

/** How far back the days of the matrix can reach. */
export const POSTURE_DAYS = [35, 90, 366] as const;
export type PostureDays = (typeof POSTURE_DAYS)[number];

interface Desk {
  posture: (
    ask: { nowMs: number; days: PostureDays },
    signal: AbortSignal,
    onProgress: OnProgress
  ) => Promise<PostureView>;
}

/** The posture of all that should be recoverable: one reading for all who look at as many days. */
export function usePosture(days: PostureDays) {
  const { connection } = useConnection();
  const { clock } = useServices();
  const poll = useMemo(
    () => sharedPoll(connection, `posture ${days}`, () => posturePoll(connection, days, clock)),
    [connection, clock, days]
  );
  return { poll, state: usePoll(poll) };
}

function posturePoll(connection: Connection, days: PostureDays, clock: Clock): Poll<PostureView, Steps> {
  const { backups } = connection as Connection & { backups: Desk };
  return pollOf(
    {
      ...SCREEN_PACE,
      read: counted((signal, onProgress) => backups.posture({ nowMs: clock(), days }, signal, onProgress), clock),
      isGood: ({ sources, journalFailed }) =>
        journalFailed === null && sources.every(({ problem }) => problem === null),
    },
    clock
  );
}
