import { useCallback, useEffect, useRef, useState } from 'react';

import type { DataSource } from '../../core/connection/dataSource';
import type { AskedSource, DoctorClient } from '../../sources/doctor/doctorClient';
import { goneFact, type Fact } from '../../sources/doctor/fact';
import { isAbort, reasonOf, type Loadable } from '../../ui/loadable';

export interface Answers {
  of: (source: AskedSource) => Loadable<Fact>;
  /** Asks one again. */
  ask: (source: AskedSource) => void;
}

const ASKED: Loadable<Fact> = { state: 'loading' };

/** Asks each of the data sources once, and again on request; one that Grafana does not list is not asked. */
export function useAnswers(
  client: DoctorClient,
  sources: readonly AskedSource[],
  dataSources: readonly DataSource[]
): Answers {
  const [answers, setAnswers] = useState<ReadonlyMap<string, Loadable<Fact>>>(new Map());
  const asked = useRef(new Set<string>());
  const abort = useRef(new AbortController());
  useEffect(() => {
    const { current } = abort;
    return () => current.abort();
  }, []);
  const ask = useCallback(
    (source: AskedSource) => {
      const { signal } = abort.current;
      const set = (answer: Loadable<Fact>) => setAnswers((known) => new Map(known).set(keyOf(source), answer));
      set(ASKED);
      const gone = goneFact(source.ref, dataSources);
      Promise.resolve(gone ?? client.answer(source, signal)).then(
        (value) => set({ state: 'ready', value }),
        (error: unknown) => !isAbort(error) && set({ state: 'failed', reason: reasonOf(error) })
      );
    },
    [client, dataSources]
  );
  useEffect(() => {
    for (const source of sources) {
      if (!asked.current.has(keyOf(source))) {
        asked.current.add(keyOf(source));
        ask(source);
      }
    }
  }, [sources, ask]);
  const of = useCallback((source: AskedSource) => answers.get(keyOf(source)) ?? ASKED, [answers]);
  return { of, ask };
}

function keyOf({ role, ref }: AskedSource): string {
  return `${role} ${ref.uid}`;
}
