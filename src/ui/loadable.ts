import type { Reason } from '../core/check/verdict';

/** Something that was asked for: on its way, failed, answered with nothing, or here. */
export type Loadable<T> =
  { state: 'loading' } | { state: 'failed'; reason: Reason } | { state: 'empty' } | { state: 'ready'; value: T };

/** The reason in an error: that of a `SourceError`; anything else is a bug of ours, `internal`, and is logged with its stack. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof Error && 'code' in error && 'detail' in error) {
    const { code, detail } = error as Error & Reason;
    return { code, detail };
  }
  console.error(error);
  return { code: 'internal', detail: error instanceof Error ? error.message : String(error) };
}

/** True for what a caller's own abort throws: not a failure, nothing to show. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
