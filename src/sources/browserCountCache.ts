import { config } from '@grafana/runtime';
import { createStore, getMany, setMany, type UseStore } from 'idb-keyval';
import type { CachedStretch, CountCache } from '../core/slo/countCache';

/**
 * Counted buckets in the browser's IndexedDB, apart for each organisation: two of them may call their data source the same. What this
 * page has read is in memory as well, so that a browser without storage keeps it until the page is left.
 */
export function browserCountCache(): CountCache {
  const memory = new Map<string, CachedStretch>();
  let store: UseStore | null = null;
  const opened = () => (store ??= createStore(`opsrounds-counts-${config.bootData.user.orgId}`, 'counts'));
  return {
    read: async (keys) => {
      const missing = keys.filter((key) => !memory.has(key));
      try {
        const found = missing.length === 0 ? [] : await getMany<CachedStretch>(missing, opened());
        found.forEach((stretch, index) => {
          if (stretch !== undefined) {
            memory.set(missing[index] ?? '', stretch);
          }
        });
      } catch {
        // No storage here: what is not in memory is read.
      }
      return new Map(keys.flatMap((key) => (memory.has(key) ? [[key, memory.get(key) as CachedStretch]] : [])));
    },
    write: async (entries) => {
      entries.forEach((stretch, key) => memory.set(key, stretch));
      try {
        await setMany([...entries], opened());
      } catch {
        // Full, or no storage here: memory has it.
      }
    },
  };
}
