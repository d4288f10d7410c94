import { useMemo } from 'react';

import { carriedNow, type CarriedNow } from '../../core/checklist/historyFigures';
import { listsOn } from '../../core/checklist/due';
import { localDate } from '../../core/time/zone';
import { useConnection } from '../connection';
import { useZone } from '../zone';
import { useSummaries } from './useSummaries';

/**
 * What the last rounds of the other lists left open, as they were signed; null while that is not known.
 * @param list Id of the list that somebody looks at.
 */
export function useCarriedOthers(list: string, nowMs: number): CarriedNow | null {
  const { settings } = useConnection().connection;
  const { checklists } = useConnection().library;
  const zone = useZone();
  const past = useSummaries();
  const today = localDate(nowMs, zone);
  return useMemo(
    () =>
      past.state === 'ready'
        ? carriedNow(
            listsOn(settings, checklists).filter(({ id }) => id !== list),
            past.value,
            today
          )
        : null,
    [past, settings, checklists, list, today]
  );
}
