import { useMemo } from 'react';

import type { Reason } from '../../core/check/verdict';
import { HISTORY_READ_DAYS } from '../../core/checklist/history';
import { originOf, type VersionOrigin } from '../../core/checklist/published';
import { routines, type Routine } from '../../core/checklist/routines';
import { useNow } from '../../ui/Age';
import { useConnection } from '../../ui/connection';
import { useSummaryEvents } from '../../ui/round/useSummaries';

const MINUTE_MS = 60_000;

/** A list with where its version comes from. */
export interface ShownRoutine extends Routine {
  origin: VersionOrigin;
}

interface ReadRoutines {
  routines: readonly ShownRoutine[];
  isReading: boolean;
  /** Why the journal could not be read: nobody knows then what became of any round. */
  failed: Reason | null;
  nowMs: number;
  reread: () => void;
}

/** All lists of the library, with thirteen weeks of the journal that are followed. */
export function useRoutines(): ReadRoutines {
  const { connection, library, templates } = useConnection();
  const { reading, reread } = useSummaryEvents(HISTORY_READ_DAYS);
  const nowMs = useNow(() => MINUTE_MS);
  const recorded = reading.state === 'ready' ? reading.value : null;
  const all = useMemo(() => {
    const { settings, configured: isStarted } = connection;
    return routines({ templates: library.checklists, settings, isStarted, recorded, nowMs }).map((routine) => ({
      ...routine,
      origin: originOf(routine.template.id, settings.templates ?? {}, connection.templates, templates),
    }));
  }, [connection, library, templates, recorded, nowMs]);
  return {
    routines: all,
    isReading: reading.state === 'loading',
    failed: reading.state === 'failed' ? reading.reason : null,
    nowMs,
    reread,
  };
}
