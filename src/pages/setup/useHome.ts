import { useCallback } from 'react';

import type { Reason } from '../../core/check/verdict';
import type { CleanUp } from '../../sources/grafana/annotationCleanUp';
import type { JournalHome } from '../../sources/grafana/journalHome';
import type { JournalHomeClient } from '../../sources/grafana/journalHomeClient';
import { useConnection } from '../../ui/connection';
import { reasonOf, type Loadable } from '../../ui/loadable';
import { useServices } from '../../ui/services';
import { useLoaded } from '../../ui/useLoaded';

/** Where the journal is kept, as far as it can be told. */
export interface HomeFound {
  /** Null when the dashboard that the settings name is not there. */
  home: JournalHome | null;
  cleanUp: CleanUp;
  /** Whether a round was ever signed there, which fixes the home; a reason where that is not known. */
  signed: boolean | Reason;
}

/** The server's clock may be ahead. */
const DAY_MS = 86_400_000;

/** Reads; writes nothing. */
export function useHome(homes: JournalHomeClient): { loaded: Loadable<HomeFound>; reload: () => void } {
  const { settings, journal } = useConnection().connection;
  const { clock } = useServices();
  const uid = settings.journal?.dashboardUid;
  const load = useCallback(
    async (signal: AbortSignal) => {
      const range = { class: 'sum' as const, fromMs: 0, toMs: clock() + DAY_MS };
      const [home, cleanUp, signed] = await Promise.all([
        homes.read(uid, signal),
        homes.cleanUp(uid, signal),
        journal.read(range, signal).then(
          ({ events, rejected }) => events.length + rejected.length > 0,
          (error: unknown) => {
            signal.throwIfAborted();
            return reasonOf(error);
          }
        ),
      ]);
      return { state: 'ready' as const, value: { home, cleanUp, signed } };
    },
    [homes, journal, uid, clock]
  );
  return useLoaded<HomeFound>(load);
}
