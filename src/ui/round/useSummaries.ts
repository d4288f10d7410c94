import { useMemo } from 'react';

import { summariesOf, type RunSummary } from '../../core/checklist/summary';
import { useConnection } from '../connection';
import { useJournal } from '../journal/useJournal';
import type { Loadable } from '../loadable';

const DAY_MS = 86_400_000;

/** So far back that the last round of a monthly list is among them. */
const RECENT_DAYS = 40;

/**
 * What is left of the rounds of all lists, followed while somebody looks.
 * @param days How far back; all who ask for the same share one reading.
 */
export function useSummaries(days = RECENT_DAYS): Loadable<readonly RunSummary[]> {
  const { openedMs } = useConnection().memory;
  const { reading } = useJournal({ class: 'sum', fromMs: openedMs - days * DAY_MS, thenFromMs: openedMs - DAY_MS });
  return useMemo(
    () => (reading.state === 'ready' ? { state: 'ready', value: summariesOf(reading.value) } : reading),
    [reading]
  );
}
