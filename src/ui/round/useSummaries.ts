import { useMemo } from 'react';

import { summariesOf, type RunSummary } from '../../core/checklist/summary';
import { useConnection } from '../connection';
import { useJournal, type OpenJournal } from '../journal/useJournal';
import type { Loadable } from '../loadable';

const DAY_MS = 86_400_000;

/** So far back that the last round of a monthly list is among them. */
export const RECENT_DAYS = 40;

/** What is left of the recent rounds of all lists, followed while somebody looks. */
export function useSummaries(): Loadable<readonly RunSummary[]> {
  const { reading } = useSummaryEvents(RECENT_DAYS);
  return useMemo(
    () => (reading.state === 'ready' ? { state: 'ready', value: summariesOf(reading.value) } : reading),
    [reading]
  );
}

/**
 * The events that summaries are made of, with the rows that do not count.
 * @param days How far back; all who ask for the same share one reading.
 */
export function useSummaryEvents(days: number): OpenJournal {
  const { openedMs } = useConnection().memory;
  return useJournal({
    class: 'sum',
    fromMs: openedMs - days * DAY_MS,
    thenFromMs: openedMs - DAY_MS,
  });
}
