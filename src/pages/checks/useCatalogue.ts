import { useCallback, useDeferredValue, useMemo, useState } from 'react';

import type { CheckDefinition } from '../../core/check/definition';
import type { Look } from '../../ui/round/useLook';
import { useConnection } from '../../ui/connection';
import { useAddress } from '../../ui/useAddress';
import { verdictsOf } from '../../ui/VerdictFilter';
import { changedRows, checkRows, standingOf, type CatalogueFilter, type CheckRow, type Opened } from './catalogue';

interface ShownCatalogue {
  /** Every check; null before anything may be shown. */
  rows: readonly CheckRow[] | null;
  /** How many need somebody now and did not when the page was opened. */
  changed: number;
  /** Puts all in the order of now. */
  showChanged: () => void;
}

/**
 * The checks in the order in which they were when everybody had answered for the first time. While sources are late nothing is in
 * its place yet.
 */
export function useCatalogue(definitions: readonly CheckDefinition[], look: Look): ShownCatalogue {
  const { result, pending, settled } = look;
  const isWhole = result !== null && pending.length === 0;
  const [opened, setOpened] = useState<Opened | null>(null);
  const standings = useCallback(
    (): Opened => new Map(definitions.map(({ id }) => [id, standingOf(result?.checks.get(id), isWhole)])),
    [definitions, result, isWhole]
  );
  if (isWhole && opened === null) {
    setOpened(standings());
  }
  const isShown = settled || opened !== null;
  const rows = useMemo(
    () => (isShown ? checkRows(definitions, result, isWhole, opened ?? new Map()) : null),
    [definitions, result, isWhole, isShown, opened]
  );
  const changed = useMemo(() => (rows === null ? 0 : changedRows(rows).length), [rows]);
  return { rows, changed, showChanged: () => setOpened(standings()) };
}

/** What the address asks for: `?q=&verdict=&list=`. */
export function useCatalogueFilter(): CatalogueFilter {
  const { library } = useConnection();
  const [params] = useAddress();
  const text = useDeferredValue((params.get('q') ?? '').trim());
  const verdict = params.get('verdict');
  const list = params.get('list');
  return useMemo(() => {
    const template = library.checklists.find(({ id }) => id === list);
    return {
      text,
      verdicts: verdictsOf(verdict),
      list: template === undefined ? null : new Set(template.items.flatMap(({ checks }) => checks)),
    };
  }, [library, text, verdict, list]);
}
