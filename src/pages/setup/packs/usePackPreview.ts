import { useEffect, useRef, useState } from 'react';

import type { CheckDefinition } from '../../../core/check/definition';
import type { CheckResult } from '../../../core/check/result';
import { DAY_WINDOW_SECONDS, runChecks } from '../../../core/check/run';
import type { Reason } from '../../../core/check/verdict';
import { useConnection } from '../../../ui/connection';
import { isAbort, reasonOf } from '../../../ui/loadable';
import { useServices } from '../../../ui/services';
import type { ChangedCheck } from './draftPack';

type Results = ReadonlyMap<string, CheckResult>;

type Preview =
  | { state: 'none' }
  | { state: 'looking' }
  | { state: 'failed'; reason: Reason }
  /** What was looked at, as it was then. */
  | { state: 'seen'; of: readonly ChangedCheck[]; before: Results; after: Results };

/** Runs what the checks are and what they would be, on request; a new look and leaving the page end the one before. */
export function usePackPreview() {
  const { connection, memory } = useConnection();
  const { clock } = useServices();
  const [state, setState] = useState<Preview>({ state: 'none' });
  const life = useRef<AbortController | null>(null);
  useEffect(() => () => life.current?.abort(), []);
  const look = (of: readonly ChangedCheck[]) => {
    life.current?.abort();
    const own = new AbortController();
    life.current = own;
    setState({ state: 'looking' });
    const run = async (checks: ReadonlyArray<CheckDefinition | null>) => {
      const { checks: results } = await runChecks(checks.flatMap(ofNoPack), {
        registry: connection.registry,
        clock,
        windowSeconds: DAY_WINDOW_SECONDS,
        signal: own.signal,
        memory: memory.recall(own.signal),
      });
      return results;
    };
    Promise.all([run(of.map(({ before }) => before)), run(of.map(({ after }) => after))]).then(
      ([before, after]) => setState({ state: 'seen', of, before, after }),
      (error: unknown) => {
        if (!isAbort(error)) {
          setState({ state: 'failed', reason: reasonOf(error) });
        }
      }
    );
  };
  const cancel = () => {
    life.current?.abort();
    setState({ state: 'none' });
  };
  return { state, look, cancel };
}

/** Which packs have data is known of those that are saved: of a draft every source is asked. */
function ofNoPack(check: CheckDefinition | null): CheckDefinition[] {
  return check === null ? [] : [{ ...check, pack: '' }];
}
