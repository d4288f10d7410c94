import { isRecord, type JournalDomain } from './domain';
import { eventTags, journalCodec, type AnnotationRow } from './codec';
import type { EventDraft, SeenRow } from './event';

type NoteDraft = EventDraft<'note.written', { note: string }>;

const NOTES: JournalDomain<NoteDraft> = {
  types: ['note.written'],
  version: 1,
  fieldsOf: (payload) => ({ p: payload }),
  payloadOf: ({ p }) => {
    const { note } = isRecord(p) ? p : {};
    return typeof note === 'string' ? { note } : null;
  },
};

/** Reads and writes notes. */
export const testCodec = journalCodec([NOTES]);

interface Sent {
  id: number;
  key?: string;
  login?: string;
  /** A second each after the other without it. */
  created?: number;
  seen?: readonly SeenRow[];
  by?: string;
}

/** The row of a note in the list `a`. */
export function sentRow({ id, key = `k${id}`, login = 'ops1', created = id * 1000, seen, by }: Sent): AnnotationRow {
  const draft: NoteDraft = {
    class: 'run',
    list: 'a',
    type: 'note.written',
    key,
    subject: 'a/1',
    payload: { note: `note ${id}` },
    sentence: 'Said.',
    ...(seen && { seen }),
    ...(by !== undefined && { by }),
  };
  return { id, text: testCodec.encode(draft), tags: eventTags('run', 'a'), login, created, updated: created };
}
