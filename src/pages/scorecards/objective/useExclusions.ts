import { useCallback, useState } from 'react';

import type { Reason } from '../../../core/check/verdict';
import type { ObjectiveDraft } from '../../../core/slo/event';
import { useConnection } from '../../../ui/connection';
import { reasonOf, type Loadable } from '../../../ui/loadable';
import { reasonWords } from '../../../ui/reasonText';
import { t } from '../../../ui/t';
import { useLoaded } from '../../../ui/useLoaded';

export interface Exclusions {
  /** Why this user may not write any; null when they may. */
  mayNot: string | null;
  isSaving: boolean;
  /** Why the last one was not saved; null when it was. */
  problem: Reason | null;
  forgetProblem: () => void;
  /** True when it was kept; the numbers are read again then. */
  write: (draft: ObjectiveDraft) => Promise<boolean>;
}

/** Writes what is left out, and what counts again. */
export function useExclusions(onWritten: () => void): Exclusions {
  const { journal } = useConnection().connection;
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Reason | null>(null);
  const ask = useCallback(
    async (signal: AbortSignal) => ({ state: 'ready' as const, value: await journal.canAppend(signal) }),
    [journal]
  );
  const { loaded } = useLoaded<boolean>(ask);
  const write = useCallback(
    async (draft: ObjectiveDraft) => {
      setSaving(true);
      setProblem(null);
      try {
        // What was begun is written, whoever looks elsewhere meanwhile.
        await journal.append(draft, new AbortController().signal);
        onWritten();
        return true;
      } catch (error) {
        setProblem(reasonOf(error));
        return false;
      } finally {
        setSaving(false);
      }
    },
    [journal, onWritten]
  );
  return {
    mayNot: mayNotText(loaded),
    isSaving,
    problem,
    forgetProblem: useCallback(() => setProblem(null), []),
    write,
  };
}

function mayNotText(right: Loadable<boolean>): string | null {
  switch (right.state) {
    case 'ready':
      return right.value
        ? null
        : t('exclude.may-not', 'You may not write into the journal. Ask an organisation admin for the right.');
    case 'failed':
      return t('exclude.not-asked', 'Whether you may write into the journal could not be asked. {{why}}', {
        why: reasonWords(right.reason),
      });
    default:
      return t('exclude.asking', 'It is being asked whether you may write into the journal.');
  }
}
