import type { JournalEvent } from '../../journal/event';
import type { Journal } from '../../journal/journal';
import { BACKUP_ROSTERS_LIST, BACKUPS_LIST } from './events';

const DAY_MS = 86_400_000;
/** From the beginning: Grafana takes 0 for no range at all. */
const EVER_MS = 1;

/**
 * What the journal says of backups: the days of the last so many, and all rosters and restore tests, in three requests. Rejects with
 * the journal's reason.
 */
export async function readBackupEvents(
  journal: Pick<Journal, 'read'>,
  { nowMs, days }: { nowMs: number; days: number },
  signal: AbortSignal
): Promise<readonly JournalEvent[]> {
  const toMs = nowMs;
  const readings = await Promise.all([
    journal.read({ list: BACKUPS_LIST, class: 'sys', fromMs: nowMs - days * DAY_MS, toMs }, signal),
    journal.read({ list: BACKUPS_LIST, class: 'chg', fromMs: EVER_MS, toMs }, signal),
    journal.read({ list: BACKUP_ROSTERS_LIST, class: 'sys', fromMs: EVER_MS, toMs }, signal),
  ]);
  return readings.flatMap(({ events }) => events);
}
