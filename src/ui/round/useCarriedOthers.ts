import { useMemo } from 'react';

import { carriedOver, lastBefore, type CarriedItem } from '../../core/checklist/carry';
import { listsOn } from '../../core/checklist/due';
import { localDate } from '../../core/time/zone';
import { useConnection } from '../connection';
import { useZone } from '../zone';
import { useSummaries } from './useSummaries';

const NONE: readonly CarriedItem[] = [];

/**
 * What the last rounds of the other lists left open, as they were signed; empty while it is being read.
 * @param list Id of the list that somebody looks at.
 */
export function useCarriedOthers(list: string, nowMs: number): readonly CarriedItem[] {
  const { settings } = useConnection().connection;
  const { checklists } = useConnection().library;
  const zone = useZone();
  const past = useSummaries();
  const today = localDate(nowMs, zone);
  return useMemo(
    () =>
      past.state === 'ready'
        ? listsOn(settings, checklists)
            .filter(({ id }) => id !== list)
            .flatMap(({ id }) => carriedOver(lastBefore(past.value, { list: id, key: '', openMs: Infinity }), today))
        : NONE,
    [past, settings, checklists, list, today]
  );
}
