import http from 'node:http';
import https from 'node:https';

import { EMULATED_VERSION } from './emulatedVersion';
import type { DataSource } from './dataSources';
import { renderTemplate } from './headerTemplate';
import { empty, middlewareJson, notFound, type Answer, type SignedCall } from './http';
import type { AccessControl } from './permissions';
import type { PluginRoute } from './plugins';

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

const kept = ['accept', 'accept-encoding', 'accept-language', 'content-type', 'sec-fetch-mode'];

function requestHeaders(
  dataSource: DataSource,
  route: PluginRoute | undefined,
  call: SignedCall
): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': `Grafana/${EMULATED_VERSION}`,
    'x-forwarded-for': '127.0.0.1, 127.0.0.1',
    'x-grafana-id': 'a signed token in Grafana',
    'x-grafana-referer': '',
  };
  for (const name of kept) {
    const value = call.headers[name];
    if (typeof value === 'string') {
      headers[name] = value;
    }
  }
  const data = { URL: dataSource.url, JsonData: dataSource.jsonData, SecureJsonData: dataSource.secureJsonData };
  for (const { name, content } of route?.headers ?? []) {
    headers[name.toLowerCase()] = renderTemplate(content, data);
  }
  return headers;
}

/** Sends the request on; a 401 of the server comes back as 400, a hang or a dead server as an empty 502. */
function send(
  dataSource: DataSource,
  path: string,
  headers: Record<string, string>,
  call: SignedCall
): Promise<Answer> {
  const search = call.query.toString();
  const address = `${dataSource.url.replace(/\/$/, '')}/${path}${search && `?${search}`}`;
  const timeoutMs = (Number(dataSource.jsonData['timeout']) || DEFAULT_TIMEOUT_SECONDS) * 1000;
  return new Promise((resolve) => {
    const client = address.startsWith('https:') ? https : http;
    const rejectUnauthorized = dataSource.jsonData['tlsSkipVerify'] !== true;
    const request = client.request(address, { method: call.method, headers, rejectUnauthorized }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve(empty(502)));
      response.on('end', () => {
        const status = response.statusCode ?? 502;
        if (status === 401) {
          resolve({
            status: 400,
            contentType: 'text/plain; charset=utf-8',
            body: 'Authentication to data source failed',
          });
          return;
        }
        const { 'content-encoding': encoding, location } = response.headers;
        resolve({
          status,
          contentType: response.headers['content-type'] ?? null,
          body: Buffer.concat(chunks),
          headers: {
            'content-security-policy': 'sandbox',
            via: '1.1 grafana',
            ...(encoding && { 'content-encoding': encoding }),
            ...(location && { location }),
          },
        });
      });
    });
    request.setTimeout(timeoutMs, () => request.destroy(new Error('timeout')));
    request.on('error', () => resolve(empty(502)));
    request.end(call.method === 'GET' || call.method === 'HEAD' ? undefined : call.body);
  });
}

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
  const raw = call.params['*'] ?? '';
  const path = cleanPath(raw);
  const route = findRoute(routes, call.method, path);
  if (route && !routeAllows(route, dataSource.uid, call, access)) {
    return denied();
  }
  const refusal = !route && dataSource.type === 'prometheus' ? refusedForPrometheus[call.method] : undefined;
  if (refusal) {
    return middlewareJson(403, { message: refusal });
  }
  return send(dataSource, raw.replace(/^\/+/, ''), requestHeaders(dataSource, route, call), call);
}
