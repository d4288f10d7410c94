import type { DataSources } from './dataSources';
import type { AccessControl } from './permissions';
import type { PluginSettings } from './pluginRoutes';
import type { Plugins } from './plugins';

export interface Emulation {
  plugins: Plugins;
  pluginSettings: PluginSettings;
  dataSources: DataSources;
  access: AccessControl;
  /** `/grafana`, or empty. */
  subPath: string;
}
