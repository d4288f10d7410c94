import type { ReasonCode } from '../../core/check/verdict';
import { SourceError } from '../sourceError';
import type { TransportResponse } from './port';

const CODES: Readonly<Record<number, ReasonCode>> = {
  401: 'unauthorized',
  403: 'not-permitted',
  408: 'timeout',
  502: 'source-down',
  503: 'source-down',
  504: 'timeout',
};

/** The body of a 200, else a SourceError with Grafana's own words. */
export function bodyOf(response: TransportResponse): unknown {
  if (response.status !== 200) {
    throw refusal(response);
  }
  return response.body;
}

/** What a status other than 200 means. */
export function refusal({ status, body }: TransportResponse): SourceError {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
  const words = typeof message === 'string' && message !== '' ? message : `HTTP ${status}`;
  return new SourceError(CODES[status] ?? 'bad-response', words, status);
}
