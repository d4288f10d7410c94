import { useMemo } from 'react';

import type { TargetRow } from '../../../core/products/backups/view';
import { useAddress } from '../../../ui/useAddress';
import { filteredTargets, posturesOf } from './targetFilter';

/** The rows that the address leaves (`?posture=&search=&provider=`), for the table and the matrix. */
export function useFilteredTargets(rows: readonly TargetRow[]): { found: readonly TargetRow[]; isFiltered: boolean } {
  const [params] = useAddress();
  const posture = params.get('posture');
  const search = params.get('search') ?? '';
  const provider = params.get('provider');
  const found = useMemo(
    () => filteredTargets(rows, { postures: posturesOf(posture), search, provider }),
    [rows, posture, search, provider]
  );
  return { found, isFiltered: posturesOf(posture).size > 0 || search.trim() !== '' || provider !== null };
}
