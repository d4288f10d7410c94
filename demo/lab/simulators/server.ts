import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import type { ServerIdentity } from './authority';

/** A request as it arrived. */
export interface Received {
  method: string;
  /** The request target, byte for byte. */
  rawUrl: string;
  /** For its query only. */
  url: URL;
  headers: http.IncomingHttpHeaders;
}

export interface Reply {
  status: number;
  /** Reason phrase, where the server has one of its own; one line. */
  reason?: string;
  body?: unknown;
  headers?: Record<string, string>;
  delayMs?: number;
}

/** A request that was answered, for tests to look at. Secrets are not kept. */
export interface LoggedRequest {
  method: string;
  rawUrl: string;
  status: number;
}

export interface ListenOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  host?: string;
  /** Speaks https with it; plain http without. */
  tls?: ServerIdentity;
}

/** What a lab control can do to a server. */
export type ServerMode = 'up' | 'down' | 'hang' | 'expire';

export interface RunningServer {
  url: string;
  /** Of the authority that signed its certificate, PEM; null over plain http. */
  caCert: string | null;
  /** Every request since the start, oldest first. */
  requests: LoggedRequest[];
  /** `down` refuses connections, `hang` takes requests and never answers, `expire` takes every token for expired. */
  turn(mode: ServerMode): Promise<void>;
  close(): Promise<void>;
}

/** Answers one request; `expired` says whether the lab let every token expire. */
export type Handler = (request: Received, expired: boolean) => Reply;

/** An HTTP server that can be put down, hang, or let every token expire. */
export async function startServer(options: ListenOptions, handler: Handler): Promise<RunningServer> {
  const { host = '127.0.0.1', tls } = options;
  const requests: LoggedRequest[] = [];
  const sockets = new Set<Socket>();
  let mode: ServerMode = 'up';
  const listener = (request: http.IncomingMessage, response: http.ServerResponse) => {
    const { method = '', url: rawUrl = '', headers } = request;
    if (mode === 'hang') {
      requests.push({ method, rawUrl, status: 0 });
      return;
    }
    const reply = answered(handler, { method, rawUrl, url: parseTarget(rawUrl), headers }, mode === 'expire');
    requests.push({ method, rawUrl, status: reply.status });
    void send(response, reply);
  };
  const open = (port: number): Promise<http.Server> => {
    const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => resolve(server));
    });
  };
  let server: http.Server | null = await open(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      const running = server;
      server = null;
      if (running === null) {
        resolve();
      } else {
        running.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }
    });
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    caCert: tls?.caCert ?? null,
    requests,
    turn: async (next) => {
      if (next === 'down') {
        await stop();
      } else if (server === null) {
        server = await open(port);
      } else if (mode === 'hang') {
        sockets.forEach((socket) => socket.destroy());
      }
      mode = next;
    },
    close: stop,
  };
}

/** A mistake of the simulator is said in the answer; the lab goes on. */
function answered(handler: Handler, request: Received, expired: boolean): Reply {
  try {
    return handler(request, expired);
  } catch (error) {
    return { status: 500, body: `the simulator failed: ${String(error instanceof Error ? error.stack : error)}` };
  }
}

/** Only the query is taken from it: what is left of a strange target is the server's to judge by its raw form. */
function parseTarget(rawUrl: string): URL {
  const query = rawUrl.includes('?') ? rawUrl.slice(rawUrl.indexOf('?')) : '';
  return new URL(`http://localhost/${query}`);
}

async function send(response: http.ServerResponse, reply: Reply): Promise<void> {
  const { status, reason, body, headers = {}, delayMs = 0 } = reply;
  if (delayMs > 0) {
    await after(delayMs);
  }
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const all = { 'Content-Type': 'application/json;charset=UTF-8', ...headers };
  if (!response.destroyed) {
    response.writeHead(status, reasonPhrase(reason) ?? http.STATUS_CODES[status] ?? '', all).end(text);
  }
}

/** The first line; what may not stand in a status line, such as a null byte of the path it quotes, becomes a question mark. */
const reasonPhrase = (reason: string | undefined): string | undefined =>
  reason?.split('\n')[0]?.replace(/[^\t\x20-\x7e]/g, '?');
