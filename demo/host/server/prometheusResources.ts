import type { DataSource } from './dataSources';
import { json, type Answer } from './http';
import type { SignedCall } from './signedCall';

/** What Go says of a server that cannot be reached, as far as Node can tell. */
export function transportError(method: 'Get' | 'Post', url: string, error: unknown): string {
  const cause = (error as { cause?: { code?: string; address?: string; port?: number } }).cause;
  const reason =
    cause?.code === 'ECONNREFUSED'
      ? `dial tcp ${cause.address}:${cause.port}: connect: connection refused`
      : `dial tcp: ${cause?.code ?? String(error)}`;
  return `${method} "${url}": ${reason}`;
}

/** `/api/datasources/uid/<uid>/health` of a Prometheus. */
export async function checkPrometheus({ url }: DataSource): Promise<Answer> {
  const address = `${url}/api/v1/query`;
  try {
    const response = await fetch(address, { method: 'POST', body: new URLSearchParams({ query: '1+1' }) });
    if (!response.ok) {
      return json(400, {
        message: `${response.status} ${response.statusText} - There was an error returned querying the Prometheus API.`,
        status: 'ERROR',
      });
    }
  } catch (error) {
    const message = `${transportError('Post', address, error)} - There was an error returned querying the Prometheus API.`;
    return json(400, { message, status: 'ERROR' });
  }
  return json(200, {
    details: { application: 'Prometheus', features: { rulerApiEnabled: false } },
    message: 'Successfully queried the Prometheus API.',
    status: 'OK',
  });
}

/** `/api/datasources/uid/<uid>/resources/*`: passed on as it is, below an address of the server. */
export async function passedOn(address: string, call: SignedCall): Promise<Answer> {
  const search = call.query.toString();
  const hasBody = call.method !== 'GET' && call.method !== 'HEAD';
  try {
    const response = await fetch(`${address}/${call.params['*']}${search && `?${search}`}`, {
      method: call.method,
      headers: hasBody ? { 'content-type': call.headers['content-type'] ?? 'application/x-www-form-urlencoded' } : {},
      body: hasBody ? new Uint8Array(call.body) : undefined,
    });
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, contentType: response.headers.get('content-type'), body };
  } catch {
    return requestFailed();
  }
}

/** What Grafana says when a data source's backend gave no answer at all. */
export function requestFailed(): Answer {
  return json(500, {
    statusCode: 500,
    messageId: 'plugin.requestFailureError',
    message: 'An error occurred within the plugin',
  });
}
