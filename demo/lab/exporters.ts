import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expositionText } from './exposition';
import type { Switch, Target } from './metric';

export interface Exporters {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves every target under `/targets/<name>/metrics`. `POST /targets/<name>/down` kills one exporter: its connections
 * are reset, as if nobody listened; `POST /targets/<name>/up` brings it back. `GET /targets` lists them. `others` are
 * switched by `POST /<name>/<word>`; a name may have slashes. Parts of a target are `targets/<name>/<part>`.
 */
export async function startExporters(
  targets: readonly Target[],
  options: { port: number; host?: string; others?: Readonly<Record<string, Switch>> }
): Promise<Exporters> {
  const { port, host = '127.0.0.1' } = options;
  const others = { ...partsOf(targets), ...options.others };
  const byName = new Map(targets.map((target) => [target.name, target]));
  const down = new Set<string>();
  const list = () => targets.map(({ name, job, instance }) => ({ name, job, instance, up: !down.has(name) }));

  const help = [
    'GET /targets',
    'POST /targets/<name>/down|up',
    ...Object.entries(others).map(([name, words]) => `POST /${name}/${Object.keys(words).join('|')}`),
    '',
  ].join('\n');

  const scrape = (target: Target, request: IncomingMessage, response: ServerResponse) => {
    const now = Date.now() / 1000;
    if (down.has(target.name) || !target.answers(now)) {
      request.socket.destroy();
    } else {
      response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8').end(expositionText(target, now));
    }
  };

  const turn = async (request: IncomingMessage): Promise<string | null> => {
    const [, name = '', to = ''] = /^\/(.+)\/([a-z]+)$/.exec(request.url ?? '') ?? [];
    const target = name.startsWith('targets/') ? name.slice('targets/'.length) : '';
    const words = Object.hasOwn(others, name) ? (others[name] ?? {}) : {};
    const turnOther = Object.hasOwn(words, to) ? words[to] : undefined;
    if (request.method !== 'POST') {
      return null;
    }
    if (byName.has(target) && (to === 'down' || to === 'up')) {
      down[to === 'down' ? 'add' : 'delete'](target);
    } else if (turnOther !== undefined) {
      await turnOther();
    } else {
      return null;
    }
    return `${name} is ${to}\n`;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [, name = ''] = /^\/targets\/([^/]+)\/metrics$/.exec(request.url ?? '') ?? [];
    const target = byName.get(name);
    if (request.method === 'GET' && request.url === '/targets') {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(list()));
    } else if (request.method === 'GET' && target !== undefined) {
      scrape(target, request, response);
    } else {
      const turned = await turn(request);
      response.writeHead(turned === null ? 404 : 200).end(turned ?? help);
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(`${String(error)}\n`));
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

function partsOf(targets: readonly Target[]): Record<string, Switch> {
  return Object.fromEntries(
    targets.flatMap(({ name, switches = {} }) =>
      Object.entries(switches).map(([part, words]) => [`targets/${name}/${part}`, words])
    )
  );
}
