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
  const controller = new AbortController();
  const forward = (): void => controller.abort(request.signal.reason);
  request.signal.addEventListener('abort', forward, { once: true });
  const timer = setTimeout(() => {
    controller.abort(new SourceError('timeout', `no answer to ${request.path} within ${request.timeoutMs / 1000} s`));
  }, request.timeoutMs);
  try {
    return await ask(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', forward);
  }
}
