import type { CheckDefinition } from './definition';
import { existence, promQueries, type PromQueries, type PromQueriesResult } from './promQueries';

/** A month has 745 hours: looking into each minute of a sustained time takes a server minutes. */
const SAMPLE_SECONDS = 300;

/** Tells the steps in which a source had anything at all. */
export function aliveQuery(selector?: string): string {
  return selector === undefined ? 'count(up)' : `count(up{${selector}})`;
}

/** What a check asks about a stretch of time, each step judged by itself. */
export function historyQueries(check: CheckDefinition, stepSeconds: number): PromQueriesResult {
  const built = promQueries(check, stepSeconds, SAMPLE_SECONDS);
  return built.ok ? { ok: true, queries: withoutTimes(built.queries) } : built;
}

/** When its newest sample was taken is something that nobody needs about the past. */
function withoutTimes(queries: PromQueries): PromQueries {
  const { presence, gap } = queries;
  return { ...queries, presence: existence(presence), ...(gap ? { gap: { ...gap, expr: existence(gap.expr) } } : {}) };
}

/** Who was there before shows in rows and presence alike, so the look-back needs no query of its own. */
export function expressionsOf({ value, presence, gap }: PromQueries): string[] {
  return [value, presence, ...(gap ? [gap.expr] : [])];
}
