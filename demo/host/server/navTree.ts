import type { Emulation } from './emulation';
import type { Identity } from './identity';

interface NavEntry {
  id: string;
  text: string;
  icon?: string;
  img?: string;
  url?: string;
  isSection?: boolean;
  pluginId?: string;
  children?: NavEntry[];
}

const ranks = ['None', 'Viewer', 'Editor', 'Admin'];

/** The app's entry: its default page gives the address, the other pages are its children. */
function appEntries({ plugins, pluginSettings }: Emulation, identity: Identity): NavEntry[] {
  return plugins
    .ofType('app')
    .filter(({ json }) => pluginSettings.get(json.id)?.enabled)
    .map(({ json }) => {
      const pages = (json.includes ?? []).filter(
        (page) =>
          page.type === 'page' && page.addToNav && ranks.indexOf(identity.role) >= ranks.indexOf(page.role ?? 'Viewer')
      );
      const home = pages.find((page) => page.defaultNav);
      return {
        id: `plugin-page-${json.id}`,
        text: json.name,
        url: home?.path ?? `/a/${json.id}`,
        pluginId: json.id,
        children: pages
          .filter((page) => page !== home)
          .map((page) => ({ id: `${json.id}-${page.name}`, text: page.name, url: page.path, pluginId: json.id })),
      };
    });
}

/** For who may change data sources. */
const connections: NavEntry = {
  id: 'connections',
  text: 'Connections',
  icon: 'adjust-circle',
  isSection: true,
  children: [{ id: 'connections-datasources', text: 'Data sources', url: '/connections/datasources' }],
};

/** The menu of Grafana; what the host does not show has no address. */
export function navTree(emulation: Emulation, identity: Identity): NavEntry[] {
  const apps = appEntries(emulation, identity);
  const may = (action: string) => emulation.access.may(identity, action);
  return [
    { id: 'home', text: 'Home', icon: 'home-alt', url: '/' },
    { id: 'bookmarks', text: 'Bookmarks', icon: 'bookmark', isSection: true },
    { id: 'starred', text: 'Starred', icon: 'star', isSection: true },
    { id: 'dashboards/browse', text: 'Dashboards', icon: 'apps', isSection: true },
    { id: 'explore', text: 'Explore', icon: 'compass', ...(may('datasources:explore') && { url: '/explore' }) },
    { id: 'drilldown', text: 'Drilldown', icon: 'drilldown' },
    { id: 'alerting', text: 'Alerting', icon: 'bell', isSection: true },
    ...(apps.length > 0
      ? [{ id: 'apps', text: 'More apps', icon: 'layer-group', isSection: true, children: apps }]
      : []),
    ...(may('datasources:write') ? [connections] : []),
    { id: 'cfg', text: 'Administration', icon: 'cog', isSection: true },
  ];
}
