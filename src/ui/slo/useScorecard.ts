import { useMemo } from 'react';

import type { Clock } from '../../core/check/ports';
import type { Connection } from '../../core/connection/connection';
import type { Promised } from '../../core/slo/promises';
import type { Period, Scorecard } from '../../core/slo/scorecard';
import { useConnection } from '../connection';
import { counted, type Steps } from '../polling/counted';
import { pollOf, SCREEN_PACE, type Poll } from '../polling/poll';
import { sharedPoll } from '../polling/sharedPoll';
import { usePoll } from '../polling/usePoll';
import { useServices } from '../services';

export interface ScorecardReading {
  promised: Promised;
  scorecard: Scorecard;
}

/** What was promised, at once; read again with the connection. */
export function usePromised(): Poll<Promised, never> {
  const { connection } = useConnection();
  const { clock } = useServices();
  return useMemo(
    () =>
      sharedPoll(connection, 'objectives promised', () =>
        pollOf<Promised, never>(
          {
            ...SCREEN_PACE,
            read: (signal) => connection.objectives.promised(clock(), signal),
            isGood: ({ journalFailed }) => journalFailed === null,
          },
          clock
        )
      ),
    [connection, clock]
  );
}

/** The poll of all objectives over some periods: one reading for all who look at the same ones. */
export function useScorecardPoll(periods: readonly Period[]): Poll<ScorecardReading, Steps> {
  const { connection } = useConnection();
  const { clock } = useServices();
  const name = periods.map((period) => (period.kind === 'own' ? 'own' : period.month.id)).join(' ');
  return useMemo(
    () => sharedPoll(connection, `scorecard ${name}`, () => scorecardPoll(connection, periods, clock)),
    // The periods are what their name says.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [connection, clock, name]
  );
}

function scorecardPoll(
  { objectives: desk }: Connection,
  periods: readonly Period[],
  clock: Clock
): Poll<ScorecardReading, Steps> {
  return pollOf(
    {
      ...SCREEN_PACE,
      read: counted(async (signal, onProgress) => {
        const nowMs = clock();
        const promised = await desk.promised(nowMs, signal);
        const scorecard = await desk.measure({ ...promised, periods, nowMs }, signal, onProgress);
        return { promised, scorecard };
      }, clock),
      isGood: ({ scorecard }) => scorecard.rows.every(({ reading }) => reading?.ok !== false),
    },
    clock
  );
}

export function useScorecard(periods: readonly Period[]) {
  const poll = useScorecardPoll(periods);
  return { poll, state: usePoll(poll) };
}
