/** The one way to talk to Grafana's HTTP API: `browser.ts` over getBackendSrv, `node.ts` over fetch with a token. */

export interface TransportRequest {
  method: 'GET' | 'POST';
  /** Below Grafana's root, with a leading slash and without the sub path: `/api/ds/query`. */
  path: string;
  query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  body?: unknown;
  signal: AbortSignal;
  /** Own timeout in ms; the request is aborted and answered with `SourceError('timeout')`. */
  timeoutMs: number;
}

/** Status and body of any answer, 2xx or not: `/api/ds/query` carries partial results in a 400. */
export interface TransportResponse {
  status: number;
  /** Parsed JSON, else the text; undefined when empty. */
  body: unknown;
  /** The server's time in ms since the epoch, when its answer says it. */
  serverMs?: number;
}

/** Rejects with `SourceError` only when there was no answer (`source-down`, `timeout`) or with AbortError when the caller aborted. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
}
