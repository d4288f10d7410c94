/** What Grafana itself brings along and pages may meet: metadata only. */

const route = (path: string, method: string, reqRole: string, reqAction: string) => ({
  path,
  method,
  reqRole,
  reqAction,
  url: '',
  urlParams: null,
  headers: null,
  authType: '',
  tokenAuth: null,
  jwtTokenAuth: null,
  body: null,
});

const queryRoute = (path: string) => route(`api/v1/${path}`, 'POST', 'Viewer', 'datasources:query');
const dashboard = (name: string, path: string) => ({
  name,
  path: `dashboards/${path}.json`,
  type: 'dashboard',
  component: '',
  role: 'Viewer',
  addToNav: false,
  defaultNav: false,
  slug: '',
  icon: '',
  uid: '',
});

interface CoreDataSource {
  id: string;
  name: string;
  info: object;
  logo: string;
  category: string;
}

const author = { name: 'Grafana Labs', url: 'https://grafana.com' };
const issues = 'https://github.com/grafana/grafana/issues/new';
const noExtensions = {
  addedLinks: null,
  addedComponents: null,
  exposedComponents: null,
  extensionPoints: null,
  addedFunctions: null,
};

/** What all data sources of Grafana have in common; the order of the fields does not count. */
function coreDataSource({ id, name, info, logo, category }: CoreDataSource) {
  const small = `public/plugins/${id}/img/${logo}`;
  return {
    id,
    type: 'datasource',
    name,
    info: {
      author,
      logos: { small, large: small },
      build: {},
      screenshots: null,
      updated: '',
      keywords: null,
      ...info,
    },
    category,
    preload: false,
    backend: true,
    skipDataQuery: false,
    autoEnabled: false,
    annotations: true,
    metrics: true,
    alerting: true,
    explore: false,
    tables: false,
    tracing: false,
    signature: 'internal',
    baseUrl: `public/plugins/${id}`,
    angular: { detected: false },
    loadingStrategy: 'script',
    extensions: noExtensions,
  };
}

const dependsOn = (grafanaDependency: string) => ({
  grafanaDependency,
  grafanaVersion: '*',
  plugins: [],
  extensions: { exposedComponents: [] },
});

const prometheus = {
  ...coreDataSource({
    id: 'prometheus',
    name: 'Prometheus',
    logo: 'prometheus_logo.svg',
    category: 'tsdb',
    info: {
      description: 'Open source time series database & alerting',
      links: [
        { name: 'Learn more', url: 'https://prometheus.io/' },
        { name: 'Raise issue', url: issues },
        { name: 'Documentation', url: 'https://grafana.com/docs/grafana/latest/datasources/prometheus/' },
      ],
      version: '',
    },
  }),
  dependencies: dependsOn(''),
  includes: [
    dashboard('Prometheus Stats', 'prometheus_stats'),
    dashboard('Prometheus 2.0 Stats', 'prometheus_2_stats'),
    dashboard('Grafana Stats', 'grafana_stats'),
  ],
  routes: [
    ...['query', 'query_range', 'series', 'labels', 'query_exemplars'].map(queryRoute),
    route('/rules', 'GET', 'Viewer', 'alert.rules.external:read'),
    route('/rules', 'POST', 'Editor', 'alert.rules.external:write'),
    route('/rules', 'DELETE', 'Editor', 'alert.rules.external:write'),
    route('/config/v1/rules', 'DELETE', 'Editor', 'alert.rules.external:write'),
    route('/config/v1/rules', 'POST', 'Editor', 'alert.rules.external:write'),
  ],
  logs: false,
  queryOptions: { minInterval: true },
  streaming: false,
  module: 'core:plugin/prometheus',
  multiValueFilterOperators: true,
};

/** Asked for metrics over `/api/ds/query`, and whether it is there. */
const loki = {
  ...coreDataSource({
    id: 'loki',
    name: 'Loki',
    logo: 'loki_icon.svg',
    category: 'logging',
    info: {
      description: 'Like Prometheus but for logs. OSS logging solution from Grafana Labs',
      links: [
        { name: 'Learn more', url: 'https://grafana.com/loki' },
        { name: 'GitHub Project', url: 'https://github.com/grafana/loki' },
        { name: 'Raise issue', url: issues },
        { name: 'Documentation', url: 'https://grafana.com/docs/grafana/latest/datasources/loki/' },
      ],
      version: '12.4.0',
    },
  }),
  dependencies: dependsOn('>=10.4.0'),
  includes: null,
  routes: null,
  logs: true,
  queryOptions: { maxDataPoints: true },
  streaming: true,
  executable: 'gpx_loki',
  buildMode: 'production',
  module: 'public/plugins/loki/module.js',
  multiValueFilterOperators: false,
};

export const coreDataSources: Record<string, typeof prometheus | typeof loki | undefined> = { prometheus, loki };
