import { useCallback } from 'react';

import type { TestedPayload } from '../../../core/products/backups/events';
import { restoreTestDraft } from '../../../core/products/backups/restoreTests';
import { useConnection } from '../../../ui/connection';
import { useAppend, useMayNotAppend, type Append } from '../../../ui/journal/useAppend';

export interface RecordTest extends Omit<Append, 'write'> {
  /** Why this user may not record one; null when they may. */
  mayNot: string | null;
  /** True when it was kept; the page is read again then. */
  write: (what: { target: { key: string; name: string }; test: TestedPayload; key: string }) => Promise<boolean>;
}

/** Writes restore tests into the journal. */
export function useRecordTest(onWritten: () => void): RecordTest {
  const { journal } = useConnection().connection;
  const { write: append, ...rest } = useAppend(journal, onWritten);
  const mayNot = useMayNotAppend(journal);
  const write = useCallback<RecordTest['write']>(
    ({ target, test, key }) => append(restoreTestDraft(key, target.key, test, sentenceOf(test, target.name))),
    [append]
  );
  return { ...rest, mayNot, write };
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
