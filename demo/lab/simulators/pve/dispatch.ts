import type { Received, Reply } from '../server';
import { accessEndpoints } from './access';
import { clusterEndpoints } from './cluster';
import { auditedEndpoints, guardedEndpoints, WRITES } from './dangerous';
import { atLeast, Download, Refused, type Endpoint, type Needs, type PveWorld } from './endpoint';
import { guestEndpoints } from './guests';
import { hostEndpoints } from './hosts';
import { inventoryEndpoints } from './inventory';
import { seriesEndpoints } from './series';
import { storageEndpoints } from './storage';
import { taskEndpoints } from './tasks';
import type { Caller } from './tokens';

/** Every path that is read, in the order of the API viewer's tree; the first that fits wins. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...accessEndpoints,
  ...clusterEndpoints,
  ...inventoryEndpoints,
  ...guestEndpoints,
  ...hostEndpoints,
  ...storageEndpoints,
  ...taskEndpoints,
  ...seriesEndpoints,
  ...auditedEndpoints,
  ...guardedEndpoints,
];

interface Match {
  endpoint: Endpoint;
  parts: Record<string, string>;
}

/** A path template as the fragments that it is compared by. */
export function matchPath(template: string, fragments: readonly string[]): Record<string, string> | null {
  const wanted = template.split('/').filter((part) => part !== '');
  if (wanted.length !== fragments.length) {
    return null;
  }
  const parts: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const fragment = fragments[i] ?? '';
    if (part.startsWith('{')) {
      parts[part.slice(1, -1)] = fragment;
    } else if (part !== fragment) {
      return null;
    }
  }
  return parts;
}

function find(fragments: readonly string[], world: PveWorld): Match | null {
  for (const endpoint of ENDPOINTS) {
    const parts = matchPath(endpoint.path, fragments);
    if (parts !== null && (endpoint.versions?.includes(world.version) ?? true)) {
      return { endpoint, parts };
    }
  }
  return null;
}

const fill = (template: string, parts: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '');

/**
 * Finds and answers a request as pve-http-server does (APIServer/AnyEvent.pm, RESTHandler.pm): the path is decoded whole,
 * so that `%2F` separates; empty fragments are dropped, so doubled slashes do not matter; `..` is a fragment like any
 * other and climbs nowhere; only the four known methods have handlers.
 */
export function dispatch(request: Received, world: PveWorld, authenticate: () => Caller | string): Reply {
  const { method, rawUrl, headers } = request;
  if (!['GET', 'POST', 'PUT', 'DELETE'].includes(method)) {
    return bare(501, `method '${method}' not available`);
  }
  const path = unescape(rawUrl.split('?')[0] ?? '');
  if (!path.startsWith('/api2')) {
    return path === '/' && method === 'GET' ? bare(200, 'OK') : bare(501, `no such file '${path}'`);
  }
  const [, format, rest = '/'] = /^\/api2\/+([a-z][a-z0-9]+)(\/.*)?$/s.exec(path) ?? [];
  if (format === undefined) {
    return bare(501, 'no such uri');
  }
  const caller = authenticate();
  if (typeof caller === 'string') {
    return bare(401, caller);
  }
  if (method === 'GET' && Number(headers['content-length'] ?? 0) > 0) {
    return bare(501, `Unexpected content for method '${method}'`);
  }
  if (!['json', 'extjs'].includes(format)) {
    return bare(501, `no formatter for uri ${rest}, ${format}`);
  }
  const fragments = rest.split('/').filter((part) => part !== '');
  try {
    const data =
      method === 'GET' ? read(fragments, rest, request, world, caller) : write(method, fragments, rest, caller);
    if (data instanceof Download) {
      return { status: 200, body: data.body, headers: { ...SERVER, 'Content-Type': 'application/octet-stream' } };
    }
    return { status: 200, body: format === 'extjs' ? { success: 1, data } : { data }, headers: SERVER };
  } catch (error) {
    if (error instanceof Refused) {
      return refusal(error, world, format);
    }
    throw error;
  }
}

const SERVER = { Server: 'pve-api-daemon/3.0', 'Cache-Control': 'max-age=0', Pragma: 'no-cache' };

/** An answer of the HTTP server itself: a reason phrase and no body. */
const bare = (status: number, reason: string): Reply => ({ status, reason, headers: SERVER });

function refusal({ status, message, errors }: Refused, { version }: PveWorld, format: string): Reply {
  if (format === 'extjs') {
    return {
      status: 200,
      body: { success: 0, data: null, message, status, ...(errors && { errors }) },
      headers: SERVER,
    };
  }
  // Until 7 the words are in the reason phrase only, which a proxy drops.
  const body = { data: null, ...(errors && { errors }), ...(atLeast(version, '8.4') && { message }) };
  return { status, reason: message, body, headers: SERVER };
}

function read(fragments: string[], rest: string, { url }: Received, world: PveWorld, caller: Caller): unknown {
  const match = find(fragments, world);
  if (match === null) {
    throw new Refused(501, `Method 'GET ${rest}' not implemented`);
  }
  const { endpoint, parts } = match;
  const query = new URLSearchParams(url.search);
  query.delete('_dc');
  for (const name of Object.keys(parts)) {
    if (query.has(name) && query.get(name) !== parts[name]) {
      const message =
        'Parameter verification failed - duplicate parameter (already defined in URI) with conflicting values!\n';
      throw new Refused(400, message, { [name]: 'duplicate parameter (already defined in URI)' });
    }
    query.delete(name);
  }
  const needs = endpoint.needsIn?.[world.version] ?? endpoint.needs;
  if (needs !== undefined) {
    demand(caller, { ...needs, path: fill(needs.path, parts) });
  }
  const { node } = parts;
  if (node !== undefined) {
    reach(node, world);
  }
  const unknown = [...query.keys()].filter((name) => !(endpoint.parameters ?? []).includes(name));
  if (unknown.length > 0) {
    const text = 'property is not defined in schema and the schema does not allow additional properties';
    throw new Refused(400, 'Parameter verification failed.\n', Object.fromEntries(unknown.map((name) => [name, text])));
  }
  return endpoint.answer({ ...world, caller, parts, query });
}

/** A call for a node is handed on to it: a name without an address is an error, and a dead node one of the connection. */
function reach(node: string, { cluster, isOnline }: PveWorld): void {
  if (!cluster.hosts.some((host) => host.node.name === node)) {
    const message = `hostname lookup '${node}' failed - failed to get address info for: ${node}: Name or service not known\n`;
    throw new Refused(500, message);
  }
  if (!isOnline(node)) {
    throw new Unreachable();
  }
}

/** The node does not take a connection: status 595, no body. */
export class Unreachable extends Error {}

function write(method: string, fragments: string[], rest: string, caller: Caller): unknown {
  for (const [of, path, needs, privilege] of WRITES) {
    const parts = of === method ? matchPath(path, fragments) : null;
    if (parts !== null) {
      demand(caller, { path: fill(needs, parts), any: [privilege] });
      return null;
    }
  }
  throw new Refused(501, `Method '${method} ${rest}' not implemented`);
}

function demand(caller: Caller, { path, any, unnamed }: Needs): void {
  if (!caller.permissions.hasAny(path, any)) {
    throw new Refused(403, `Permission check failed${unnamed ? '' : ` (${path}, ${any.join('|')})`}\n`);
  }
}

/** As Perl's uri_unescape: what is not an escape stays as it is; bytes, so nothing can be malformed. */
function unescape(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}
