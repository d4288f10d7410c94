import { useCallback, useEffect, useState } from 'react';

import { isAbort, reasonOf, type Loadable } from './loadable';

/** Loads once, and again after `reload`; what is under way is aborted when `load` changes or the screen goes. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<Loadable<T>>): {
  loaded: Loadable<T>;
  reload: () => void;
} {
  const [loaded, setLoaded] = useState<Loadable<T>>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(setLoaded, (error: unknown) => {
      if (!isAbort(error)) {
        setLoaded({ state: 'failed', reason: reasonOf(error) });
      }
    });
    return () => abort.abort();
  }, [load, attempt]);
  const reload = useCallback(() => {
    setLoaded({ state: 'loading' });
    setAttempt((n) => n + 1);
  }, []);
  return { loaded, reload };
}
