import { useCallback, useState } from 'react';

import type { Reason } from '../../../core/check/verdict';
import type { TestedPayload } from '../../../core/products/backups/events';
import { restoreTestDraft } from '../../../core/products/backups/restoreTests';
import { useConnection } from '../../../ui/connection';
import { reasonOf, type Loadable } from '../../../ui/loadable';
import { reasonWords } from '../../../ui/reasonText';
import { t } from '../../../ui/t';
import { useLoaded } from '../../../ui/useLoaded';

export interface RecordTest {
  /** Why this user may not record one; null when they may. */
  mayNot: string | null;
  isSaving: boolean;
  /** Why the last one was not saved; null when it was. */
  problem: Reason | null;
  forgetProblem: () => void;
  /** True when it was kept; the page is read again then. */
  write: (what: { target: { key: string; name: string }; test: TestedPayload; key: string }) => Promise<boolean>;
}

/** Writes restore tests into the journal. */
export function useRecordTest(onWritten: () => void): RecordTest {
  const { journal } = useConnection().connection;
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Reason | null>(null);
  const ask = useCallback(
    async (signal: AbortSignal) => ({ state: 'ready' as const, value: await journal.canAppend(signal) }),
    [journal]
  );
  const { loaded } = useLoaded<boolean>(ask);
  const write = useCallback<RecordTest['write']>(
    async ({ target, test, key }) => {
      setSaving(true);
      setProblem(null);
      try {
        // What was begun is written, whoever looks elsewhere meanwhile.
        const draft = restoreTestDraft(key, target.key, test, sentenceOf(test, target.name));
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

/** Of the journal, which is English. */
function sentenceOf({ result, note }: TestedPayload, name: string): string {
  const done = {
    restored: `Restored ${name}`,
    partial: `Restored a part of ${name}`,
    failed: `Could not restore ${name}`,
  }[result];
  return note === '' ? done : `${done}: ${note}`;
}

function mayNotText(right: Loadable<boolean>): string | null {
  switch (right.state) {
    case 'ready':
      return right.value
        ? null
        : t('record-test.may-not', 'You may not write into the journal. Ask an organisation admin for the right.');
    case 'failed':
      return t('record-test.not-asked', 'Whether you may write into the journal could not be asked. {{why}}', {
        why: reasonWords(right.reason),
      });
    default:
      return t('record-test.asking', 'It is being asked whether you may write into the journal.');
  }
}
