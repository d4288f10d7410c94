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

const prometheus = {
  id: 'prometheus',
  type: 'datasource',
  name: 'Prometheus',
  info: {
    author: { name: 'Grafana Labs', url: 'https://grafana.com' },
    description: 'Open source time series database & alerting',
    links: [
      { name: 'Learn more', url: 'https://prometheus.io/' },
      { name: 'Raise issue', url: 'https://github.com/grafana/grafana/issues/new' },
    ],
    logos: {
      small: 'public/plugins/prometheus/img/prometheus_logo.svg',
      large: 'public/plugins/prometheus/img/prometheus_logo.svg',
    },
    build: {},
    screenshots: null,
    version: '',
    updated: '',
    keywords: null,
  },
  dependencies: { grafanaDependency: '', grafanaVersion: '*', plugins: [], extensions: { exposedComponents: [] } },
  includes: [
    dashboard('Prometheus Stats', 'prometheus_stats'),
    dashboard('Prometheus 2.0 Stats', 'prometheus_2_stats'),
    dashboard('Grafana Stats', 'grafana_stats'),
  ],
  category: 'tsdb',
  preload: false,
  backend: true,
  routes: [
    ...['query', 'query_range', 'series', 'labels', 'query_exemplars'].map(queryRoute),
    route('/rules', 'GET', 'Viewer', 'alert.rules.external:read'),
    route('/rules', 'POST', 'Editor', 'alert.rules.external:write'),
    route('/rules', 'DELETE', 'Editor', 'alert.rules.external:write'),
    route('/config/v1/rules', 'DELETE', 'Editor', 'alert.rules.external:write'),
    route('/config/v1/rules', 'POST', 'Editor', 'alert.rules.external:write'),
  ],
  skipDataQuery: false,
  autoEnabled: false,
  annotations: true,
  metrics: true,
  alerting: true,
  explore: false,
  tables: false,
  logs: false,
  tracing: false,
  queryOptions: { minInterval: true },
  streaming: false,
  signature: 'internal',
  module: 'core:plugin/prometheus',
  baseUrl: 'public/plugins/prometheus',
  angular: { detected: false },
  multiValueFilterOperators: true,
  loadingStrategy: 'script',
  extensions: {
    addedLinks: null,
    addedComponents: null,
    exposedComponents: null,
    extensionPoints: null,
    addedFunctions: null,
  },
};

export const coreDataSources: Record<string, typeof prometheus | undefined> = { prometheus };
