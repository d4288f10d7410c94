import { useCallback, useEffect, useState } from 'react';

import type { CheckDefinition } from '../../core/check/definition';
import type { ChecklistTemplate } from '../../core/checklist/template';
import { isAbort, reasonOf, type Loadable } from '../loadable';
import { useServices, type Library, type RoundsConnection } from '../services';

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
  const [connected, setConnected] = useState<Loadable<Connected>>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    Promise.all([services.connect(abort.signal), services.library()]).then(
      ([connection, library]) => {
        const template = library.checklists.find((checklist) => checklist.id === list);
        setConnected(
          template
            ? {
                state: 'ready',
                value: { connection, library, template, definitions: definitionsOf(template, library) },
              }
            : { state: 'empty' }
        );
      },
      (error: unknown) => {
        if (!isAbort(error)) {
          setConnected({ state: 'failed', reason: reasonOf(error) });
        }
      }
    );
    return () => abort.abort();
  }, [services, list, attempt]);
  const reconnect = useCallback(() => {
    setConnected({ state: 'loading' });
    setAttempt((n) => n + 1);
  }, []);
  return { connected, reconnect };
}

function definitionsOf(template: ChecklistTemplate, library: Library): readonly CheckDefinition[] {
  const wanted = new Set(template.items.flatMap((item) => item.checks));
  return library.checks.filter((check) => wanted.has(check.id));
}
