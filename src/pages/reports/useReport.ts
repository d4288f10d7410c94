import { useCallback, useEffect, useRef, useState } from 'react';

import type { Reason } from '../../core/check/verdict';
import type { Connection } from '../../core/connection/connection';
import { isAbort, reasonOf } from '../../ui/loadable';
import { makeReport, type FinishedReport, type ReportOrder, type ReportProgress } from './makeReport';

export type ReportState =
  | { state: 'idle' }
  | { state: 'working'; progress: ReportProgress }
  | { state: 'failed'; reason: Reason }
  | { state: 'ready'; order: ReportOrder; report: FinishedReport };

const START: ReportProgress = { phase: 'asking', done: 0, total: 0 };

/** Makes one report at a time; leaving the page cancels it. */
export function useReport(connection: Pick<Connection, 'registry' | 'journal'>): {
  state: ReportState;
  create: (order: ReportOrder) => void;
  cancel: () => void;
} {
  const [state, setState] = useState<ReportState>({ state: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const create = useCallback(
    (order: ReportOrder) => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      setState({ state: 'working', progress: START });
      const show = (progress: ReportProgress) => {
        if (!abort.signal.aborted) {
          setState({ state: 'working', progress });
        }
      };
      makeReport(connection, order, abort.signal, show).then(
        (report) => setState({ state: 'ready', order, report }),
        (error: unknown) => {
          if (!abort.signal.aborted) {
            setState(isAbort(error) ? { state: 'idle' } : { state: 'failed', reason: reasonOf(error) });
          }
        }
      );
    },
    [connection]
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    setState({ state: 'idle' });
  }, []);
  return { state, create, cancel };
}
