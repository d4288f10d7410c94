import { SourceError } from '../sourceError';
import type { TransportRequest } from './port';

/**
 * Runs one request under its own timeout and the caller's signal. Rejects with the caller's abort reason, with
 * `SourceError('timeout')`, or with whatever `ask` rejected with.
 */
export async function withDeadline<T>(
  request: Pick<TransportRequest, 'path' | 'signal' | 'timeoutMs'>,
  ask: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  request.signal.throwIfAborted();
  const timeout = AbortSignal.timeout(request.timeoutMs);
  try {
    return await ask(AbortSignal.any([request.signal, timeout]));
  } catch (error) {
    request.signal.throwIfAborted();
    throw timeout.aborted
      ? new SourceError('timeout', `no answer to ${request.path} within ${request.timeoutMs / 1000} s`)
      : error;
  }
}
