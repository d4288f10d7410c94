import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { TEST_LIST, testDraft } from '../../core/journal/testEntry';
import { verdictRank, type Reason } from '../../core/check/verdict';
import type { DoctorClient } from '../../sources/doctor/doctorClient';
import type { Fact } from '../../sources/doctor/fact';
import { useConnection } from '../../ui/connection';
import { isAbort, reasonOf } from '../../ui/loadable';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';

/** The examination that was made last. */
export interface Examined {
  /** Worst first. */
  facts: readonly Fact[];
  atMs: number;
}

export interface Doctor {
  /** Nobody has had it run so far. */
  isNew: boolean;
  examined: Examined | null;
  /** How far the one under way has come; null while there is none. */
  progress: { done: number; of: number } | null;
  /** Why the last one has no findings; null when it has, and when it was cancelled. */
  failed: Reason | null;
  run: () => void;
  cancel: () => void;
  isTesting: boolean;
  /** Writes an entry into the journal and looks whether it is there. */
  test: () => void;
}

/** Until somebody tries it. */
const NOT_TESTED: Fact = { code: 'journal-tested', verdict: 'unknown' };

export function useDoctor(client: DoctorClient): Doctor {
  const run = useRun(client);
  const { tested, isTesting, test } = useTest();
  const { found } = run;
  const examined = useMemo(() => found && { ...found, facts: withTest(found.facts, tested) }, [found, tested]);
  return { ...run, examined, isTesting, test };
}

function useRun(client: DoctorClient) {
  const { connection, library } = useConnection();
  const { clock } = useServices();
  const abort = useRef<AbortController | null>(null);
  const [isNew, setNew] = useState(true);
  const [found, setFound] = useState<Examined | null>(null);
  const [progress, setProgress] = useState<Doctor['progress']>(null);
  const [failed, setFailed] = useState<Reason | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const run = useCallback(() => {
    abort.current?.abort();
    const { signal } = (abort.current = new AbortController());
    setNew(false);
    setFailed(null);
    client
      .examine(connection, library, signal, (done, of) => !signal.aborted && setProgress({ done, of }))
      .then((facts) => !signal.aborted && setFound({ facts, atMs: clock() }))
      .catch((error: unknown) => !isAbort(error) && setFailed(reasonOf(error)))
      .finally(() => !signal.aborted && setProgress(null));
  }, [client, connection, library, clock]);
  const cancel = useCallback(() => {
    abort.current?.abort();
    setProgress(null);
  }, []);
  return { isNew, found, progress, failed, run, cancel };
}

function useTest() {
  const { journal } = useConnection().connection;
  const { clock, newKey } = useServices();
  const [tested, setTested] = useState(NOT_TESTED);
  const [isTesting, setTesting] = useState(false);
  const test = useCallback(() => {
    const { signal } = new AbortController();
    const draft = testDraft(newKey(), t('setup.test-sentence', 'A test of whether the journal can be written'));
    setTesting(true);
    void journal
      .append(draft, signal)
      .then(({ createdMs }) =>
        journal.read(
          { class: draft.class, list: TEST_LIST, fromMs: createdMs, toMs: Math.max(createdMs, clock()) },
          signal
        )
      )
      .then(({ events }): Fact =>
        events.some(({ key }) => key === draft.key)
          ? { ...NOT_TESTED, verdict: 'pass' }
          : { ...NOT_TESTED, verdict: 'fail', reason: { code: 'no-data' } }
      )
      .catch((error: unknown): Fact => ({ ...NOT_TESTED, verdict: 'fail', reason: reasonOf(error) }))
      .then(setTested)
      .finally(() => setTesting(false));
  }, [journal, clock, newKey]);
  return { tested, isTesting, test };
}

/** Packs have a section of their own. Who may not write has nothing to try. */
function withTest(facts: readonly Fact[], tested: Fact): readonly Fact[] {
  const mayWrite = facts.some(({ code, verdict }) => code === 'journal-write' && verdict === 'pass');
  return [...facts.filter(({ code }) => code !== 'pack'), ...(mayWrite ? [tested] : [])].sort(
    (a, b) => verdictRank(a.verdict) - verdictRank(b.verdict)
  );
}
