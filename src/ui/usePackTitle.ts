import { useCallback, useMemo } from 'react';

import { useConnection } from './connection';

/** Titles of packs by id, those of one's own too; of one that nobody knows its id. */
export function usePackTitle(): (id: string) => string {
  const { library } = useConnection();
  // Where several files make one pack, it is called what the first one says.
  const titles = useMemo(
    () => new Map([...(library.packs ?? []), ...(library.own ?? [])].reverse().map(({ id, title }) => [id, title])),
    [library]
  );
  return useCallback((id) => titles.get(id) ?? id, [titles]);
}
