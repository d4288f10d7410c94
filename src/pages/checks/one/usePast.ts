import { useCallback, useEffect, useRef, useState } from 'react';

import { dayGrid, type DayGrid } from '../../../core/check/dayVerdicts';
import type { CheckDefinition } from '../../../core/check/definition';
import type { CheckHistory } from '../../../core/check/history';
import { runHistory } from '../../../core/check/runHistory';
import type { Reason } from '../../../core/check/verdict';
import { useConnection } from '../../../ui/connection';
import { reasonOf } from '../../../ui/loadable';
import { useServices } from '../../../ui/services';
import { useZone } from '../../../ui/zone';

/** How far back a check is looked at, and how often in that time. */
export const SPANS = [
  { days: 30, stepHours: 1 },
  { days: 90, stepHours: 6 },
] as const;
export type Span = (typeof SPANS)[number];

export type Past =
  | { state: 'asking'; done: number; total: number }
  | { state: 'cancelled' }
  | { state: 'failed'; reason: Reason }
  | { state: 'ready'; grid: DayGrid; history: CheckHistory };

/** What a check said over a span of days. Nothing is stored: its sources are asked anew, once for each component that asks. */
export function usePast(definition: CheckDefinition, { days, stepHours }: Span): { past: Past; cancel: () => void } {
  const { connection, memory } = useConnection();
  const { clock } = useServices();
  const zone = useZone();
  const [past, setPast] = useState<Past>({ state: 'asking', done: 0, total: 0 });
  const running = useRef<AbortController | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    running.current = abort;
    const { signal } = abort;
    const tell = (what: Past) => {
      if (!signal.aborted) {
        setPast(what);
      }
    };
    const ask = async (): Promise<Past> => {
      const grid = dayGrid(clock(), zone, days, stepHours * 3_600_000);
      const { checks } = await runHistory([definition], grid, {
        registry: connection.registry,
        memory: await memory.recall(signal),
        signal,
        onProgress: (done, total) => tell({ state: 'asking', done, total }),
      });
      const history = checks.get(definition.id);
      return history ? { state: 'ready', grid, history } : { state: 'failed', reason: { code: 'internal' } };
    };
    void ask().then(tell, (error: unknown) => {
      if (!signal.aborted) {
        tell({ state: 'failed', reason: reasonOf(error) });
      }
    });
    return () => abort.abort();
  }, [definition, days, stepHours, connection, memory, clock, zone]);
  const cancel = useCallback(() => {
    running.current?.abort();
    setPast({ state: 'cancelled' });
  }, []);
  return { past, cancel };
}
