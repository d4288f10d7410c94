import type { CheckDefinition } from '../../core/check/definition';
import { checksOf, isScheduled, type ScheduledTemplate } from '../../core/checklist/template';
import type { Connection } from '../../core/connection/connection';
import { useConnection, type Connected } from '../connection';
import type { JournalMemory } from '../journal/journalMemory';

/** A checklist that has rounds by a calendar, with what they are made with. */
export interface Checklist {
  connection: Connection;
  memory: JournalMemory;
  template: ScheduledTemplate;
  /** The template's checks, each once. */
  definitions: readonly CheckDefinition[];
}

const known = new WeakMap<Connected, Map<string, Checklist>>();

/** The checklist of this id, the same object for all who work with one connection; null when the library has no rounds of it. */
export function useChecklist(id: string): Checklist | null {
  return checklistOf(useConnection(), id);
}

function checklistOf(connected: Connected, id: string): Checklist | null {
  const { connection, library, memory } = connected;
  const lists = known.get(connected) ?? new Map<string, Checklist>();
  known.set(connected, lists);
  const template = library.checklists.filter(isScheduled).find((checklist) => checklist.id === id);
  const list =
    lists.get(id) ??
    (template ? { connection, memory, template, definitions: checksOf(template, library.checks) } : null);
  if (list) {
    lists.set(id, list);
  }
  return list;
}
