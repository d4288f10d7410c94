import { useMemo } from 'react';

import { saidGone, type SaidGone } from '../../core/acceptance/goneForGood';
import { useAcceptances } from '../../ui/journal/useAcceptances';
import type { Append } from '../../ui/journal/useAppend';

/** Says it, or takes it back; when it is kept, all is looked at again. */
export interface Gone extends Append {
  /** What was said to be gone for good, and what was until its end, as the journal has it. */
  said: readonly SaidGone[];
}

/** What is known to be gone for good, and how to say so. */
export function useGone(lookedAt: Parameters<typeof useAcceptances>[0], nowMs: number): Gone {
  const { acceptances, ...append } = useAcceptances(lookedAt, nowMs);
  const said = useMemo(() => (acceptances ? saidGone(acceptances) : []), [acceptances]);
  return { said, ...append };
}
