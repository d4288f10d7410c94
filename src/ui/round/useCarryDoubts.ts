import { useMemo } from 'react';

import { carryDoubts, type CarryDoubt } from '../../core/checklist/carryDoubts';
import { listsOn } from '../../core/checklist/due';
import { useConnection } from '../connection';
import { RECENT_DAYS, useSummaryEvents } from './useSummaries';

/** Lists whose last round is not known, although the journal was read; null while it is not. */
export function useCarryDoubts(): readonly CarryDoubt[] | null {
  const { connection, library } = useConnection();
  const { reading } = useSummaryEvents(RECENT_DAYS);
  return useMemo(() => {
    const lists = listsOn(connection.settings, library.checklists).map(({ id }) => id);
    return reading.state === 'ready' ? carryDoubts(lists, reading.value) : null;
  }, [connection, library, reading]);
}
