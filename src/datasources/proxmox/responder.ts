import { LoadingState, type DataQueryError, type DataQueryResponse, type MetricFindValue } from '@grafana/data';

import type { Reason } from '../../core/check/verdict';
import type { ProxmoxProduct } from '../../core/products/proxmox/parts';
import { browserTransport } from '../../sources/transport/browser';
import { withServerClock } from '../../sources/transport/serverClock';
import { reasonWords } from '../../ui/reasonText';
import { initTexts } from '../../ui/t';
import { accessTo, answer } from './answer';
import type { TimeSpan } from './frames/span';
import type { ProxmoxQuery, ProxmoxVariableQuery } from './query';
import { variableValues } from './variableValues';

/** Answers the queries of one data source; a query that fails leaves the others alone. */
export interface Responder {
  frames(queries: readonly ProxmoxQuery[], span: TimeSpan, signal: AbortSignal): Promise<DataQueryResponse>;
  /** Rejects with an error that a person can read, for the variable's editor. */
  values(query: ProxmoxVariableQuery, signal: AbortSignal): Promise<MetricFindValue[]>;
}

export async function responder(product: ProxmoxProduct, ref: { uid: string; name: string }): Promise<Responder> {
  await initTexts();
  const { transport, clock } = withServerClock(browserTransport(), Date.now);
  const access = accessTo(product, ref, transport, clock);
  return {
    async frames(queries, span, signal) {
      const answers = await Promise.all(
        queries.map(async (query) => ({
          query,
          found: await answer(access, query, { ...span, nowMs: clock() }, signal),
        }))
      );
      const errors = answers.flatMap(({ query, found }) => (found.ok ? [] : [queryError(query.refId, found.reason)]));
      return {
        data: answers.flatMap(({ found }) => (found.ok ? [...found.frames] : [])),
        ...(errors.length > 0 && { errors, state: LoadingState.Error }),
      };
    },
    async values(query, signal) {
      const found = await variableValues(access, query, signal);
      if (!found.ok) {
        throw new Error(reasonWords(found.reason));
      }
      return [...found.values];
    },
  };
}

function queryError(refId: string, reason: Reason): DataQueryError {
  return { refId, message: reasonWords(reason) };
}
