import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';

import { alertingRoutes } from './server/alertingRoutes';
import { annotationRoutes } from './server/annotationRoutes';
import { Annotations, type AnnotationInput } from './server/annotations';
import { bootData, frontendSettingsRoute } from './server/bootData';
import { dashboardRoutes } from './server/dashboardRoutes';
import { Dashboards } from './server/dashboards';
import { Store } from './server/database';
import { dataSourceRoutes } from './server/dataSourceRoutes';
import { DataSources, type DataSourceInput } from './server/dataSources';
import type { Emulation } from './server/emulation';
import { isReadable, withoutOrigin } from './server/goUrl';
import { middlewareJson, notFound, type Answer, type Call } from './server/http';
import { Accounts, type Identity } from './server/identity';
import { appPage, loginPage } from './server/page';
import { administrationRoutes, peopleRoutes, sessionRoutes } from './server/peopleRoutes';
import { AccessControl } from './server/permissions';
import { pluginRoutes, PluginSettings } from './server/pluginRoutes';
import { Plugins } from './server/plugins';
import { queryRoute } from './server/query';
import { dispatch, type OpenRoute, type Route } from './server/router';
import { serverSettingsRoute } from './server/serverSettings';
import { StaticFiles } from './server/staticFiles';

const root = path.resolve(__dirname, '../..');

export interface HostOptions {
  /** 0 takes a free one. */
  port: number;
  /** Keeps `host.db`; a restart on the same folder loses nothing. */
  dataDir: string;
  prometheusUrl: string;
  /** What webpack wrote: the app's folder. */
  distDir: string;
  /** As Grafana's `serve_from_sub_path`: `/grafana`. */
  subPath?: string;
  /** Grafana's content security policy. */
  csp?: boolean;
  /** The app's jsonData as provisioning would set it, while none was saved. */
  appSettings?: Record<string, unknown>;
  /** A login every visitor of a page gets who has none; the API still answers 401. */
  visitor?: string;
  /** `jsonData.timeInterval` of the data source Prometheus. */
  timeInterval?: string;
  /** Data sources to provision instead of the one called Prometheus. */
  dataSources?: ReadonlyArray<DataSourceInput & { uid: string }>;
  /** What time it is, for the age of sessions. */
  now?: () => number;
  /** Where `build.mjs` wrote the client. */
  clientDir?: string;
  /** Dashboards to provision. */
  dashboardsDir?: string;
}

/** Annotations of the organisation that somebody wrote at another time: the past of a demo. */
export interface PastAnnotations {
  /** Nobody has written any annotation yet. */
  isEmpty(): boolean;
  /** Gives the row as the API does. Who is not known yet becomes an Editor who cannot sign in. */
  add(login: string, atMs: number, input: AnnotationInput): Record<string, unknown>;
}

export interface RunningHost {
  /** With the sub path, without a slash at the end. */
  url: string;
  past: PastAnnotations;
  close(): Promise<void>;
}

const people = [
  { login: 'admin', email: 'admin@localhost', name: '', role: 'Admin', isAdmin: true },
  { login: 'viewer', email: 'viewer@example.com', name: 'Viewer', role: 'Viewer' },
  { login: 'editor', email: 'editor@example.com', name: 'Editor', role: 'Editor' },
  { login: 'editor2', email: 'editor2@example.com', name: 'Editor2', role: 'Editor' },
] as const;

/** Users, data source and app as provisioning would make them; what was changed later stays. */
function provision(options: HostOptions, accounts: Accounts, emulation: Emulation, dashboards: Dashboards): void {
  for (const person of people) {
    if (!accounts.byLogin(person.login)) {
      accounts.create({ ...person, password: person.login });
    }
  }
  const prometheus = {
    uid: 'prometheus',
    name: 'Prometheus',
    type: 'prometheus',
    url: options.prometheusUrl,
    isDefault: true,
    jsonData: { timeInterval: options.timeInterval ?? '15s' },
  };
  for (const dataSource of options.dataSources ?? [prometheus]) {
    emulation.dataSources.provision(dataSource);
  }
  for (const { json } of emulation.plugins.ofType('app')) {
    if (!emulation.pluginSettings.get(json.id)) {
      emulation.pluginSettings.save(json.id, {
        enabled: true,
        pinned: true,
        jsonData: options.appSettings ?? null,
        secureJsonData: {},
      });
    }
  }
  dashboards.provision(options.dashboardsDir ?? path.join(root, 'dashboards'));
}

