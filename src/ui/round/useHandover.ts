import { useMemo } from 'react';

import { handover, type Handover } from '../../core/checklist/handover';
import { useNow } from '../Age';
import { useCarriedOthers } from './useCarriedOthers';
import { useCarryDoubts } from './useCarryDoubts';
import type { Round } from './useRound';

const MINUTE_MS = 60_000;

/** What a shift would tell the next one now. */
export function useHandover({ board, state, look, carried, run, journal }: Round): Handover {
  const nowMs = useNow(() => MINUTE_MS);
  const others = useCarriedOthers(run.list, nowMs);
  const doubts = useCarryDoubts();
  const { result } = look;
  const isRead = journal.reading.state === 'ready' && others !== null && others.cut === 0 && doubts?.length === 0;
  return useMemo(
    () => handover({ board, state, result, carried, others: others?.items ?? [], isRead }),
    [board, state, result, carried, others, isRead]
  );
}
