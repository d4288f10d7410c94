import { scheduleOf } from '../../core/checklist/derive';
import { listDue, listsOn } from '../../core/checklist/due';
import { useNow } from '../Age';
import { useConnection } from '../connection';

const MINUTE_MS = 60_000;

/** Id of the list to look at now, of those that are on, or of all before anybody started; null when there is none. */
export function useListDue(): string | null {
  const { settings } = useConnection().connection;
  const { checklists } = useConnection().library;
  const nowMs = useNow(() => MINUTE_MS);
  return listDue(listsOn(settings, checklists), scheduleOf(settings), nowMs)?.id ?? null;
}
