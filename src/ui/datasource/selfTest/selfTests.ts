import { reasonOf, type Loadable } from '../../loadable';

/**
 * What the last self-test of each data source gave, outside of React: the button "Save & test" is Grafana's and asks the data
 * source, and the editor shows what that very test saw.
 */
export interface SelfTests<Source extends { uid: string }, Found> {
  /** Undefined before the first. */
  of: (uid: string) => Loadable<Found> | undefined;
  subscribe: (listener: () => void) => () => void;
  /** Asks the server with the settings as they are saved; of two at once the one that began later counts. */
  run: (source: Source) => Promise<Found>;
}

export function createSelfTests<Source extends { uid: string }, Found>(
  read: (source: Source) => Promise<Found>
): SelfTests<Source, Found> {
  const latest = new Map<string, { run: number; found: Loadable<Found> }>();
  const listeners = new Set<() => void>();
  let runs = 0;
  const put = (uid: string, run: number, found: Loadable<Found>): void => {
    latest.set(uid, { run, found });
    listeners.forEach((listener) => listener());
  };
  const settle = (uid: string, run: number, found: Loadable<Found>): void => {
    if (latest.get(uid)?.run === run) {
      put(uid, run, found);
    }
  };
  return {
    of: (uid) => latest.get(uid)?.found,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async run(source) {
      runs += 1;
      const run = runs;
      put(source.uid, run, { state: 'loading' });
      try {
        const value = await read(source);
        settle(source.uid, run, { state: 'ready', value });
        return value;
      } catch (error) {
        settle(source.uid, run, { state: 'failed', reason: reasonOf(error) });
        throw error;
      }
    },
  };
}
