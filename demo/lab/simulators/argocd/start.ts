import { createFleet, type Fleet } from '../../fleet';
import { morningOf } from '../../model/story';
import { matchPath } from '../pve/dispatch';
import { startServer, type ListenOptions, type Received, type Reply, type RunningServer } from '../server';
import { application, SERVER, timeText } from './applications';
import { selectFields } from './fields';
import { ARGOCD_TOKENS, argocdCaller, argocdToken, type ArgocdCaller, type ArgocdTokenName } from './tokens';

export interface ArgocdOptions extends ListenOptions {
  fleet?: Fleet;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

export interface ArgocdSimulator extends RunningServer {
  product: 'argocd';
  token: string;
  tokens: Readonly<Record<ArgocdTokenName, string>>;
}

/** An Argo CD that tells the lab's fleet. The token of the simulator itself may read what is needed and nothing more. */
export async function startArgocd(options: ArgocdOptions = {}): Promise<ArgocdSimulator> {
  const { now = Date.now } = options;
  const fleet = options.fleet ?? createFleet(7, morningOf(now()));
  const server = await startServer(options, (request, expired) =>
    answer(request, fleet, now() / 1000, argocdCaller(request.headers.authorization, expired))
  );
  const tokens = Object.fromEntries(ARGOCD_TOKENS.map((name) => [name, argocdToken(name)]));
  return { ...server, product: 'argocd', token: argocdToken('rounds'), tokens: tokens as ArgocdSimulator['tokens'] };
}

interface Call {
  fleet: Fleet;
  t: number;
  caller: ArgocdCaller;
  parts: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

/** Codes of gRPC and the HTTP statuses that the gateway makes of them. */
const CODES = { 401: 16, 403: 7, 404: 5 } as const;

const refuse = (status: keyof typeof CODES, error: string): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: { error, code: CODES[status], message: error },
});

const plain = (status: number, body: string): Reply => ({
  status,
  body,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
});

const ok = (body: unknown): Reply => ({ status: 200, body, headers: { 'Content-Type': 'application/json' } });

function denied({ caller }: Call, resource: string, action: string, object: string): Reply | null {
  return caller.can(resource, action, object)
    ? null
    : refuse(
        403,
        `permission denied: ${resource}, ${action}, ${object}, sub: ${caller.user}, iat: 2026-01-05T09:00:00Z`
      );
}

/** Go's JSON writes an empty list as null. */
const list = (items: readonly unknown[]): unknown => ({ metadata: {}, items: items.length === 0 ? null : items });

function applications(call: Call): Reply {
  const { query, fleet, t } = call;
  const projects = [...query.getAll('projects'), ...query.getAll('project')];
  const items = fleet.delivery.apps
    .filter(({ name }) => call.caller.can('applications', 'get', `default/${name}`))
    .filter(({ name }) => (query.get('name') ?? name) === name)
    .filter(() => projects.length === 0 || projects.includes('default'))
    .map((app) => application(app, fleet, t));
  const body = { metadata: { resourceVersion: String(Math.floor(t)) }, items: items.length === 0 ? null : items };
  return ok(query.has('fields') ? selectFields(body, query.get('fields') ?? '') : body);
}

/** One application; whether it does not exist or may not be seen is not told. */
function one(call: Call, part: 'application' | 'windows' | 'logs' | 'tree'): Reply {
  const { name = '' } = call.parts;
  const app = call.fleet.delivery.apps.find((candidate) => candidate.name === name);
  const object = `default/${name}`;
  const refused =
    denied(call, 'applications', 'get', object) ?? (part === 'logs' ? denied(call, 'logs', 'get', object) : null);
  if (refused !== null || app === undefined) {
    return refused ?? refuse(403, 'permission denied');
  }
  if (part === 'windows') {
    const windows = WINDOWS.filter(({ applications: names }) => names.includes(name));
    return ok({ assignedWindows: windows.length === 0 ? null : windows, activeWindows: null, canSync: true });
  }
  return part === 'application' ? ok(application(app, call.fleet, call.t)) : ok({});
}

const WINDOWS = [
  {
    kind: 'deny',
    schedule: '0 22 * * *',
    duration: '8h',
    applications: ['checkout', 'storefront'],
    manualSync: true,
    timeZone: 'Europe/Berlin',
  },
];

function projects(call: Call): Reply {
  const project = (name: string, spec: object) => ({
    metadata: { name, namespace: 'argocd', creationTimestamp: '2025-01-07T10:00:00Z' },
    spec: { sourceRepos: ['*'], destinations: [{ server: SERVER, namespace: '*' }], ...spec },
    status: {},
  });
  const all = [
    project('default', { description: 'Everything of the shop and the platform', syncWindows: WINDOWS }),
    project('sandbox', { description: 'To try things out' }),
  ];
  return ok(list(all.filter(({ metadata }) => call.caller.can('projects', 'get', metadata.name))));
}

function clusters(call: Call): Reply {
  if (!call.caller.can('clusters', 'get', SERVER)) {
    return ok(list([]));
  }
  const connectionState = { status: 'Successful', message: '', attemptedAt: timeText(call.t - 8) };
  const { length } = call.fleet.delivery.apps;
  return ok(
    list([
      {
        server: SERVER,
        name: 'k8s-prod',
        config: { tlsClientConfig: { insecure: false } },
        connectionState,
        serverVersion: '1.33',
        info: {
          connectionState,
          serverVersion: '1.33',
          applicationsCount: length,
          cacheInfo: { resourcesCount: 1284, apisCount: 96, lastCacheSyncTime: timeText(call.t - 1200) },
        },
      },
    ])
  );
}

