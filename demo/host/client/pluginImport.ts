import {
  AppPlugin,
  DataSourcePlugin,
  PanelPlugin,
  type AppPluginMeta,
  type DataSourceApi,
  type DataSourcePluginMeta,
  type PanelPluginMeta,
} from '@grafana/data';
import { config, getBackendSrv } from '@grafana/runtime';

import { standInPanels } from './panels/standIns';

export type AnyDataSourcePlugin = DataSourcePlugin<DataSourceApi>;

const apps = new Map<string, Promise<AppPlugin>>();
const panels = new Map<string, Promise<PanelPlugin>>();
const dataSources = new Map<string, Promise<AnyDataSourcePlugin>>();
const loadedPanels = new Map<string, PanelPlugin>();

/** `public/plugins/<id>/module.js` lies below the page's base, which carries the sub path. */
function importModule<Plugin>(address: string): Promise<{ plugin: Plugin }> {
  return System.import(new URL(address, document.baseURI).href) as Promise<{ plugin: Plugin }>;
}

async function loadApp(id: string): Promise<AppPlugin> {
  const meta = await getBackendSrv().get<AppPluginMeta>(`/api/plugins/${id}/settings`, undefined, undefined, {
    showErrorAlert: false,
  });
  if (!meta.enabled) {
    throw new Error('Application Not Enabled');
  }
  const { plugin } = await importModule<AppPlugin>(meta.module);
  plugin.meta = meta;
  return plugin;
}

async function loadPanel(id: string): Promise<PanelPlugin> {
  const standIn = standInPanels[id];
  const meta = config.panels[id];
  if (!standIn && !meta) {
    throw new Error(`Panel plugin not found: ${id}`);
  }
  const plugin = standIn ?? (await importModule<PanelPlugin>(meta!.module)).plugin;
  plugin.meta = meta ?? ({ id, name: id, type: 'panel' } as PanelPluginMeta);
  loadedPanels.set(id, plugin);
  return plugin;
}

/** Grafana's own data sources are not on npm; only those of our plugins can be loaded. */
export const hasModule = (meta: DataSourcePluginMeta): boolean => meta.module?.includes('/opsrounds-') ?? false;

async function loadDataSource(id: string): Promise<AnyDataSourcePlugin> {
  const meta = await getBackendSrv().get<DataSourcePluginMeta>(`/api/plugins/${id}/settings`);
  const { plugin } = await importModule<AnyDataSourcePlugin>(meta.module);
  plugin.meta = meta;
  return plugin;
}

function once<Plugin>(cache: Map<string, Promise<Plugin>>, load: (id: string) => Promise<Plugin>) {
  return (id: string): Promise<Plugin> => {
    const loading = cache.get(id) ?? load(id);
    cache.set(id, loading);
    loading.catch(() => cache.delete(id));
    return loading;
  };
}

export const importApp = once(apps, loadApp);
export const importPanel = once(panels, loadPanel);
export const importDataSource = once(dataSources, loadDataSource);
export const cachedPanel = (id: string): PanelPlugin | undefined => loadedPanels.get(id);
