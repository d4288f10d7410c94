import type { EventDraft, JournalEvent } from '../../core/journal/event';
import type { Journal } from '../../core/journal/journal';
import { isAbort, reasonOf } from '../loadable';

const RETRY_MS = 5_000;

/**
 * Repeats with the same key, which counts once however often it arrives. Rejects when the answer would stay the same, and with
 * the caller's abort.
 */
export async function appendUntilSaved(
  journal: Journal,
  draft: EventDraft,
  signal: AbortSignal,
  onRetry: () => void
): Promise<JournalEvent> {
  for (;;) {
    try {
      return await journal.append(draft, signal);
    } catch (error) {
      if (isAbort(error)) {
        throw error;
      }
      const reason = reasonOf(error);
      if (reason.code !== 'source-down' && reason.code !== 'timeout') {
        throw error;
      }
      onRetry();
      await delay(RETRY_MS, signal);
    }
  }
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
}
