import type { Reason } from '../check/verdict';

/** From the beginning: Grafana takes 0 for no range at all. */
export const EVER_MS = 1;

/** When something was done last, ms; or why nobody can say. */
export type Last = { atMs: number } | Reason;

/** That the journal has none; a full sentence. */
export function missing(detail: string): Reason {
  return { code: 'no-data', detail };
}

/** The latest of these times. */
export function latest(times: readonly number[], never: string): Last {
  return times.length === 0 ? missing(never) : { atMs: Math.max(...times) };
}
