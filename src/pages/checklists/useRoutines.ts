import { useMemo } from 'react';

import type { Reason } from '../../core/check/verdict';
import { HISTORY_READ_DAYS } from '../../core/checklist/history';
import { routines, type Routine } from '../../core/checklist/routines';
import { useNow } from '../../ui/Age';
import { useConnection } from '../../ui/connection';
import { useSummaryEvents } from '../../ui/round/useSummaries';

const MINUTE_MS = 60_000;

interface ReadRoutines {
  routines: readonly Routine[];
  isReading: boolean;
  /** Why the journal could not be read: nobody knows then what became of any round. */
  failed: Reason | null;
  nowMs: number;
  reread: () => void;
}

/** All lists of the library, with thirteen weeks of the journal that are followed. */
export function useRoutines(): ReadRoutines {
  const { connection, library } = useConnection();
  const { reading, reread } = useSummaryEvents(HISTORY_READ_DAYS);
  const nowMs = useNow(() => MINUTE_MS);
  const recorded = reading.state === 'ready' ? reading.value : null;
  const all = useMemo(() => {
    const { settings, configured: isStarted } = connection;
    return routines({ templates: library.checklists, settings, isStarted, recorded, nowMs });
  }, [connection, library, recorded, nowMs]);
  return {
    routines: all,
    isReading: reading.state === 'loading',
    failed: reading.state === 'failed' ? reading.reason : null,
    nowMs,
    reread,
  };
}