function readBody(request: http.IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function pastOf(annotations: Annotations, accounts: Accounts): PastAnnotations {
  const authorOf = (login: string) =>
    accounts.byLogin(login) ?? accounts.create({ login, email: `${login}@example.com`, name: login, role: 'Editor' });
  return {
    isEmpty: () => annotations.isEmpty(),
    add: (login, atMs, input) => {
      const id = annotations.add(authorOf(login), '', 0, input, atMs);
      return annotations.byId(id)?.body ?? {};
    },
  };
}

/** Pages of Grafana that need more than a login. */
const guardedPages = [
  { start: '/connections', needs: 'datasources:write' },
  { start: '/explore', needs: 'datasources:explore' },
];

/** Answers one request. Unknown addresses of the API are put down in `unhandled`. */
class Host {
  readonly store: Store;
  readonly past: PastAnnotations;
  /** `GET /api/x` for every address of the API that nothing answers. */
  private readonly unhandled: string[] = [];
  private readonly accounts: Accounts;
  private readonly emulation: Emulation;
  private readonly files: StaticFiles;
  private readonly routes: ReadonlyArray<Route | OpenRoute>;

  constructor(private readonly options: HostOptions) {
    this.store = new Store(options.dataDir);
    this.accounts = new Accounts(this.store, options.now);
    const subPath = (options.subPath ?? '').replace(/\/$/, '');
    const plugins = new Plugins(options.distDir);
    const dataSources = new DataSources(this.store);
    const access = new AccessControl(this.store);
    const pluginSettings = new PluginSettings(this.store);
    const dashboards = new Dashboards(this.store);
    const annotations = new Annotations(this.store);
    this.emulation = { plugins, pluginSettings, dataSources, access, subPath };
    this.past = pastOf(annotations, this.accounts);
    this.files = new StaticFiles(plugins, options.clientDir ?? path.join(root, '.demo/host-client'));
    this.routes = [
      ...sessionRoutes(this.accounts, `${subPath}/`),
      ...annotationRoutes(annotations, dashboards, access),
      queryRoute(dataSources),
      ...alertingRoutes(dataSources),
      ...dataSourceRoutes(dataSources, plugins, access),
      ...pluginRoutes(plugins, pluginSettings, access),
      ...dashboardRoutes(dashboards, annotations, this.accounts, access),
      ...peopleRoutes(this.accounts, access),
      ...administrationRoutes(this.accounts),
      serverSettingsRoute,
      frontendSettingsRoute(this.emulation),
      { method: 'GET', path: '/demo-host/unhandled', open: true, answer: () => middlewareJson(200, this.unhandled) },
    ];
    provision(options, this.accounts, this.emulation, dashboards);
  }

  async answer(request: http.IncomingMessage): Promise<Answer> {
    const { subPath, access } = this.emulation;
    const address = withoutOrigin(request.url ?? '/') || '/';
    if (subPath && address !== subPath && !address.startsWith(`${subPath}/`)) {
      return { status: 302, contentType: null, body: '', headers: { location: `${subPath}${address}` } };
    }
    if (!isReadable(address)) {
      return { status: 400, contentType: 'text/plain; charset=utf-8', body: '400 Bad Request' };
    }
    const [path = '', search] = address.slice(subPath.length).split(/\?(.*)/s);
    if (path.startsWith('/public/')) {
      return this.files.answer(path.slice('/public/'.length));
    }
    const call: Call = {
      method: request.method ?? 'GET',
      path: path || '/',
      query: new URLSearchParams(search),
      search: search === undefined ? '' : `?${search}`,
      headers: request.headers,
      body: await readBody(request),
      params: {},
      origin: `http://${request.headers.host}${subPath}`,
    };
    const routed = await dispatch(this.routes, call, () => this.accounts.authenticate(call.headers), access);
    if (routed) {
      return routed;
    }
    if (path.startsWith('/api/')) {
      this.unhandled.push(`${call.method} ${path}`);
      return notFound();
    }
    return call.method === 'GET' && !path.startsWith('/apis/') ? this.page(call) : notFound();
  }

  /** What the address may not show to everybody is answered with the way home. */
  private isHidden({ path }: Call, identity: Identity): boolean {
    const needed = guardedPages.find(({ start }) => path === start || path.startsWith(`${start}/`))?.needs;
    return needed !== undefined && !this.emulation.access.may(identity, needed);
  }

  private page(call: Call): Answer {
    const page = { origin: call.origin, subPath: this.emulation.subPath, csp: this.options.csp ?? false };
    const sender = this.accounts.authenticate(call.headers);
    if ('status' in sender && this.accounts.sessions.userOf(call.headers) === 'rotate') {
      const back = encodeURIComponent(`${page.subPath}${call.path}${call.search}`);
      const location = `${page.subPath}/user/auth-tokens/rotate?redirectTo=${back}`;
      return { status: 302, contentType: null, body: '', headers: { location } };
    }
    const known = 'status' in sender ? undefined : sender;
    const visitor = known ?? this.accounts.byLogin(this.options.visitor ?? '');
    if (call.path === '/login' || !visitor) {
      return call.path === '/login'
        ? loginPage(page)
        : { status: 302, contentType: null, body: '', headers: { location: `${page.subPath}/login` } };
    }
    if (this.isHidden(call, visitor)) {
      return { status: 302, contentType: null, body: '', headers: { location: `${page.subPath}/` } };
    }
    const answer = appPage(page, bootData(this.emulation, visitor, call.origin, call.query.get('theme')));
    return known ? answer : this.withSession(answer, visitor);
  }

  private withSession(answer: Answer, visitor: Identity): Answer {
    const cookie = `grafana_session=${this.accounts.sessions.open(visitor.id)}; Path=${this.emulation.subPath}/; HttpOnly; SameSite=Lax`;
    return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } };
  }
}

