import { useCallback } from 'react';

import { packStandings, type PackStanding } from '../../../core/check/packStanding';
import { useConnection } from '../../../ui/connection';
import type { Loadable } from '../../../ui/loadable';
import { useServices } from '../../../ui/services';
import { useLoaded } from '../../../ui/useLoaded';

export interface Packs {
  loaded: Loadable<readonly PackStanding[]>;
  reload: () => void;
}

/** Which packs have something to look at: what the checks go by, which is asked for once an hour. */
export function usePacks(): Packs {
  const { connection, library } = useConnection();
  const { clock } = useServices();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const found = await connection.packs.find(clock(), signal);
      return { state: 'ready' as const, value: packStandings(found, library.checks, connection.registry) };
    },
    [connection, library, clock]
  );
  return useLoaded(load);
}
