import { useMemo } from 'react';

import { runEvents } from '../../core/checklist/event';
import { RISK_MAX_DAYS } from '../../core/checklist/draft';
import type { Run } from '../../core/checklist/run';
import { useJournal, type OpenJournal } from '../journal/useJournal';

const DAY_MS = 86_400_000;
/** A list on demand opens by the clock of whoever begins it, which may be ahead of the server's. */
const CLOCKS_APART_MS = 3_600_000;

export interface RunJournal extends OpenJournal {
  /** The run's items (or '' for the run) whose last act is not saved yet, and whether the last attempt to save has failed. */
  unsaved: OpenJournal['unsaved'];
}

/** A run's part of the journal. */
export function useRunJournal(run: Run): RunJournal {
  const open = useJournal({
    class: 'run',
    list: run.list,
    fromMs: run.openMs - (RISK_MAX_DAYS + 1) * DAY_MS,
    thenFromMs: run.openMs - CLOCKS_APART_MS,
  });
  const { reading, unsaved } = open;
  const unsavedItems = useMemo(() => {
    const events = reading.state === 'ready' ? runEvents(reading.value) : [];
    return new Map(
      events.flatMap(({ key, subject, payload: { item } }) => {
        const how = unsaved.get(key);
        return how && subject === run.key ? [[item ?? '', how] as const] : [];
      })
    );
  }, [reading, unsaved, run.key]);
  return { ...open, unsaved: unsavedItems };
}
