import { useMemo } from 'react';

import { acceptedRisks, NO_RISKS, type AcceptedRisks } from '../../core/acceptance/risk';
import { useAcceptances } from './useAcceptances';
import type { Append } from './useAppend';

/** No verdict hangs on what is accepted as a risk. */
const NO_LOOK = { again: () => undefined };

export interface Risks extends Append {
  /** Those that are in force; none as long as the journal was not read. */
  risks: AcceptedRisks;
}

/** Which risks are accepted, and how to accept more or take it back. */
export function useRisks(connected: Parameters<typeof useAcceptances>[0]['connected'], nowMs: number): Risks {
  const { acceptances, ...append } = useAcceptances({ connected, look: NO_LOOK }, nowMs);
  const risks = useMemo(() => (acceptances ? acceptedRisks(acceptances) : NO_RISKS), [acceptances]);
  return { risks, ...append };
}
