import { useCallback, useMemo } from 'react';

import { foldAcceptances, type Acceptances } from '../../core/acceptance/fold';
import type { Connected } from '../connection';
import { usePoll } from '../polling/usePoll';
import { useAppend, type Append } from './useAppend';

/** Accepts, or takes it back; when it is kept, all is looked at again. */
export interface AcceptanceJournal extends Append {
  /** What is accepted, and what was, as the journal has it; null until it was read. */
  acceptances: Acceptances | null;
}

interface LookedAt {
  connected: Pick<Connected, 'connection' | 'memory'>;
  /** Looks again: what is accepted changes verdicts. */
  look: { again: () => void };
}

/** What is accepted, and how to accept more. */
export function useAcceptances({ connected, look }: LookedAt, nowMs: number): AcceptanceJournal {
  const poll = connected.memory.acceptances;
  const { value } = usePoll(poll);
  const reading = value?.reading;
  const acceptances = useMemo(() => (reading ? foldAcceptances(reading, nowMs) : null), [reading, nowMs]);
  const { again } = look;
  const lookAgain = useCallback(async () => {
    await poll.again();
    again();
  }, [poll, again]);
  return { acceptances, ...useAppend(connected.connection.journal, lookAgain) };
}
