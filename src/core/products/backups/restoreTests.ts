import { NOTE_MAX, type JournalEvent } from '../../journal/event';
import { inOrder } from '../../journal/order';
import { CLOCK_TOLERANCE_MS } from '../../time/clockTolerance';
import { BACKUPS_LIST, isBackupEvent, type TestedDraft, type TestedPayload } from './events';
import type { RestoreTest } from './view';

/** A backup counts as tested when somebody restored it and signed what came back. Reading a file of it does not. */

const SUBJECT = 'backup/';
/** Longest that a restore takes: more is a mistyped unit. */
const MAX_TOOK_SECONDS = 30 * 86_400;

/** Why a restore test cannot be signed. */
export type RestoreTestProblem = 'target' | 'when' | 'in-the-future' | 'took';

/** What is wrong with a restore test at a time; null when nothing is. */
export function restoreTestProblem(
  targetKey: string,
  { atMs, tookSeconds }: Pick<TestedPayload, 'atMs' | 'tookSeconds'>,
  nowMs: number
): RestoreTestProblem | null {
  if (targetKey === '') {
    return 'target';
  }
  if (!Number.isFinite(atMs) || atMs < 0) {
    return 'when';
  }
  if (atMs > nowMs + CLOCK_TOLERANCE_MS) {
    return 'in-the-future';
  }
  return tookSeconds !== undefined && !(tookSeconds >= 0 && tookSeconds <= MAX_TOOK_SECONDS) ? 'took' : null;
}

/**
 * Signs that a target was restored.
 * @param key New and unique.
 */
export function restoreTestDraft(
  key: string,
  targetKey: string,
  payload: TestedPayload,
  sentence: string
): TestedDraft {
  return {
    class: 'chg',
    list: BACKUPS_LIST,
    type: 'backup.tested',
    key,
    subject: SUBJECT + targetKey,
    payload: { ...payload, note: payload.note.slice(0, NOTE_MAX) },
    sentence,
  };
}

/** The restore tests, the last restored first. One that lies after its own signature is none. */
export function restoreTestsIn(events: readonly JournalEvent[]): readonly RestoreTest[] {
  const tests: RestoreTest[] = [];
  for (const event of inOrder(events.filter(isBackupEvent)).events) {
    if (event.type !== 'backup.tested' || !event.subject.startsWith(SUBJECT)) {
      continue;
    }
    const { payload, author: by, createdMs } = event;
    const targetKey = event.subject.slice(SUBJECT.length);
    if (restoreTestProblem(targetKey, payload, createdMs) === null) {
      const { atMs, result, tookSeconds = null, note } = payload;
      tests.push({ targetKey, atMs, by, result, tookSeconds, note });
    }
  }
  return tests.sort((a, b) => b.atMs - a.atMs);
}
