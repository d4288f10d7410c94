import { useCallback } from 'react';

import { publishedIn, type PublishedTemplate } from '../../../core/checklist/published';
import { TEMPLATES_LIST } from '../../../core/checklist/templateEvent';
import { useConnection } from '../../../ui/connection';
import { useServices } from '../../../ui/services';
import { useLoaded } from '../../../ui/useLoaded';

/** The server's clock may be ahead. */
const DAY_MS = 86_400_000;

export interface PublishedList {
  /** Newest first. */
  versions: readonly PublishedTemplate[];
  /** Whether this user may publish. */
  mayPublish: boolean;
}

/** All versions of a list that the journal has. */
export function usePublished(list: string) {
  const { journal } = useConnection().connection;
  const { clock } = useServices();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const range = { list: TEMPLATES_LIST, class: 'tpl' as const, fromMs: 0, toMs: clock() + DAY_MS };
      const [reading, mayPublish] = await Promise.all([journal.read(range, signal), journal.canAppend(signal)]);
      const versions = [...publishedIn(reading).values()]
        .filter(({ template }) => template.id === list)
        .sort((a, b) => b.publishedMs - a.publishedMs);
      return { state: 'ready' as const, value: { versions, mayPublish } };
    },
    [journal, clock, list]
  );
  return useLoaded<PublishedList>(load);
}
