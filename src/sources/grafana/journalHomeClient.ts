import type { Transport } from '../transport/port';
import { readCleanUp, type CleanUp } from './annotationCleanUp';
import { createJournalHome, readJournalHome, type HomeWords, type JournalHome } from './journalHome';

/** What Setup asks and makes of the journal's home; a home without a uid is the organisation. */
export interface JournalHomeClient {
  /** Null when the dashboard is not there. Rejects with SourceError. */
  read(dashboardUid: string | undefined, signal: AbortSignal): Promise<JournalHome | null>;
  /** Never rejects but with the caller's abort. */
  cleanUp(dashboardUid: string | undefined, signal: AbortSignal): Promise<CleanUp>;
  /** Makes the dashboard, or gives the one that was made before. Rejects with SourceError. */
  create(words: HomeWords, signal: AbortSignal): Promise<{ uid: string; path: string }>;
}

export function journalHomeClient(transport: Transport): JournalHomeClient {
  return {
    read: (uid, signal) => readJournalHome(transport, uid, signal),
    cleanUp: (uid, signal) => readCleanUp(transport, uid, signal),
    create: (words, signal) => createJournalHome(transport, words, signal),
  };
}
