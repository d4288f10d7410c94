import net from 'node:net';
import tls from 'node:tls';

/** One request as bytes, one byte per character: nothing normalises it on the way. */
export interface RawRequest {
  method: string;
  /** What stands between method and version in the first line. */
  address: string;
  headers?: ReadonlyArray<readonly [name: string, value: string]>;
  body?: string;
  version?: string;
}

export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  status: number;
  /** Head and body as they came. */
  text: string;
}

/** Sends to the server of `url` over a connection of its own and reads until it ends. */
export function sendRaw(url: URL, request: RawRequest): Promise<RawAnswer> {
  const { method, address, headers = [], body = '', version = 'HTTP/1.1' } = request;
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const lines = [
    `${method} ${address} ${version}`,
    `Host: ${url.host}`,
    'Connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body ? [`Content-Length: ${body.length}`] : []),
  ];
  return new Promise((resolve) => {
    const socket =
      url.protocol === 'https:'
        ? tls.connect(port, url.hostname, { servername: url.hostname })
        : net.connect(port, url.hostname);
    const chunks: Buffer[] = [];
    const end = () => {
      socket.destroy();
      const text = Buffer.concat(chunks).toString('latin1');
      resolve({ status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0), text });
    };
    socket.setTimeout(20_000, end);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', end);
    socket.on('close', end);
    socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1'));
  });
}
