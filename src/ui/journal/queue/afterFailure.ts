import { isAbort } from '../../loadable';

/** What is done with an event that was not saved: sent again later, kept until its author is signed in, or taken back. */
export type NextStep = 'again' | 'signed-out' | 'refused';

const RETRY_MS = [1_000, 2_000, 5_000, 15_000, 30_000] as const;

/** Answers of a server that fails (500 and the like), one after the other, before they are taken for its last word: some ten minutes. */
const FAILING_ANSWERS = 20;

/**
 * @param error What `Journal.append` rejected with.
 * @param failing How many failing answers it had one after the other, this one included: see `isFailing`.
 */
export function nextStep(error: unknown, failing: number): NextStep {
  if (isAbort(error)) {
    return 'again';
  }
  const { code, status } = fieldsOf(error);
  if (code === 'unauthorized') {
    return 'signed-out';
  }
  if (code === 'source-down' || code === 'timeout' || status === 429) {
    return 'again';
  }
  return isFailing(error) && failing < FAILING_ANSWERS ? 'again' : 'refused';
}

/** The server answered that it failed: it may have been the event, or a moment in which it could not. */
export function isFailing(error: unknown): boolean {
  const { code, status = 0 } = fieldsOf(error);
  return status >= 500 && code !== 'source-down' && code !== 'timeout';
}

/**
 * How long to wait before the next attempt, ms. Grafana's client hands out no headers of an error, so that a `Retry-After`
 * cannot be followed.
 */
export function retryAfterMs(failures: number): number {
  return RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? RETRY_MS[0];
}

function fieldsOf(error: unknown): { code?: unknown; status?: number | undefined } {
  return error instanceof Error ? (error as Error & { code?: unknown; status?: number }) : {};
}
