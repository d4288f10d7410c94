import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** The small server that stood behind the recorded data source proxies, and the exporters of the recorded Prometheus. */
export interface Upstream {
  port: number;
  /** Headers of the last request that asked for nodes. */
  lastHeaders(): http.IncomingHttpHeaders;
  close(): Promise<void>;
}

const payloads: ReadonlyArray<readonly [RegExp, unknown]> = [
  [
    /^\/api2\/json\/nodes/,
    {
      data: [
        { node: 'pve1', cpu: 0.2 },
        { node: 'pve2', cpu: 0.4 },
      ],
    },
  ],
  [/^\/api2\/json\/access\/permissions/, { data: { '/': { 'Sys.Audit': 1 } } }],
  [/^\/api\/v1\/applications/, { items: [{ metadata: { name: 'shop' } }] }],
];

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  const path = request.url ?? '';
  if (path.startsWith('/targets/')) {
    response.writeHead(path.includes('gone') ? 500 : 200, { 'content-type': 'text/plain; version=0.0.4' });
    response.end('node_time_seconds 1\n');
  } else if (path.includes('/slow')) {
    // Never answers.
  } else if (/bad$/.test(request.headers.authorization ?? '')) {
    response.writeHead(401).end();
  } else if (path.includes('forbid')) {
    response.writeHead(403).end();
  } else if (path.includes('redir')) {
    response.writeHead(302, { location: '/elsewhere' }).end();
  } else {
    const payload = payloads.find(([pattern]) => pattern.test(path))?.[1] ?? { data: [] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(payload));
  }
}

export async function startUpstream(): Promise<Upstream> {
  let last: http.IncomingHttpHeaders = {};
  const server = http.createServer((request, response) => {
    if (request.url?.startsWith('/api2/json/nodes')) {
      last = request.headers;
    }
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    lastHeaders: () => last,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
