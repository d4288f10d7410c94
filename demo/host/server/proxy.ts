import http, { type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { X509Certificate } from 'node:crypto';

import type { DataSource } from './dataSources';
import { EMULATED_VERSION } from './emulatedVersion';
import { escapedPath, reencodedQuery } from './goUrl';
import { renderTemplate, TemplateFailure } from './headerTemplate';
import { empty, middlewareJson, notFound, type Answer } from './http';
import type { AccessControl } from './permissions';
import type { PluginRoute } from './plugins';
import type { SignedCall } from './signedCall';

const DEFAULT_TIMEOUT_SECONDS = 30;
const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
const ranks = ['None', 'Viewer', 'Editor', 'Admin'];

const denied = (): Answer => middlewareJson(403, { message: 'plugin proxy route access denied' });

/** Doubled slashes and dots are resolved before the match; what is escaped stays escaped. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

/** The first route whose method fits and whose path is, as a string, how the request's path begins. */
function findRoute(routes: PluginRoute[], method: string, path: string): PluginRoute | undefined {
  return routes.find((route) => {
    const methodFits = !route.method || route.method === '*' || route.method === method;
    return methodFits && path.startsWith(cleanPath(route.path));
  });
}

function routeAllows(route: PluginRoute, uid: string, { identity }: SignedCall, access: AccessControl): boolean {
  if (route.reqAction) {
    return access.may(identity, route.reqAction, `datasources:uid:${uid}`);
  }
  return !route.reqRole || ranks.indexOf(identity.role) >= ranks.indexOf(route.reqRole);
}

/** What Prometheus-like data sources refuse when no route of theirs fits. */
const refusedForPrometheus: Record<string, string> = {
  DELETE: 'non allow-listed DELETEs not allowed on proxied Prometheus datasource',
  PUT: 'non allow-listed PUTs not allowed on proxied Prometheus datasource',
  POST: 'non allow-listed POSTs not allowed on proxied Prometheus datasource',
};

/** Headers that mean this connection only, as Go's reverse proxy takes them off on both sides. */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const notPassedOn = new Set([
  ...hopByHop,
  'authorization',
  'content-length',
  'cookie',
  'expect',
  'host',
  'origin',
  'referer',
  'x-ds-authorization',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-grafana-user',
]);

/** Everything the sender said is passed on but what names the sender or the connection; the route's headers beat it. */
function requestHeaders(dataSource: DataSource, route: PluginRoute | undefined, call: SignedCall): OutgoingHttpHeaders {
  const given = Object.entries(call.headers).filter(([name]) => !notPassedOn.has(name));
  const before = call.headers['x-forwarded-for'];
  const asked = [call.headers['x-ds-authorization']].flat()[0];
  return {
    ...Object.fromEntries(given),
    'user-agent': `Grafana/${EMULATED_VERSION}`,
    'x-forwarded-for': `${before ? `${String(before)}, ` : ''}127.0.0.1, 127.0.0.1`,
    'x-grafana-id': 'a signed token in Grafana',
    'x-grafana-referer': call.headers.referer ?? '',
    ...(asked !== undefined && { authorization: asked }),
    ...routeHeaders(dataSource, route),
  };
}

/** A template that fails ends the route's headers; the request goes out without them, as Grafana does it. */
function routeHeaders(dataSource: DataSource, route: PluginRoute | undefined): Record<string, string> {
  const data = { URL: dataSource.url, JsonData: dataSource.jsonData, SecureJsonData: dataSource.secureJsonData };
  const headers: Record<string, string> = {};
  try {
    for (const { name, content } of route?.headers ?? []) {
      headers[name.toLowerCase()] = renderTemplate(content, data);
    }
  } catch (error) {
    if (!(error instanceof TemplateFailure)) {
      throw error;
    }
    console.error(`Failed to render plugin headers: ${error.message}`);
  }
  return headers;
}

const notReturned = new Set([...hopByHop, 'alt-svc', 'close', 'server', 'set-cookie', 'strict-transport-security']);

function responseHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const given = Object.entries(headers).filter(([name]) => !notReturned.has(name) && !name.startsWith('content-l'));
  return {
    ...Object.fromEntries(given),
    'content-security-policy': 'sandbox',
    via: headers.via ? `1.1 grafana, ${headers.via}` : '1.1 grafana',
  };
}

const flag = (dataSource: DataSource, name: string): boolean => dataSource.jsonData[name] === true;

/** What keeps the connections of data sources with the same TLS settings, as Grafana does; null when the CA certificate is none. */
const agents = new Map<string, https.Agent | null>();

