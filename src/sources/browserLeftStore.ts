import { config } from '@grafana/runtime';
import { createStore, get, set, type UseStore } from 'idb-keyval';
import type { KeptAnswer, LeftStore } from '../core/check/leftMemory';

/** Storage that does not answer for so long is none: a look does not wait for it. */
const PATIENCE_MS = 300;

/**
 * What left, in the browser's IndexedDB, apart for each user of each organisation: another one may not be allowed to ask the same
 * data source. Without storage it is asked anew.
 */
export function browserLeftStore(): LeftStore {
  let store: UseStore | null = null;
  const { orgId, id } = config.bootData.user;
  const opened = () => (store ??= createStore(`opsrounds-left-${orgId}-${id}`, 'left'));
  return {
    read: async (uid) => {
      const patience = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
      try {
        return (await Promise.race([get<ReadonlyMap<string, KeptAnswer>>(uid, opened()), patience])) ?? new Map();
      } catch {
        return new Map();
      }
    },
    write: async (uid, kept) => {
      try {
        await set(uid, kept, opened());
      } catch {
        // Full, or no storage here.
      }
    },
  };
}
