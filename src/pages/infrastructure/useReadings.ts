import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { Reason } from '../../core/check/verdict';
import { isAbort, reasonOf } from '../../ui/loadable';
import { useVisible } from '../../ui/round/useVisible';
import { useServices } from '../../ui/services';

const EVERY_MS = 60_000;

type OnProgress = (done: number, total: number) => void;

/** One source as something to read again and again. */
export interface Reader<T> {
  /** Data source uid. */
  key: string;
  name: string;
  read: (signal: AbortSignal, onProgress: OnProgress) => Promise<T>;
  /** The next read asks the server again. */
  forget: () => void;
}

/** One that is being read; `total` is 0 before it is known how much there is to ask. */
export interface Progress {
  key: string;
  name: string;
  done: number;
  total: number;
}

export interface Readings<T> {
  /** What is known, by source: while it is read again what it said last. */
  values: ReadonlyMap<string, T>;
  /** Readers that broke, by source: bugs, for sources say what is wrong in their values. */
  failed: ReadonlyMap<string, Reason>;
  /** Those still being read, in the readers' order. */
  reading: readonly Progress[];
  /** When all had last been read; null before. */
  readMs: number | null;
  /** Somebody stopped the first read: what is missing is not on its way. */
  cancelled: boolean;
  /** How often somebody asked anew. */
  refreshes: number;
  /** Asks the servers again. */
  refresh: () => void;
  cancel: () => void;
}

interface State<T> {
  values: ReadonlyMap<string, T>;
  failed: ReadonlyMap<string, Reason>;
  readMs: number | null;
}

const NOTHING_YET = { values: new Map<string, never>(), failed: new Map<string, Reason>(), readMs: null };

/** One time that all are read. */
interface Pass {
  of: object;
  progress: ReadonlyMap<string, { done: number; total: number }>;
  /** Those that answered or broke. */
  over: ReadonlySet<string>;
  end: 'complete' | 'cancelled' | null;
}

const newPass = (of: object): Pass => ({ of, progress: new Map(), over: new Set(), end: null });

/**
 * Reads all sources at once, each with its own progress, then every minute while the page is visible.
 * @param along `refreshes` of the page that these are a part of: what it asks anew is asked anew here as well.
 */
export function useReadings<T>(readers: ReadonlyArray<Reader<T>>, along = 0): Readings<T> {
  const { clock } = useServices();
  const visible = useVisible();
  const [attempt, setAttempt] = useState(0);
  const [refreshes, setRefreshes] = useState(0);
  const token = useMemo(() => ({ readers, attempt, along }), [readers, attempt, along]);
  const [state, setState] = useState<State<T>>(NOTHING_YET);
  const [lastPass, setPass] = useState<Pass>(() => newPass(token));
  const running = useRef<AbortController | null>(null);
  const pass = lastPass.of === token ? lastPass : newPass(token);

  useEffect(() => {
    const abort = new AbortController();
    running.current = abort;
    let left = false;
    const change = (how: (old: Pass) => Partial<Pass>) => {
      if (!left) {
        setPass((old) => {
          const mine = old.of === token ? old : newPass(token);
          return { ...mine, ...how(mine) };
        });
      }
    };
    const readOne = async ({ key, read }: Reader<T>) => {
      const outcome = await settled(
        read(abort.signal, (done, total) =>
          change(({ progress }) => ({ progress: new Map(progress).set(key, { done, total }) }))
        )
      );
      if (!left && outcome !== null) {
        setState((old) => ({ ...old, ...withOutcome(old, key, outcome) }));
        change(({ over }) => ({ over: new Set(over).add(key) }));
      }
    };
    void Promise.all(token.readers.map(readOne)).then(() => {
      change(() => ({ end: abort.signal.aborted ? 'cancelled' : 'complete' }));
      if (!left && !abort.signal.aborted) {
        setState((old) => ({ ...old, readMs: clock() }));
      }
    });
    return () => {
      left = true;
      abort.abort();
    };
  }, [token, clock]);

  const again = useCallback(() => setAttempt((n) => n + 1), []);
  useEffect(() => {
    if (!visible || pass.end !== 'complete') {
      return;
    }
    const timer = setTimeout(again, EVERY_MS);
    return () => clearTimeout(timer);
  }, [visible, pass.end, token, again]);

  const refresh = useCallback(() => {
    readers.forEach(({ forget }) => forget());
    setRefreshes((n) => n + 1);
    again();
  }, [readers, again]);
  const cancel = useCallback(() => running.current?.abort(), []);
  const reading =
    pass.end !== null
      ? []
      : readers
          .filter(({ key }) => !pass.over.has(key))
          .map(({ key, name }) => ({ key, name, ...(pass.progress.get(key) ?? { done: 0, total: 0 }) }));
  return { ...state, reading, cancelled: pass.end === 'cancelled', refreshes, refresh, cancel };
}

type Outcome<T> = { value: T } | { reason: Reason };

/** Null for what was aborted: it neither failed nor answered. */
async function settled<T>(answer: Promise<T>): Promise<Outcome<T> | null> {
  try {
    return { value: await answer };
  } catch (error) {
    return isAbort(error) ? null : { reason: reasonOf(error) };
  }
}

function withOutcome<T>({ values, failed }: State<T>, key: string, outcome: Outcome<T>): Partial<State<T>> {
  return 'value' in outcome
    ? { values: new Map(values).set(key, outcome.value), failed: without(failed, key) }
    : { failed: new Map(failed).set(key, outcome.reason) };
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