/** Node's parser refuses unknown methods; Grafana has no route for them. Anything else that is no HTTP is a bad request. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  const body = JSON.stringify({ message: 'Not found' });
  const isUnknownMethod = error.code === 'HPE_INVALID_METHOD' && !socket.destroyed;
  const head = isUnknownMethod
    ? `404 Not Found\r\nContent-Type: application/json; charset=UTF-8\r\nContent-Length: ${body.length}`
    : '400 Bad Request\r\nContent-Length: 0';
  socket.end(`HTTP/1.1 ${head}\r\nConnection: close\r\n\r\n${isUnknownMethod ? body : ''}`);
}

/** Starts the embedded host on 127.0.0.1: Grafana's HTTP API as far as the plugin uses it, and pages that load `distDir`. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const host = new Host(options);
  const server = http.createServer((request, response) => {
    host.answer(request).then(
      ({ status, contentType, body, headers }) => {
        const hasBody = status !== 304 && status !== 204;
        response.writeHead(status, {
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'deny',
          'x-xss-protection': '1; mode=block',
          ...headers,
          ...(contentType !== null && { 'content-type': contentType }),
          ...(hasBody && { 'content-length': Buffer.byteLength(body) }),
        });
        response.end(hasBody ? body : undefined);
      },
      (error: unknown) => {
        if (request.socket.destroyed) {
          return;
        }
        console.error(error);
        response.writeHead(500, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ message: 'Internal server error' }));
      }
    );
  });
  server.on('clientError', refuse);
  server.on('connect', (_request, socket) => refuse({ code: 'HPE_INVALID_METHOD' } as NodeJS.ErrnoException, socket));
  // Clients reuse a connection for a while; one that ends under their hands is an error to them.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${(options.subPath ?? '').replace(/\/$/, '')}`,
    past: host.past,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          host.store.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** `tsx demo/host/server.ts`: the host alone, on a Prometheus that runs already. */
async function main(): Promise<void> {
  const env = (name: string, fallback: string): string => process.env[name] ?? fallback;
  const host = await startHost({
    port: Number(env('PORT', '3000')),
    dataDir: env('HOST_DATA', path.join(root, '.demo/host')),
    prometheusUrl: env('PROMETHEUS_URL', 'http://127.0.0.1:9090'),
    distDir: env('DIST', path.join(root, 'dist')),
    subPath: process.env['SUB_PATH'],
    csp: process.env['CSP'] === '1',
    visitor: 'admin',
  });
  console.log(host.url);
}

if (require.main === module) {
  void main();
}
