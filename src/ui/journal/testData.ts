import type { EventDraft, JournalEvent } from '../../core/journal/event';

/** An event as the envelope alone has it: what it says is no concern of who follows the journal. */
export function draft(key: string): EventDraft {
  return { class: 'run', list: 'morning', type: 'item.set', key, sentence: key } as EventDraft;
}

export function stored(key: string, createdMs: number, id: number, author = 'ops2'): JournalEvent {
  return { ...draft(key), id, author, createdMs, updatedMs: createdMs };
}
