import type { Transport, TransportRequest } from '../../src/sources/transport/port';
import { SourceError } from '../../src/sources/sourceError';

/** A simulator as Grafana's data source proxy reaches it. */
export interface Proxied {
  url: string;
  authorization: string;
}

const PROXY = /^\/api\/datasources\/proxy\/uid\/([^/]+)(\/.*)$/;

/** Grafana's data source proxy in a few lines: the path goes on to the simulator of that uid, with the token's header. */
export function simulatorTransport(servers: Readonly<Record<string, Proxied>>): Transport & { sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    async send({ path, query, signal }: TransportRequest) {
      const [, uid = '', below = ''] = PROXY.exec(path) ?? [];
      const server = servers[uid];
      if (server === undefined) {
        return { status: 404, body: { message: 'Data source not found' } };
      }
      const entries = Object.entries(query ?? {}).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]]
      );
      const text = entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
      sent.push(`${uid} ${below}${text}`);
      try {
        const answer = await fetch(`${server.url}${below}${text}`, {
          headers: { Authorization: server.authorization },
          signal,
        });
        const body = await answer.text();
        return { status: answer.status, body: parsed(body) };
      } catch (error) {
        signal.throwIfAborted();
        throw new SourceError('source-down', String(error));
      }
    },
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
