import { useCallback } from 'react';

import type { CheckDefinition } from '../../core/check/definition';
import { checksOf, type ChecklistTemplate } from '../../core/checklist/template';
import type { Loadable } from '../loadable';
import { useServices, type Library, type RoundsConnection } from '../services';
import { useLoaded } from '../useLoaded';

export interface Connected {
  connection: RoundsConnection;
  library: Library;
  template: ChecklistTemplate;
  /** The template's checks, each once. */
  definitions: readonly CheckDefinition[];
}

/** Reads settings, data sources and the library once; `empty` when the library has no such checklist. */
export function useConnection(list: string): { connected: Loadable<Connected>; reconnect: () => void } {
  const services = useServices();
  const load = useCallback(
    async (signal: AbortSignal): Promise<Loadable<Connected>> => {
      const [connection, library] = await Promise.all([services.connect(signal), services.library()]);
      const template = library.checklists.find((checklist) => checklist.id === list);
      return template
        ? {
            state: 'ready',
            value: { connection, library, template, definitions: checksOf(template, library.checks) },
          }
        : { state: 'empty' };
    },
    [services, list]
  );
  const { loaded, reload } = useLoaded(load);
  return { connected: loaded, reconnect: reload };
}
