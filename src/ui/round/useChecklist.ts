import { useMemo } from 'react';

import type { CheckDefinition } from '../../core/check/definition';
import { versionOf } from '../../core/checklist/published';
import { checksOf, type ChecklistTemplate } from '../../core/checklist/template';
import { templateId } from '../../core/checklist/templateId';
import type { Connection } from '../../core/connection/connection';
import { useConnection, type Connected } from '../connection';
import type { JournalMemory } from '../journal/journalMemory';

/** A checklist, with what its rounds are made with. */
export interface Checklist {
  connection: Connection;
  memory: JournalMemory;
  template: ChecklistTemplate;
  /** The template's checks, each once. */
  definitions: readonly CheckDefinition[];
}

const known = new WeakMap<Connected, Map<ChecklistTemplate, Checklist>>();

/** The checklist of this id, the same object for all who work with one connection; null when there is none. */
export function useChecklist(id: string): Checklist | null {
  const connected = useConnection();
  const template = connected.library.checklists.find((checklist) => checklist.id === id);
  return template ? checklistWith(connected, template) : null;
}

/** Which version of its list a round has: the one that counts, the one it began with, or that one is not at hand. */
export type RoundVersion = 'active' | 'pinned' | 'lost';

/** The list in the version that a round began with, `list@hash`; as it is now where that is not at hand. */
export function useVersion(active: Checklist, began: string | null): { checklist: Checklist; version: RoundVersion } {
  const connected = useConnection();
  return useMemo(() => {
    if (began === null || began === templateId(active.template)) {
      return { checklist: active, version: 'active' };
    }
    const template = versionOf(began, connected.templates.versions);
    return template
      ? { checklist: checklistWith(connected, template), version: 'pinned' }
      : { checklist: active, version: 'lost' };
  }, [connected, active, began]);
}

function checklistWith(connected: Connected, template: ChecklistTemplate): Checklist {
  const { connection, library, memory } = connected;
  const lists = known.get(connected) ?? new Map<ChecklistTemplate, Checklist>();
  known.set(connected, lists);
  const list = lists.get(template) ?? { connection, memory, template, definitions: checksOf(template, library.checks) };
  lists.set(template, list);
  return list;
}
