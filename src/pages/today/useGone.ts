import { useCallback, useMemo } from 'react';

import { foldAcceptances } from '../../core/acceptance/fold';
import { saidGone, type SaidGone } from '../../core/acceptance/goneForGood';
import type { Connected } from '../../ui/connection';
import { useAppend, type Append } from '../../ui/journal/useAppend';
import { usePoll } from '../../ui/polling/usePoll';

/** Says it, or takes it back; when it is kept, all is looked at again. */
export interface Gone extends Append {
  /** What was said to be gone for good, and what was until its end, as the journal has it. */
  said: readonly SaidGone[];
}

interface LookedAt {
  connected: Pick<Connected, 'connection' | 'memory'>;
  /** Looks again: what is said changes verdicts. */
  look: { again: () => void };
}

/** What is known to be gone for good, and how to say so. */
export function useGone({ connected, look }: LookedAt, nowMs: number): Gone {
  const { journal } = connected.connection;
  const { acceptances } = connected.memory;
  const { value } = usePoll(acceptances);
  const reading = value?.reading;
  const said = useMemo(() => (reading ? saidGone(foldAcceptances(reading, nowMs)) : []), [reading, nowMs]);
  const { again } = look;
  const lookAgain = useCallback(async () => {
    await acceptances.again();
    again();
  }, [acceptances, again]);
  return { said, ...useAppend(journal, lookAgain) };
}
