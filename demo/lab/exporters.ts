import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expositionText } from './exposition';
import type { Target } from './metric';

export interface Exporters {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves every target under `/targets/<name>/metrics`. `POST /targets/<name>/down` kills one exporter: its connections
 * are reset, as nobody listened; `POST /targets/<name>/up` brings it back. `GET /targets` lists them.
 */
export async function startExporters(targets: readonly Target[], port: number, host = '127.0.0.1'): Promise<Exporters> {
  const byName = new Map(targets.map((target) => [target.name, target]));
  const down = new Set<string>();
  const server = createServer((request, response) => {
    const [, name, action] = /^\/targets\/([^/]+)\/(metrics|down|up)$/.exec(request.url ?? '') ?? [];
    const target = byName.get(name ?? '');
    const now = Date.now() / 1000;
    if (request.method === 'GET' && request.url === '/targets') {
      const list = targets.map(({ name, job, instance }) => ({ name, job, instance, up: !down.has(name) }));
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(list));
    } else if (target === undefined) {
      response.writeHead(404).end('No such target. GET /targets lists them.\n');
    } else if (request.method === 'GET' && action === 'metrics') {
      if (down.has(target.name) || !target.answers(now)) {
        request.socket.destroy();
      } else {
        response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8').end(expositionText(target, now));
      }
    } else if (request.method === 'POST' && action !== 'metrics') {
      if (action === 'down') {
        down.add(target.name);
      } else {
        down.delete(target.name);
      }
      response.end(`${target.name} is ${action}\n`);
    } else {
      response.writeHead(405).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