/** A changed certificate or name has connections of its own: one of before, or a session of it, would skip the check. */
function agentOf(dataSource: DataSource): https.Agent | null {
  const serverName = dataSource.jsonData['serverName'];
  const certificate = flag(dataSource, 'tlsAuthWithCACert') ? dataSource.secureJsonData['tlsCACert'] : undefined;
  const settings = {
    rejectUnauthorized: !flag(dataSource, 'tlsSkipVerify'),
    ...(certificate && { ca: certificate }),
    ...(typeof serverName === 'string' && serverName && { servername: serverName }),
  };
  const key = JSON.stringify(settings);
  let agent = agents.get(key);
  if (agent === undefined) {
    const isNone = certificate && !isCertificate(certificate);
    agent = isNone ? null : new https.Agent({ ...settings, keepAlive: true, maxCachedSessions: 0 });
    agents.set(key, agent);
  }
  return agent;
}

function isCertificate(pem: string): boolean {
  try {
    return Boolean(new X509Certificate(pem));
  } catch {
    return false;
  }
}

/** An address without a scheme is called over http; undefined without a host. */
function target({ url }: DataSource): URL | undefined {
  const address = /^[^:]*:\/\//.test(url) ? url : `http://${url}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** Sends the request on; a 401 of the server comes back as 400, a hang or a dead server as an empty 502. */
function send(dataSource: DataSource, below: string, headers: OutgoingHttpHeaders, call: SignedCall): Promise<Answer> {
  const agent = agentOf(dataSource);
  if (!agent) {
    return Promise.resolve(middlewareJson(400, { message: 'Unable to load TLS certificate', traceID: '' }));
  }
  const address = target(dataSource);
  if (!address) {
    return Promise.resolve(empty(502));
  }
  const { protocol, hostname, port, pathname } = address;
  const options: https.RequestOptions = {
    method: call.method,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: `${pathname.replace(/\/$/, '')}/${below.replace(/^\//, '')}`,
    headers: { ...headers, ...(call.body.length > 0 && { 'content-length': call.body.length }) },
    agent: protocol === 'https:' ? agent : plain,
  };
  const timeoutMs = (Number(dataSource.jsonData['timeout']) || DEFAULT_TIMEOUT_SECONDS) * 1000;
  return answerTo(protocol === 'https:' ? https : http, { ...options, timeout: timeoutMs }, call.body);
}

const plain = new http.Agent({ keepAlive: true });

/** A kept connection that the server had closed in the meantime is no answer: it is asked again on a new one. */
function answerTo(client: typeof http | typeof https, options: https.RequestOptions, body: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const request = client.request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve(empty(502)));
      response.on('end', () => resolve(answerOf(response, Buffer.concat(chunks))));
    });
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', (error: NodeJS.ErrnoException) =>
      resolve(request.reusedSocket && error.code === 'ECONNRESET' ? answerTo(client, options, body) : empty(502))
    );
    request.end(body.length > 0 ? body : undefined);
  });
}

function answerOf({ statusCode = 502, headers }: http.IncomingMessage, body: Buffer): Answer {
  if (statusCode === 401) {
    return { status: 400, contentType: 'text/plain; charset=utf-8', body: 'Authentication to data source failed' };
  }
  const { 'content-type': contentType = null, ...others } = headers;
  return { status: statusCode, contentType, body, headers: responseHeaders(others) };
}

/** What follows the data source in the address: Grafana cuts it out of the raw path, an escaped uid included. */
const proxiedPath = (path: string): string =>
  escapedPath(path).replace(/^\/api\/datasources\/proxy\/(\d+|uid\/[\w-]+)\/?/, '');

/** `/api/datasources/proxy/uid/<uid>/*`: a request that fits no route is passed on as well, without the route's headers. */
export function forward(
  dataSource: DataSource,
  routes: PluginRoute[],
  call: SignedCall,
  access: AccessControl
): Answer | Promise<Answer> {
  if (!methods.has(call.method)) {
    return notFound();
  }
  const raw = proxiedPath(call.path);
  const route = findRoute(routes, call.method, cleanPath(raw));
  if (route && !routeAllows(route, dataSource.uid, call, access)) {
    return denied();
  }
  const refusal = !route && dataSource.type === 'prometheus' ? refusedForPrometheus[call.method] : undefined;
  if (refusal) {
    return middlewareJson(403, { message: refusal });
  }
  const search = route ? reencodedQuery(call.search) : call.search;
  return send(dataSource, `${raw}${search}`, requestHeaders(dataSource, route, call), call);
}
