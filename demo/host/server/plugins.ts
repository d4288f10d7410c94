import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { coreDataSources } from './corePlugins';
import { slug } from './dashboards';

export interface PluginRoute {
  path: string;
  method?: string;
  reqRole?: string;
  reqAction?: string;
  headers?: Array<{ name: string; content: string }>;
}

interface Include {
  type: string;
  name: string;
  path?: string;
  role?: string;
  action?: string;
  addToNav?: boolean;
  defaultNav?: boolean;
  icon?: string;
}

interface PluginJson {
  id: string;
  type: 'app' | 'panel' | 'datasource';
  name: string;
  info: {
    author?: { name?: string; url?: string };
    description?: string;
    keywords?: string[];
    links?: unknown[];
    logos?: { small: string; large: string };
    screenshots?: unknown[];
    version?: string;
    updated?: string;
  };
  includes?: Include[];
  routes?: PluginRoute[];
  extensions?: Record<string, unknown>;
  dependencies?: { grafanaDependency?: string };
  metrics?: boolean;
  annotations?: boolean;
  logs?: boolean;
  alerting?: boolean;
  backend?: boolean;
  skipDataQuery?: boolean;
}

export interface Plugin {
  json: PluginJson;
  folder: string;
}

const loading = { angular: { detected: false }, loadingStrategy: 'script' };
const noExtensions = {
  addedLinks: [],
  addedComponents: [],
  exposedComponents: [],
  extensionPoints: [],
  addedFunctions: [],
};

function info({ json: { id, info } }: Plugin) {
  const logo = (file: string | undefined) => `public/plugins/${id}/${file ?? 'img/logo.svg'}`;
  return {
    author: { name: info.author?.name ?? '', url: info.author?.url ?? '' },
    description: info.description ?? '',
    links: info.links ?? null,
    logos: { small: logo(info.logos?.small), large: logo(info.logos?.large) },
    build: {},
    screenshots: info.screenshots ?? null,
    version: info.version ?? '',
    updated: info.updated ?? '',
    keywords: info.keywords ?? null,
  };
}

const dependencies = ({ json }: Plugin) => ({
  grafanaDependency: json.dependencies?.grafanaDependency ?? '',
  grafanaVersion: '*',
  plugins: [],
  extensions: { exposedComponents: [] },
});

const moduleOf = ({ json }: Plugin) => ({
  module: `public/plugins/${json.id}/module.js`,
  baseUrl: `public/plugins/${json.id}`,
});

/** Pages of Viewers need access to the app; pages of others are guarded by the role. */
function include(one: Include) {
  const role = one.role ?? 'Viewer';
  const action = one.action ?? (role === 'Viewer' ? 'plugins.app:access' : undefined);
  return {
    name: one.name,
    path: one.path ?? '',
    type: one.type,
    component: '',
    role,
    ...(action && { action }),
    addToNav: one.addToNav ?? false,
    defaultNav: one.defaultNav ?? false,
    slug: slug(one.name),
    icon: one.icon ?? '',
    uid: '',
  };
}

/** The plugin folders below `dist`, the app's own and the nested ones, read once at the start. */
export class Plugins {
  readonly all: readonly Plugin[];

  constructor(distDir: string) {
    const folders = ['.', ...['panels', 'datasources'].flatMap((kind) => subfolders(distDir, kind))];
    this.all = folders
      .map((folder) => path.join(distDir, folder))
      .filter((folder) => existsSync(path.join(folder, 'plugin.json')))
      .map((folder) => ({
        folder,
        json: JSON.parse(readFileSync(path.join(folder, 'plugin.json'), 'utf8')) as PluginJson,
      }));
  }

  byId(id: string): Plugin | undefined {
    return this.all.find(({ json }) => json.id === id);
  }

  ofType(type: PluginJson['type']): Plugin[] {
    return this.all.filter(({ json }) => json.type === type);
  }

  routesOf(dataSourceType: string): PluginRoute[] {
    return (coreDataSources[dataSourceType]?.routes ?? this.byId(dataSourceType)?.json.routes ?? []) as PluginRoute[];
  }

  /** `GET /api/plugins/<id>/settings` without what the organisation has set. */
  settings(plugin: Plugin) {
    const { json } = plugin;
    const pages = (json.includes ?? []).map(include);
    const home = pages.find((page) => page.type === 'page' && page.defaultNav);
    return {
      name: json.name,
      type: json.type,
      id: json.id,
      autoEnabled: false,
      ...moduleOf(plugin),
      info: info(plugin),
      includes: json.includes ? pages : null,
      dependencies: dependencies(plugin),
      extensions: { ...noExtensions, ...json.extensions },
      defaultNavUrl: json.type === 'app' && home ? `/plugins/${json.id}/page/${home.slug}` : '',
      latestVersion: '',
      hasUpdate: false,
      state: '',
      signature: 'unsigned',
      signatureType: '',
      signatureOrg: '',
      angularDetected: false,
      loadingStrategy: 'script',
    };
  }

  /** An entry of `apps` in the frontend's settings. */
  appMeta(plugin: Plugin) {
    return {
      id: plugin.json.id,
      path: `public/plugins/${plugin.json.id}/module.js`,
      version: plugin.json.info.version ?? '',
      preload: false,
      ...loading,
      extensions: { ...noExtensions, ...plugin.json.extensions },
      dependencies: dependencies(plugin),
      buildMode: 'production',
    };
  }

  /** An entry of `panels` in the frontend's settings. */
  panelMeta(plugin: Plugin) {
    return {
      id: plugin.json.id,
      name: plugin.json.name,
      info: info(plugin),
      hideFromList: false,
      sort: 100,
      skipDataQuery: plugin.json.skipDataQuery ?? false,
      state: '',
      signature: 'unsigned',
      ...moduleOf(plugin),
      ...loading,
    };
  }

  /** `meta` of a data source in the frontend's settings; undefined when its plugin is missing. */
  dataSourceMeta(type: string) {
    const plugin = this.byId(type);
    if (!plugin) {
      return coreDataSources[type];
    }
    const { json } = plugin;
    return {
      id: json.id,
      type: 'datasource',
      name: json.name,
      info: info(plugin),
      dependencies: dependencies(plugin),
      includes: null,
      category: '',
      preload: false,
      backend: json.backend ?? false,
      routes: (json.routes ?? []).map(routeMeta),
      skipDataQuery: false,
      autoEnabled: false,
      annotations: json.annotations ?? false,
      metrics: json.metrics ?? false,
      alerting: json.alerting ?? false,
      explore: false,
      tables: false,
      logs: json.logs ?? false,
      tracing: false,
      streaming: false,
      buildMode: 'production',
      signature: 'unsigned',
      ...moduleOf(plugin),
      ...loading,
      multiValueFilterOperators: false,
      extensions: {
        addedLinks: null,
        addedComponents: null,
        exposedComponents: null,
        extensionPoints: null,
        addedFunctions: null,
      },
    };
  }
}

const routeMeta = (route: PluginRoute) => ({
  path: route.path,
  method: route.method ?? '',
  reqRole: route.reqRole ?? '',
  reqAction: route.reqAction ?? '',
  url: '',
  urlParams: null,
  headers: route.headers ?? null,
  authType: '',
  tokenAuth: null,
  jwtTokenAuth: null,
  body: null,
});

function subfolders(distDir: string, kind: string): string[] {
  const folder = path.join(distDir, kind);
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(kind, name)) : [];
}
