import { useCallback } from 'react';

import { OBJECTIVES_LIST } from '../../core/slo/event';
import { definitionsIn, type SaidDefinition } from '../../core/slo/fold';
import { useConnection } from '../../ui/connection';
import { useServices } from '../../ui/services';
import { useLoaded } from '../../ui/useLoaded';

/** The server's clock may be ahead. */
const DAY_MS = 86_400_000;

/** All definitions that were ever written into the journal, by hash; read once. */
export function useDefinitions() {
  const { journal } = useConnection().connection;
  const { clock } = useServices();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const range = { list: OBJECTIVES_LIST, class: 'tpl' as const, fromMs: 0, toMs: clock() + DAY_MS };
      const { events } = await journal.read(range, signal);
      return { state: 'ready' as const, value: definitionsIn(events) };
    },
    [journal, clock]
  );
  return useLoaded<ReadonlyMap<string, SaidDefinition>>(load);
}
