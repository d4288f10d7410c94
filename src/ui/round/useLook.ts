import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { CheckDefinition } from '../../core/check/definition';
import type { EvaluatorRegistry } from '../../core/check/evaluator';
import type { RunResult } from '../../core/check/result';
import { runChecks } from '../../core/check/run';
import { isAbort } from '../loadable';
import { useServices } from '../services';
import { useVisible } from './useVisible';

/** Groups appear together, when all answered or after this long. */
const SETTLE_MS = 2000;
const EVERY_MS = 60_000;
/** While a source is silent. */
const RETRY_EVERY_MS = 30_000;

export interface Look {
  /** What is known: the last complete look, or on the first one what has answered so far. */
  result: RunResult | null;
  pending: ReadonlyArray<{ uid: string; name: string }>;
  /** The last look that every source answered, since this page was opened: what a silent source said before. */
  lastGood: RunResult | null;
  /** `all`, or the id of the item that is looked at again. */
  checking: string | null;
  /** The groups may be shown. */
  settled: boolean;
  /** When it is looked at again by itself; null while looking or when nothing was looked at. */
  nextMs: number | null;
  again: () => void;
  againItem: (itemId: string, checkIds: readonly string[]) => void;
  cancel: () => void;
}

interface State {
  result: RunResult | null;
  pending: Look['pending'];
  lastGood: RunResult | null;
  checking: string | null;
  settled: boolean;
}

/** Looks at the checks once, then every minute while the page is visible, and whenever a person asks. */
export function useLook(
  definitions: readonly CheckDefinition[],
  registry: EvaluatorRegistry,
  windowSeconds: number
): Look {
  const { clock } = useServices();
  const visible = useVisible();
  const [state, setState] = useState<State>({
    result: null,
    pending: [],
    lastGood: null,
    checking: 'all',
    settled: false,
  });
  const running = useRef<AbortController | null>(null);
  const complete = useRef<RunResult | null>(null);

  const look = useCallback(
    async (what: string, chosen: readonly CheckDefinition[]) => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      const first = complete.current === null;
      setState((old) => ({ ...old, checking: what, pending: first ? sourcesOf(chosen, registry) : old.pending }));
      const settle = first ? setTimeout(() => setState((old) => ({ ...old, settled: true })), SETTLE_MS) : undefined;
      try {
        const found = await runChecks(chosen, {
          registry,
          clock,
          windowSeconds,
          signal: abort.signal,
          onProgress: (partial, pending) => {
            if (first && !abort.signal.aborted) {
              setState((old) => ({ ...old, result: partial, pending }));
            }
          },
        });
        complete.current = what === 'all' ? found : merge(complete.current, found);
        const result = complete.current;
        const good = result.sources.every((source) => source.answered);
        setState(({ lastGood }) => {
          return { result, pending: [], lastGood: good ? result : lastGood, checking: null, settled: true };
        });
      } catch (error) {
        if (!isAbort(error)) {
          throw error;
        }
        if (running.current === abort) {
          // Half an answer is none: what was not asked must not look as if it had been.
          const result = complete.current;
          setState(({ lastGood }) => ({ result, pending: [], lastGood, checking: null, settled: result !== null }));
        }
      } finally {
        clearTimeout(settle);
        if (running.current === abort) {
          running.current = null;
        }
      }
    },
    [registry, clock, windowSeconds]
  );

  const again = useCallback(() => void look('all', definitions), [look, definitions]);
  const againItem = useCallback(
    (itemId: string, ids: readonly string[]) =>
      void look(
        itemId,
        definitions.filter((definition) => ids.includes(definition.id))
      ),
    [look, definitions]
  );
  const cancel = useCallback(() => running.current?.abort(), []);

  useEffect(() => {
    again();
    return () => {
      running.current?.abort();
      running.current = null;
    };
  }, [again]);

  const { result, checking } = state;
  const nextMs = useMemo(() => {
    const silent = result?.sources.some((source) => !source.answered) ?? false;
    return checking !== null || !result ? null : clock() + (silent ? RETRY_EVERY_MS : EVERY_MS);
  }, [result, checking, clock]);
  useEffect(() => {
    if (!visible || nextMs === null) {
      return;
    }
    const timer = setTimeout(again, Math.max(0, nextMs - clock()));
    return () => clearTimeout(timer);
  }, [visible, nextMs, again, clock]);

  return { ...state, nextMs, again, againItem, cancel };
}

/** Who will be asked, before anybody has answered. */
function sourcesOf(definitions: readonly CheckDefinition[], registry: EvaluatorRegistry): Look['pending'] {
  const kinds = new Set(definitions.map((definition) => definition.kind));
  const sources = [...kinds].flatMap((kind) => registry[kind]?.sources ?? []);
  return [...new Map(sources.map((source) => [source.uid, source])).values()];
}

/** The old look with some checks looked at again. Its age stays that of the older values. */
function merge(old: RunResult | null, found: RunResult): RunResult {
  if (!old) {
    return found;
  }
  const asked = new Map(old.sources.map((source) => [source.uid, source]));
  found.sources.forEach((source) => asked.set(source.uid, source));
  return {
    askedMs: old.askedMs,
    checks: new Map([...old.checks, ...found.checks]),
    sources: [...asked.values()],
  };
}
