import { useCallback, useMemo, useState } from 'react';

import type { AcceptanceDraft } from '../../core/acceptance/event';
import { foldAcceptances } from '../../core/acceptance/fold';
import { saidGone, type SaidGone } from '../../core/acceptance/goneForGood';
import type { Reason } from '../../core/check/verdict';
import type { Connected } from '../../ui/connection';
import { reasonOf } from '../../ui/loadable';
import { usePoll } from '../../ui/polling/usePoll';

export interface Gone {
  /** What was said to be gone for good, and what was until its end, as the journal has it. */
  said: readonly SaidGone[];
  isSaving: boolean;
  /** Why the last one was not written; null when it was. */
  problem: Reason | null;
  /** Before somebody tries anew. */
  forgetProblem: () => void;
  /** Says it, or takes it back; when it is kept, all is looked at again. True when it is. */
  write: (draft: AcceptanceDraft) => Promise<boolean>;
}

interface LookedAt {
  connected: Pick<Connected, 'connection' | 'memory'>;
  /** Looks again: what is said changes verdicts. */
  look: { again: () => void };
}

/** What is known to be gone for good, and how to say so. */
export function useGone({ connected, look }: LookedAt, nowMs: number): Gone {
  const { journal } = connected.connection;
  const { acceptances } = connected.memory;
  const { value } = usePoll(acceptances);
  const [problem, setProblem] = useState<Reason | null>(null);
  const [isSaving, setSaving] = useState(false);
  const reading = value?.reading;
  const said = useMemo(() => (reading ? saidGone(foldAcceptances(reading, nowMs)) : []), [reading, nowMs]);
  const forgetProblem = useCallback(() => setProblem(null), []);
  const { again } = look;
  const write = useCallback(
    async (draft: AcceptanceDraft) => {
      setSaving(true);
      setProblem(null);
      try {
        // What was begun is written, whoever looks elsewhere meanwhile.
        await journal.append(draft, new AbortController().signal);
        await acceptances.again();
        again();
        return true;
      } catch (error) {
        setProblem(reasonOf(error));
        return false;
      } finally {
        setSaving(false);
      }
    },
    [journal, acceptances, again]
  );
  return { said, isSaving, problem, forgetProblem, write };
}
