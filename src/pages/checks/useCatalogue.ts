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

/** The checks in the order in which they were when everybody had answered for the first time. */
export function useCatalogue(definitions: readonly CheckDefinition[], look: Look): ShownCatalogue {
  const { result, pending, settled } = look;
  const isWhole = result !== null && pending.length === 0;
  const [opened, setOpened] = useState<{ standings: Opened; isWhole: boolean } | null>(null);
  const nowStandings = useCallback(
    () => new Map(definitions.map(({ id }) => [id, standingOf(result?.checks.get(id), isWhole)])),
    [definitions, result, isWhole]
  );
  // While sources are late the order is not known yet: it is that of the first whole look.
  const isOpening = settled && (opened === null || (isWhole && !opened.isWhole));
  if (isOpening) {
    setOpened({ standings: nowStandings(), isWhole });
  }
  const rows = useMemo(
    () => (opened === null ? null : checkRows(definitions, result, isWhole, opened.standings)),
    [definitions, result, isWhole, opened]
  );
  const changed = useMemo(() => (rows === null || !isWhole ? 0 : changedRows(rows).length), [rows, isWhole]);
  return { rows, changed, showChanged: () => setOpened({ standings: nowStandings(), isWhole }) };
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
