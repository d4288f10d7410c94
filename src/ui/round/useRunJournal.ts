import { useMemo } from 'react';

import { runEvents } from '../../core/checklist/event';
import { RISK_MAX_DAYS } from '../../core/checklist/draft';
import type { Run } from '../../core/checklist/run';
import { useJournal, type OpenJournal } from '../journal/useJournal';

const DAY_MS = 86_400_000;

export interface RunJournal extends OpenJournal {
  /** Items (or '' for the run) whose last act has not been saved yet, and whether saving it has failed before. */
  unsaved: OpenJournal['unsaved'];
}

/** A run's part of the journal. */
export function useRunJournal(run: Run): RunJournal {
  const open = useJournal({
    class: 'run',
    list: run.list,
    fromMs: run.openMs - (RISK_MAX_DAYS + 1) * DAY_MS,
    thenFromMs: run.openMs,
  });
  const { reading, unsaved } = open;
  const unsavedItems = useMemo(() => {
    const events = reading.state === 'ready' ? runEvents(reading.value) : [];
    return new Map(
      events.flatMap(({ key, payload: { item } }) => {
        const how = unsaved.get(key);
        return how ? [[item ?? '', how] as const] : [];
      })
    );
  }, [reading, unsaved]);
  return { ...open, unsaved: unsavedItems };
}
