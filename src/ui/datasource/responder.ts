import { LoadingState } from '@grafana/data';

import type { Clock } from '../../core/check/ports';
import { reasonOf } from '../loadable';
import { reasonInFull } from '../reasonText';
import { initTexts } from '../t';
import { inOrder, type Answer, type ValuesAnswer } from './answer';
import type { KindQuery, ListQuery, Responder, TimeSpan } from './query';

/** How a plugin reads its server; both reject with the caller's abort and nothing else. */
interface Reader<Query extends KindQuery, VariableQuery extends ListQuery> {
  clock: Clock;
  /** No variables are left in the query's filters. */
  answer: (query: Query, span: TimeSpan & { nowMs: number }, signal: AbortSignal) => Promise<Answer>;
  values: (query: VariableQuery, signal: AbortSignal) => Promise<ValuesAnswer>;
}

/** Answers Grafana with what a plugin reads. What it throws is a bug, and the error of that one query. */
export async function responderOf<Query extends KindQuery, VariableQuery extends ListQuery>({
  clock,
  answer,
  values,
}: Reader<Query, VariableQuery>): Promise<Responder<Query, VariableQuery>> {
  await initTexts();
  return {
    async frames(queries, span, signal) {
      const answers = await Promise.all(
        queries.map(async (query) => ({
          refId: query.refId,
          found: await guarded(() => answer(query, { ...span, nowMs: clock() }, signal), signal),
        }))
      );
      const errors = answers.flatMap(({ refId, found }) =>
        found.ok ? [] : [{ refId, message: reasonInFull(found.reason) }]
      );
      return {
        data: answers.flatMap(({ found }) => (found.ok ? [...found.frames] : [])),
        ...(errors.length > 0 && { errors, state: LoadingState.Error }),
      };
    },
    async values(query, signal) {
      const found = await values(query, signal);
      if (!found.ok) {
        throw new Error(reasonInFull(found.reason));
      }
      return [...inOrder(found.values)];
    },
  };
}

async function guarded(work: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, reason: reasonOf(error) };
  }
}
