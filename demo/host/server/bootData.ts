import type { DataSource } from './dataSources';
import { EMULATED_VERSION } from './emulatedVersion';
import type { Emulation } from './emulation';
import { middlewareJson } from './http';
import type { Identity } from './identity';
import { navTree } from './navTree';
import type { Route } from './router';

function dataSourceSettings(one: DataSource, { plugins }: Emulation) {
  const meta = plugins.dataSourceMeta(one.type);
  return {
    id: one.id,
    uid: one.uid,
    type: one.type,
    name: one.name,
    meta,
    url: `/api/datasources/proxy/uid/${one.uid}`,
    isDefault: one.isDefault,
    access: 'proxy',
    preload: false,
    module: meta?.module,
    jsonData: { ...(one.type === 'prometheus' && { directUrl: one.url }), ...one.jsonData },
    readOnly: one.readOnly,
    cachingConfig: { enabled: false, TTLMs: 0 },
  };
}

const byKey = <Item>(items: Item[], key: (item: Item) => string) =>
  Object.fromEntries(items.map((item) => [key(item), item]));

/** `/api/frontend/settings`, and the settings of the boot data. */
function frontendSettings(emulation: Emulation, origin: string) {
  const { plugins, dataSources } = emulation;
  const all = dataSources.all();
  return {
    appSubUrl: emulation.subPath,
    appUrl: `${origin}/`,
    anonymousEnabled: false,
    apps: byKey(
      plugins.ofType('app').map((plugin) => plugins.appMeta(plugin)),
      (app) => app.id
    ),
    panels: byKey(
      plugins.ofType('panel').map((plugin) => plugins.panelMeta(plugin)),
      (panel) => panel.id
    ),
    datasources: byKey(
      all.filter((one) => plugins.dataSourceMeta(one.type)).map((one) => dataSourceSettings(one, emulation)),
      (one) => one.name
    ),
    defaultDatasource: all.find((one) => one.isDefault)?.name ?? '',
    buildInfo: {
      version: EMULATED_VERSION,
      edition: 'Open Source',
      commit: 'demo',
      env: 'production',
      hideVersion: false,
    },
    dateFormats: {
      fullDate: 'YYYY-MM-DD HH:mm:ss',
      useBrowserLocale: false,
      interval: {
        millisecond: 'HH:mm:ss.SSS',
        second: 'HH:mm:ss',
        minute: 'HH:mm',
        hour: 'MM/DD HH:mm',
        day: 'MM/DD',
        month: 'YYYY-MM',
        year: 'YYYY',
      },
      defaultTimezone: 'browser',
      defaultWeekStart: 'browser',
    },
    exploreEnabled: true,
    featureToggles: {},
    helpEnabled: true,
    licenseInfo: { expiry: 0, stateInfo: '', licenseUrl: '', edition: 'Open Source', enabledFeatures: {} },
    liveEnabled: false,
    minRefreshInterval: '5s',
    namespace: 'default',
    publicDashboardsEnabled: false,
    rbacEnabled: true,
    unifiedAlertingEnabled: true,
  };
}

/** `window.grafanaBootData` for one page load; `theme` of the address beats the user's. */
export function bootData(emulation: Emulation, identity: Identity, origin: string, theme: string | null) {
  const shown = theme === 'light' || theme === 'dark' ? theme : identity.theme || 'dark';
  return {
    user: {
      isSignedIn: true,
      id: identity.id,
      uid: identity.uid,
      externalUserId: '',
      login: identity.login,
      email: identity.email,
      name: identity.name || identity.login,
      theme: shown,
      lightTheme: shown === 'light',
      orgCount: 1,
      orgId: 1,
      orgName: 'Main Org.',
      orgRole: identity.role,
      isGrafanaAdmin: identity.isAdmin,
      gravatarUrl: '/public/img/user_profile.png',
      timezone: 'browser',
      weekStart: 'browser',
      regionalFormat: 'en-US',
      language: 'en-US',
      permissions: Object.fromEntries(Object.keys(emulation.access.of(identity)).map((action) => [action, true])),
      analytics: { identifier: '' },
      authenticatedBy: 'password',
    },
    settings: frontendSettings(emulation, origin),
    navTree: navTree(emulation, identity),
    assets: { dark: '', light: '' },
  };
}

export function frontendSettingsRoute(emulation: Emulation): Route {
  return {
    method: 'GET',
    path: '/api/frontend/settings',
    answer: ({ origin }) => middlewareJson(200, frontendSettings(emulation, origin)),
  };
}
