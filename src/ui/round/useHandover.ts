import { useMemo } from 'react';

import { handover, type Handover } from '../../core/checklist/handover';
import { useNow } from '../Age';
import { useCarriedOthers } from './useCarriedOthers';
import type { Round } from './useRound';

const MINUTE_MS = 60_000;

/** What a shift would tell the next one now. */
export function useHandover({ board, state, look, carried, run }: Round): Handover {
  const nowMs = useNow(() => MINUTE_MS);
  const others = useCarriedOthers(run.list, nowMs);
  const { result } = look;
  return useMemo(() => handover({ board, state, result, carried, others }), [board, state, result, carried, others]);
}
