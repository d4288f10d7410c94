import type { JournalAct } from '../check/definition';

/** Labels of what an act is about; none of an act of which there is one. */
export const JOURNAL_LABELS: Readonly<Record<JournalAct, readonly string[]>> = {
  signature: ['list'],
  item: ['list', 'item'],
  'restore-test': [],
  entry: ['figure'],
  handover: [],
};
