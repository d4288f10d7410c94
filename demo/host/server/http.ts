import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** One request, already below the sub path and signed in if it could be. */
export interface Call {
  method: string;
  /** As sent, escapes included. */
  path: string;
  query: URLSearchParams;
  /** The query as sent with its question mark, or empty. */
  search: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Decoded parts of the path that the route names with a colon; `*` is the rest, undecoded. */
  params: Record<string, string>;
  /** Where the browser believes the server is: `http://127.0.0.1:3000/grafana`. */
  origin: string;
}

export interface Answer {
  status: number;
  /** Null sends none. */
  contentType: string | null;
  body: string | Buffer;
  headers?: OutgoingHttpHeaders;
}

/** An answer of one of Grafana's handlers. */
export const json = (status: number, body: unknown): Answer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

/** An answer of Grafana's middleware: it names the charset, handlers do not. */
export const middlewareJson = (status: number, body: unknown): Answer => ({
  status,
  contentType: 'application/json; charset=UTF-8',
  body: JSON.stringify(body),
});

export const empty = (status: number): Answer => ({ status, contentType: null, body: '' });

export const notFound = (): Answer => middlewareJson(404, { message: 'Not found' });

export const unauthorized = (message = 'Unauthorized', messageId = 'auth.unauthorized'): Answer =>
  middlewareJson(401, { extra: null, message, messageId, statusCode: 401, traceID: '' });

/** The refusal of the access control middleware; `needed` is its wording, mostly one action. */
export function accessDenied(needed: string): Answer {
  return middlewareJson(403, {
    accessErrorId: `ACE${String(Math.floor(Math.random() * 1e10)).padStart(10, '0')}`,
    message: `You'll need additional permissions to perform this action. Permissions needed: ${needed}`,
    title: 'Access denied',
  });
}

export const badRequestData = (): Answer => json(400, { message: 'bad request data' });

/** The body as an object; undefined when it is no JSON object or does not say it is JSON. */
export function jsonBody(call: Call): Record<string, unknown> | undefined {
  if (!/^application\/json\b/.test(call.headers['content-type'] ?? '')) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(call.body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
