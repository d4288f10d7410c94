import type { Connection } from '../../core/connection/connection';
import { readBackupEvents } from '../../core/products/backups/backupJournal';
import { daySummaryDrafts } from '../../core/products/backups/daySummary';
import { recordableDays } from '../../core/products/backups/recordDays';
import type { Io } from '../io';
import { plural } from '../output/words';
import { EXIT } from '../usage';
import type { BackupsOutcome } from './outcome';

/**
 * Writes down how the days ended that are over and that the journal does not tell yet; what it tells already is left as it is. Rejects
 * with SourceError when the journal cannot be read or written.
 */
export async function recordDays(
  { view, zone, askedMs }: BackupsOutcome,
  { journal }: Pick<Connection, 'journal'>,
  { days, signal }: { days: number; signal: AbortSignal },
  io: Io
): Promise<number> {
  const over = recordableDays(view, askedMs, zone);
  const events = await readBackupEvents(journal, { nowMs: askedMs, days }, signal);
  const drafts = daySummaryDrafts(over, events, askedMs);
  for (const draft of drafts) {
    await journal.append(draft, signal);
    if (draft.type === 'backup.day') {
      io.out(`${draft.sentence}\n`);
    }
  }
  if (drafts.length === 0) {
    io.out(`Nothing to write: all that is known of the last ${plural(over.length, 'day')} is in the journal.\n`);
  }
  const yesterday = over.at(-1);
  const isTold = yesterday !== undefined && [...yesterday.states.values()].some((state) => state !== 'unknown');
  if (!isTold) {
    io.err('opsrounds backups: nothing is known of yesterday, so it stays a gap\n');
  }
  return isTold ? EXIT.ok : EXIT.unknown;
}
