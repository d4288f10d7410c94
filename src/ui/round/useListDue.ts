import { scheduleOf } from '../../core/checklist/derive';
import { listDue, listsOn } from '../../core/checklist/due';
import { isOver } from '../../core/checklist/summary';
import { useMemo } from 'react';
import { useNow } from '../Age';
import { useConnection } from '../connection';
import { useSummaries } from './useSummaries';

const MINUTE_MS = 60_000;

/** Keys of the rounds that were signed or skipped; null while that is not known. */
export function useDoneRuns(): ReadonlySet<string> | null {
  const past = useSummaries();
  return useMemo(
    () => (past.state === 'ready' ? new Set(past.value.filter(isOver).map(({ run }) => run)) : null),
    [past]
  );
}

/** Id of the list to look at now, of those that are on, or of all before anybody started; null when there is none. */
export function useListDue(): string | null {
  const { settings } = useConnection().connection;
  const { checklists } = useConnection().library;
  const nowMs = useNow(() => MINUTE_MS);
  const done = useDoneRuns();
  return listDue(listsOn(settings, checklists), scheduleOf(settings), nowMs, done)?.id ?? null;
}
