import type { JournalDomain } from './domain';
import type { EventDraft } from './event';

/** That somebody tried whether the journal can be written: it says nothing else, and stays like every entry. */

/** The journal's list of them. */
export const TEST_LIST = 'test';

type TestDraft = EventDraft<'journal.tested', Record<string, never>>;

export const TEST_EVENTS: JournalDomain<TestDraft> = {
  types: ['journal.tested'],
  version: 2,
  fieldsOf: () => ({ p: {} }),
  payloadOf: () => ({}),
};

/** @param key New and unique. */
export function testDraft(key: string, sentence: string): TestDraft {
  return { class: 'sys', list: TEST_LIST, type: 'journal.tested', key, subject: 'journal/test', payload: {}, sentence };
}
