import { LoadingState, type DataQueryResponse, type MetricFindValue } from '@grafana/data';

import { argocdInventory } from '../../sources/argocd/inventory';
import { browserTransport } from '../../sources/transport/browser';
import { withServerClock } from '../../sources/transport/serverClock';
import { reasonWords } from '../../ui/reasonText';
import { initTexts } from '../../ui/t';
import { FRAMES } from './frames';
import type { ArgocdQuery, ArgocdVariableQuery } from './query';
import { variableValues } from './variableValues';

/** Answers the queries of one data source; a query that fails leaves the others alone. */
export interface Responder {
  frames(
    queries: readonly ArgocdQuery[],
    range: { fromMs: number; toMs: number },
    signal: AbortSignal
  ): Promise<DataQueryResponse>;
  /** Rejects with an error that a person can read, for the variable's editor. */
  values(query: ArgocdVariableQuery, signal: AbortSignal): Promise<MetricFindValue[]>;
}

export async function responder(ref: { uid: string; name: string }): Promise<Responder> {
  await initTexts();
  const { transport, clock } = withServerClock(browserTransport(), Date.now);
  const inventory = argocdInventory(transport, ref, { clock });
  return {
    async frames(queries, range, signal) {
      const read = await inventory.read([...new Set(queries.flatMap(({ kind }) => FRAMES[kind].parts))], { signal });
      const answers = queries.map((query) => ({
        refId: query.refId,
        found: FRAMES[query.kind].frame(read, query, { ...range, nowMs: clock() }),
      }));
      const errors = answers.flatMap(({ refId, found }) =>
        found.ok ? [] : [{ refId, message: reasonWords(found.reason) }]
      );
      return {
        data: answers.flatMap(({ found }) => (found.ok ? [found.frame] : [])),
        ...(errors.length > 0 && { errors, state: LoadingState.Error }),
      };
    },
    async values(query, signal) {
      const found = await variableValues(inventory, query, signal);
      if (!found.ok) {
        throw new Error(reasonWords(found.reason));
      }
      return found.values;
    },
  };
}
