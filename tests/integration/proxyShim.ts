import http from 'node:http';
import { withDeadline } from '../../src/sources/transport/deadline';
import { pathAndQuery } from '../../src/sources/transport/address';
import type { Transport, TransportResponse } from '../../src/sources/transport/port';

/** What stands behind a data source: where, and the header that its route adds. */
export interface Upstream {
  url: string;
  authorization: string;
}

interface Login {
  user: string;
  tokenId: string;
  tokenSecret: string;
}

export function pveUpstream(url: string, { user, tokenId, tokenSecret }: Login): Upstream {
  return { url, authorization: `PVEAPIToken=${user}!${tokenId}=${tokenSecret}` };
}

export function pbsUpstream(url: string, { user, tokenId, tokenSecret }: Login): Upstream {
  return { url, authorization: `PBSAPIToken=${user}!${tokenId}:${tokenSecret}` };
}

/**
 * Sends what is meant for Grafana's data source proxy straight to servers over plain http, and answers as the proxy does: a 401
 * is a 400 with its text, a dead server an empty 502, a reason phrase is lost. `asked` are the paths that were sent.
 */
export function proxyShim(
  servers: Readonly<Record<string, Upstream>>
): Transport & { asked: string[]; most: () => number } {
  const asked: string[] = [];
  let [under, most] = [0, 0];
  return {
    asked,
    /** The most requests that were under way at once. */
    most: () => most,
    async send(request) {
      const [, uid = '', path = ''] = /^\/api\/datasources\/proxy\/uid\/([^/]+)(\/.*)$/.exec(request.path) ?? [];
      const server = servers[uid];
      if (server === undefined) {
        return { status: 404, body: { message: 'Unable to find datasource', traceID: '' } };
      }
      asked.push(pathAndQuery({ path, ...(request.query && { query: request.query }) }));
      under += 1;
      most = Math.max(most, under);
      try {
        return await withDeadline(request, (signal) => forward(server, asked.at(-1) ?? '', signal));
      } finally {
        under -= 1;
      }
    },
  };
}

function forward({ url, authorization }: Upstream, path: string, signal: AbortSignal): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${url}${path}`, { headers: { authorization }, signal, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve({ status: 502, body: undefined }));
      response.on('end', () => {
        const status = response.statusCode ?? 502;
        const body = status === 401 ? 'Authentication to data source failed' : bodyOf(Buffer.concat(chunks).toString());
        resolve({ status: status === 401 ? 400 : status, body });
      });
    });
    request.on('error', (error) => (signal.aborted ? reject(error) : resolve({ status: 502, body: undefined })));
  });
}

function bodyOf(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