/** Numbers of 64 bits are texts. */
function accounts(call: Call): Reply {
  const issued = Math.floor(call.fleet.story.rootFilledSince) - 120 * 86_400;
  const token = (id: string, days: number) => ({
    id,
    issuedAt: String(issued),
    expiresAt: days === 0 ? '0' : String(issued + days * 86_400),
  });
  const all = [
    { name: 'admin', enabled: true, capabilities: ['login'], tokens: null },
    { name: 'ci', enabled: true, capabilities: ['apiKey'], tokens: [token('pipeline', 0)] },
    { name: call.caller.user, enabled: true, capabilities: ['apiKey'], tokens: [token('grafana', 365)] },
  ];
  return ok({ items: all.filter(({ name }) => name === call.caller.user || call.caller.can('accounts', 'get', name)) });
}

type Route = readonly [method: string, path: string, answer: (call: Call) => Reply];

const ROUTES: readonly Route[] = [
  ['GET', '/api/v1/applications', applications],
  ['GET', '/api/v1/applications/{name}', (call) => one(call, 'application')],
  ['GET', '/api/v1/applications/{name}/syncwindows', (call) => one(call, 'windows')],
  ['GET', '/api/v1/applications/{name}/logs', (call) => one(call, 'logs')],
  ['GET', '/api/v1/applications/{name}/resource-tree', (call) => one(call, 'tree')],
  ['GET', '/api/v1/applications/{name}/managed-resources', (call) => one(call, 'tree')],
  ['GET', '/api/v1/applications/{name}/manifests', (call) => one(call, 'tree')],
  ['GET', '/api/v1/applicationsets', () => ok(list([]))],
  ['GET', '/api/v1/projects', projects],
  ['GET', '/api/v1/clusters', clusters],
  ['GET', '/api/v1/account', accounts],
  ['POST', '/api/v1/applications', (call) => denied(call, 'applications', 'create', 'default/') ?? ok({})],
  ['POST', '/api/v1/applications/{name}/sync', (call) => write(call, 'sync')],
  ['POST', '/api/v1/applications/{name}/rollback', (call) => write(call, 'sync')],
  ['DELETE', '/api/v1/applications/{name}', (call) => write(call, 'delete')],
  ['PUT', '/api/v1/applications/{name}', (call) => write(call, 'update')],
  ['PATCH', '/api/v1/applications/{name}', (call) => write(call, 'update')],
];

const write = (call: Call, action: string): Reply =>
  denied(call, 'applications', action, `default/${call.parts['name']}`) ?? ok({});

/** Open to everybody: a token that is not accepted is nobody. */
function open(path: string, caller: ArgocdCaller | string): Reply | null {
  if (path === '/api/version') {
    return ok({ Version: 'v3.1.9+8665140', ...(typeof caller !== 'string' && { BuildDate: '2025-10-17T14:08:40Z' }) });
  }
  if (path === '/api/v1/session/userinfo') {
    return ok(typeof caller === 'string' ? {} : { loggedIn: true, username: caller.user, iss: 'argocd' });
  }
  return path === '/api/v1/settings' ? ok({ url: 'https://argo-prod.lab' }) : null;
}

/** Answers as argocd-server does: Go's mux cleans the path by a redirect, then the gateway looks for method and path. */
function answer({ method, rawUrl, url }: Received, fleet: Fleet, t: number, caller: ArgocdCaller | string): Reply {
  const [rawPath = ''] = rawUrl.split('?');
  const path = decoded(rawPath);
  const clean = cleaned(path);
  if (clean !== path) {
    return { ...plain(301, ''), headers: { Location: `${clean}${url.search}` } };
  }
  if (!path.startsWith('/api/')) {
    return { status: 200, body: '<!doctype html><title>Argo CD</title>', headers: { 'Content-Type': 'text/html' } };
  }
  const forAll = method === 'GET' ? open(path, caller) : null;
  if (forAll !== null) {
    return forAll;
  }
  const fragments = rawPath.split('/').slice(1).map(decoded);
  const found = ROUTES.flatMap(([of, template, reply]) => {
    const parts = matchPath(template, fragments);
    return parts === null ? [] : [{ of, reply, parts }];
  });
  const route = found.find(({ of }) => of === method);
  const asked = method === 'GET' ? canI(fragments) : null;
  if (route === undefined && asked === null) {
    return found.length > 0 ? plain(405, 'Method Not Allowed\n') : plain(404, 'Not Found\n');
  }
  if (typeof caller === 'string') {
    return refuse(401, caller);
  }
  return asked === null
    ? (route?.reply({ fleet, t, caller, parts: route.parts, query: url.searchParams }) ?? plain(404, 'Not Found\n'))
    : ok({ value: caller.can(...asked) ? 'yes' : 'no' });
}

/** `/api/v1/account/can-i/{resource}/{action}/{subresource=**}` */
function canI(fragments: readonly string[]): [string, string, string] | null {
  const [api, version, account, can, resource, action, ...object] = fragments;
  return [api, version, account, can].join('/') === 'api/v1/account/can-i' && resource && action && object.length > 0
    ? [resource, action, object.join('/')]
    : null;
}

function cleaned(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}${path.endsWith('/') && parts.length > 0 ? '/' : ''}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
