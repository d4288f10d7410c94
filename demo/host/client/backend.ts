import { AppEvents } from '@grafana/data';
import { config, getAppEvents, type BackendSrv, type BackendSrvRequest, type FetchResponse } from '@grafana/runtime';
import { catchError, from, lastValueFrom, throwError, type Observable } from 'rxjs';

/** Requests whose failures Grafana never announces by itself. */
const quiet = /\/api\/(ds\/query|datasources\/proxy|tsdb\/query)/;

function address(options: BackendSrvRequest): string {
  const url = options.url.startsWith('/') ? `${config.appSubUrl ?? ''}${options.url}` : options.url;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((options.params ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) {
        query.append(name, String(one));
      }
    }
  }
  const text = query.toString();
  return text ? `${url}${url.includes('?') ? '&' : '?'}${text}` : url;
}

async function readBody(response: Response, type: BackendSrvRequest['responseType']): Promise<unknown> {
  if (type === 'blob') {
    return response.blob();
  }
  if (type === 'arraybuffer') {
    return response.arrayBuffer();
  }
  const text = await response.text();
  if (type === 'text' || !text) {
    return text || undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const bodyText = (data: unknown): string => (typeof data === 'string' ? data : JSON.stringify(data));

/** Grafana's client never gives the text of an error: an object with the text in it stands in its place. */
function asErrorData(data: unknown, statusText: string): unknown {
  const text = data ?? '';
  return typeof text === 'string' ? { message: text || statusText, error: statusText, response: text } : text;
}

/** Has the fields of Grafana's `FetchError`. */
class Failure {
  constructor(
    readonly status: number,
    readonly statusText: string,
    readonly config: BackendSrvRequest,
    readonly data: unknown,
    readonly cancelled = false
  ) {}
}

/** `@grafana/runtime`'s door to the server, as far as plugins see it: errors are thrown as `FetchError`, toasts on demand. */
export class HostBackend implements BackendSrv {
  private readonly running = new Map<string, AbortController>();
  private rotation: Promise<boolean> | undefined;
  private skipsCache = 0;

  /** As Grafana does while a data source is tested: what the server keeps of it is not used. */
  async withNoBackendCache<T>(work: () => Promise<T>): Promise<T> {
    this.skipsCache++;
    try {
      return await work();
    } finally {
      this.skipsCache--;
    }
  }

  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    return from(this.send<T>(options)).pipe(
      catchError((error: unknown) => {
        this.announceFailure(options, error);
        return throwError(() => error);
      })
    );
  }

  async request<T = unknown>(options: BackendSrvRequest): Promise<T> {
    const response = await lastValueFrom(this.fetch<T & { message?: string }>(options));
    const message = response.data?.message;
    if (message && options.method !== 'GET' && options.showSuccessAlert !== false) {
      getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: [message] });
    }
    return response.data;
  }

  datasourceRequest<T = unknown>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    return lastValueFrom(this.fetch<T>(options));
  }

  chunked(): never {
    throw new Error('The demo host has no chunked answers');
  }

  get<T = unknown>(
    url: string,
    params?: unknown,
    requestId?: string,
    options?: Partial<BackendSrvRequest>
  ): Promise<T> {
    return this.request<T>({ ...options, method: 'GET', url, params: params as Record<string, unknown>, requestId });
  }

  delete<T = unknown>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'DELETE', url, data });
  }

  post<T = unknown>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'POST', url, data });
  }

  patch<T = unknown>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'PATCH', url, data });
  }

  put<T = unknown>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'PUT', url, data });
  }

  private async send<T>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    const abort = this.abortController(options);
    const hasBody = options.data !== undefined && options.data !== null;
    try {
      const ask = () =>
        fetch(address(options), {
          method: options.method ?? 'GET',
          headers: {
            Accept: 'application/json, text/plain, */*',
            ...(hasBody && { 'Content-Type': 'application/json' }),
            ...(this.skipsCache > 0 && { 'X-Grafana-NoCache': 'true' }),
            ...options.headers,
          },
          body: hasBody ? bodyText(options.data) : undefined,
          signal: abort.signal,
        });
      const first = await ask();
      // A session's token is to be changed every ten minutes; Grafana's client does that by itself and asks again.
      const response = first.status === 401 && (await this.rotateToken()) ? await ask() : first;
      const { ok, status, statusText, headers, redirected, type, url } = response;
      const data = (await readBody(response, options.responseType)) as T;
      if (!ok) {
        throw new Failure(status, statusText, options, asErrorData(data, statusText));
      }
      return { data, ok, status, statusText, headers, redirected, type, url, config: options };
    } catch (error) {
      if (error instanceof Failure) {
        throw error;
      }
      throw abort.signal.aborted
        ? new Failure(-1, 'Request was aborted', options, undefined, true)
        : new Failure(0, 'Failed to fetch', options, undefined);
    } finally {
      this.release(options, abort);
    }
  }

  /** Whether the session has a new token; requests that fail together change it once. */
  private rotateToken(): Promise<boolean> {
    this.rotation ??= fetch(`${config.appSubUrl ?? ''}/api/user/auth-tokens/rotate`, { method: 'POST' })
      .then(
        ({ ok }) => ok,
        () => false
      )
      .finally(() => {
        this.rotation = undefined;
      });
    return this.rotation;
  }

  /** A second request with the same `requestId` cancels the first, as Grafana does. */
  private abortController(options: BackendSrvRequest): AbortController {
    const abort = new AbortController();
    options.abortSignal?.addEventListener('abort', () => abort.abort());
    if (options.abortSignal?.aborted) {
      abort.abort();
    }
    if (options.requestId) {
      this.running.get(options.requestId)?.abort();
      this.running.set(options.requestId, abort);
    }
    return abort;
  }

  private release(options: BackendSrvRequest, abort: AbortController): void {
    if (options.requestId && this.running.get(options.requestId) === abort) {
      this.running.delete(options.requestId);
    }
  }

  private announceFailure(options: BackendSrvRequest, error: unknown): void {
    const wanted = options.showErrorAlert ?? !quiet.test(options.url);
    if (!wanted || !(error instanceof Failure) || error.status < 400) {
      return;
    }
    const title = (error.data as { message?: string } | undefined)?.message ?? error.statusText;
    const event = error.status < 500 ? AppEvents.alertWarning : AppEvents.alertError;
    getAppEvents().publish({ type: event.name, payload: [title] });
  }
}
