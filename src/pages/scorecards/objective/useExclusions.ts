import { useCallback, useState } from 'react';

import type { Reason } from '../../../core/check/verdict';
import { OBJECTIVES_LIST, type ObjectiveDraft } from '../../../core/slo/event';
import { useJournal } from '../../../ui/journal/useJournal';
import { reasonOf } from '../../../ui/loadable';
import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';

const DAY_MS = 86_400_000;

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
  const { clock } = useServices();
  const [fromMs] = useState(() => clock() - DAY_MS);
  const { canAppend, write: append } = useJournal({ class: 'chg', list: OBJECTIVES_LIST, fromMs, thenFromMs: fromMs });
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Reason | null>(null);
  const write = useCallback(
    async (draft: ObjectiveDraft) => {
      setSaving(true);
      setProblem(null);
      try {
        await append([draft]);
        onWritten();
        return true;
      } catch (error) {
        setProblem(reasonOf(error));
        return false;
      } finally {
        setSaving(false);
      }
    },
    [append, onWritten]
  );
  return {
    mayNot:
      canAppend === true
        ? null
        : canAppend === undefined
          ? t('exclude.asking', 'It is being asked whether you may write into the journal.')
          : t('exclude.may-not', 'You may not write into the journal. Ask an organisation admin for the right.'),
    isSaving,
    problem,
    forgetProblem: useCallback(() => setProblem(null), []),
    write,
  };
}
