import { useMemo } from 'react';

import type { CheckDefinition } from '../../core/check/definition';
import { checksOf, type ChecklistTemplate } from '../../core/checklist/template';
import type { Connection } from '../../core/connection/connection';
import { useConnection } from '../connection';
import type { JournalMemory } from '../journal/journalMemory';

/** A checklist with what its rounds are made with. */
export interface Checklist {
  connection: Connection;
  memory: JournalMemory;
  template: ChecklistTemplate;
  /** The template's checks, each once. */
  definitions: readonly CheckDefinition[];
}

/** The checklist of this id; null when the library has none. */
export function useChecklist(id: string): Checklist | null {
  const { connection, library, memory } = useConnection();
  return useMemo(() => {
    const template = library.checklists.find((checklist) => checklist.id === id);
    return template ? { connection, memory, template, definitions: checksOf(template, library.checks) } : null;
  }, [connection, library, memory, id]);
}
