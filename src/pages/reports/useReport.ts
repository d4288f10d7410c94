import { useCallback, useEffect, useRef, useState } from 'react';

import type { Reason } from '../../core/check/verdict';
import { isAbort, reasonOf } from '../../ui/loadable';
import { useServices } from '../../ui/services';
import {
  makeReport,
  type FinishedReport,
  type ReportConnection,
  type ReportOrder,
  type ReportProgress,
} from './makeReport';

export type ReportState =
  | { state: 'idle' }
  | { state: 'working'; progress: ReportProgress }
  | { state: 'failed'; reason: Reason }
  | { state: 'ready'; order: ReportOrder; report: FinishedReport };

const START: ReportProgress = { phase: 'asking', done: 0, total: 0 };

/** Makes one report at a time; leaving the page cancels it. */
export function useReport(connection: ReportConnection): {
  state: ReportState;
  create: (order: ReportOrder) => void;
  cancel: () => void;
} {
  const [state, setState] = useState<ReportState>({ state: 'idle' });
  const { clock } = useServices();
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
      makeReport(connection, order, clock(), abort.signal, show).then(
        (report) => setState({ state: 'ready', order, report }),
        (error: unknown) => {
          if (!abort.signal.aborted) {
            setState(isAbort(error) ? { state: 'idle' } : { state: 'failed', reason: reasonOf(error) });
          }
        }
      );
    },
    [connection, clock]
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    setState({ state: 'idle' });
  }, []);
  return { state, create, cancel };
}
