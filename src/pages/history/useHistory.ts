import { useMemo } from 'react';

import { scheduleOf } from '../../core/checklist/derive';
import { listsOn } from '../../core/checklist/due';
import { history, HISTORY_READ_DAYS, type History } from '../../core/checklist/history';
import { carriedNow, type CarriedNow } from '../../core/checklist/historyFigures';
import { summariesOf } from '../../core/checklist/summary';
import { isScheduled } from '../../core/checklist/template';
import type { Reason } from '../../core/check/verdict';
import { localDate } from '../../core/time/zone';
import { useNow } from '../../ui/Age';
import { useConnection } from '../../ui/connection';
import { useSummaryEvents } from '../../ui/round/useSummaries';
import { useZone } from '../../ui/zone';

const MINUTE_MS = 60_000;

export interface ReadHistory {
  history: History;
  /** Null while the journal is not read. */
  carried: CarriedNow | null;
  isReading: boolean;
  /** Why the journal could not be read: all rounds are unknown then. */
  failed: Reason | null;
  nowMs: number;
  reread: () => void;
}

/** Thirteen weeks of the lists that are on, from one reading of the journal that is followed. */
export function useHistory(): ReadHistory {
  const { connection, library } = useConnection();
  const zone = useZone();
  const { reading, reread } = useSummaryEvents(HISTORY_READ_DAYS);
  const nowMs = useNow(() => MINUTE_MS);
  const recorded = reading.state === 'ready' ? reading.value : null;
  const templates = useMemo(() => listsOn(connection.settings, library.checklists), [connection, library]);
  const read = useMemo(() => {
    const all = history({ templates, schedule: scheduleOf(connection.settings), recorded, nowMs });
    // One on demand that nobody ever began has nothing to show.
    return { ...all, lists: all.lists.filter(({ template, rounds }) => isScheduled(template) || rounds.length > 0) };
  }, [templates, connection, recorded, nowMs]);
  const carried = useMemo(
    () => (recorded === null ? null : carriedNow(templates, summariesOf(recorded), localDate(nowMs, zone))),
    [templates, recorded, nowMs, zone]
  );
  return {
    history: read,
    carried,
    isReading: reading.state === 'loading',
    failed: reading.state === 'failed' ? reading.reason : null,
    nowMs,
    reread,
  };
}
