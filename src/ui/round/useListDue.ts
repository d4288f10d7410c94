import { listDue, listsOn } from '../../core/checklist/due';
import { useNow } from '../Age';
import { useConnection } from '../connection';
import { useZone } from '../zone';

const MINUTE_MS = 60_000;

/** Id of the list to look at now, of those that are on, or of all before anybody started; null when there is none. */
export function useListDue(): string | null {
  const { connection, library } = useConnection();
  const zone = useZone();
  const nowMs = useNow(() => MINUTE_MS);
  return (
    listDue(listsOn(connection.settings, library.checklists), zone, nowMs, connection.settings.startedMs)?.id ?? null
  );
}
