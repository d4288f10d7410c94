import { useCallback, useState } from 'react';

import type { Reason } from '../../core/check/verdict';
import type { EventDraft } from '../../core/journal/event';
import type { Journal } from '../../core/journal/journal';
import { reasonOf, type Loadable } from '../loadable';
import { reasonWords } from '../reasonText';
import { t } from '../t';
import { useLoaded } from '../useLoaded';

/** Writes one event at a time. */
export interface Append {
  isSaving: boolean;
  /** Why the last one was not saved; null when it was. */
  problem: Reason | null;
  /** Before somebody tries anew. */
  forgetProblem: () => void;
  /** True when it was kept, and whoever shows it was told. */
  write: (draft: EventDraft) => Promise<boolean>;
}

/** @param onWritten Reads again what the event changes; it is waited for. */
export function useAppend(journal: Journal, onWritten: () => Promise<unknown> | void): Append {
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Reason | null>(null);
  const forgetProblem = useCallback(() => setProblem(null), []);
  const write = useCallback(
    async (draft: EventDraft) => {
      setSaving(true);
      setProblem(null);
      try {
        // What was begun is written, whoever looks elsewhere meanwhile.
        await journal.append(draft, new AbortController().signal);
        await onWritten();
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
  return { isSaving, problem, forgetProblem, write };
}

/** Why this user may not write into the journal; null when they may. */
export function useMayNotAppend(journal: Journal): string | null {
  const ask = useCallback(
    async (signal: AbortSignal) => ({ state: 'ready' as const, value: await journal.canAppend(signal) }),
    [journal]
  );
  return mayNotText(useLoaded<boolean>(ask).loaded);
}

function mayNotText(right: Loadable<boolean>): string | null {
  switch (right.state) {
    case 'ready':
      return right.value
        ? null
        : t('append.may-not', 'You may not write into the journal. Ask an organisation admin for the right.');
    case 'failed':
      return t('append.not-asked', 'Whether you may write into the journal could not be asked. {{why}}', {
        why: reasonWords(right.reason),
      });
    default:
      return t('append.asking', 'It is being asked whether you may write into the journal.');
  }
}
