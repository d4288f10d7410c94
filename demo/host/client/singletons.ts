import {
  EventBusSrv,
  locationUtil,
  setTimeZoneResolver,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  type TransformerRegistryItem,
} from '@grafana/data';
import { initializeI18n } from '@grafana/i18n/dist/esm/i18n.mjs';
import {
  config,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setCurrentUser,
  setDataSourceSrv,
  setEchoSrv,
  setHelpNavItemHook,
  setLocationSrv,
  setMegaMenuOpenHook,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setQueryRunnerFactory,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
  locationService,
} from '@grafana/runtime';
import { setPanelDataErrorView } from '@grafana/runtime/dist/esm/components/PanelDataErrorView.mjs';
import { setPanelRenderer } from '@grafana/runtime/dist/esm/components/PanelRenderer.mjs';
import { setPluginPage } from '@grafana/runtime/dist/esm/components/PluginPage.mjs';
import { setGetObservablePluginComponents } from '@grafana/runtime/dist/esm/services/pluginExtensions/getObservablePluginComponents.mjs';
import { setGetObservablePluginLinks } from '@grafana/runtime/dist/esm/services/pluginExtensions/getObservablePluginLinks.mjs';
import { of } from 'rxjs';

import { HostBackend } from './backend';
import { HEADER_HEIGHT } from './chrome/Chrome';
import { PluginPage } from './chrome/PluginPage';
import { HostDataSources, runRequest } from './dataSources';
import { standardFieldConfigs } from './fieldConfigs';
import { PanelDataErrorView, PanelRenderer } from './panels/PanelRenderer';
import { cachedPanel, importPanel } from './pluginImport';
import { hostTemplates } from './templates';

function setServices(): void {
  setBackendSrv(new HostBackend());
  setTemplateSrv(hostTemplates);
  setEchoSrv({ flush: () => undefined, addBackend: () => undefined, addEvent: () => undefined });
  setLocationSrv(locationService);
  setAppEvents(new EventBusSrv());
  setCurrentUser(config.bootData.user);
  setDataSourceSrv(new HostDataSources());
  setRunRequest(runRequest);
  setQueryRunnerFactory(() => {
    throw new Error('The demo host has no query runner');
  });
  setPluginImportUtils({ importPanelPlugin: importPanel, getPanelPluginFromCache: cachedPanel });
}

/** No other plugin extends anything here. */
function setExtensionPoints(): void {
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
  setGetObservablePluginLinks(() => of([]));
  setGetObservablePluginComponents(() => of([]));
}

/** Plugins name editors when they describe their options; nothing is edited here, so that none draws anything. */
const editors = [
  'actions',
  'boolean',
  'color',
  'dashboard-uid',
  'field-name',
  'fieldColor',
  'links',
  'mappings',
  'multi-select',
  'number',
  'radio',
  'select',
  'slider',
  'stats-picker',
  'strings',
  'text',
  'thresholds',
  'timezone',
  'unit',
];

function setRegistries(): void {
  setTimeZoneResolver(() => config.bootData.user.timezone);
  locationUtil.initialize({
    config: config as never,
    getTimeRangeForUrl: () => ({ from: 'now-6h', to: 'now' }),
    getVariablesUrlParams: () => ({}),
  });
  standardEditorsRegistry.setInit(() => editors.map((id) => ({ id, name: id, editor: () => null })));
  standardFieldConfigEditorRegistry.setInit(standardFieldConfigs);
  standardTransformersRegistry.setInit(() =>
    Object.values(standardTransformers).map(
      (transformation) =>
        ({
          id: transformation.id,
          name: transformation.name,
          transformation,
          editor: () => null,
        }) as unknown as TransformerRegistryItem
    )
  );
}

/** Everything Grafana's core sets before it loads a plugin. The setters throw when called twice. */
export async function setSingletons(): Promise<void> {
  await initializeI18n(
    { language: config.bootData.user.language, ns: ['grafana'] },
    config.bootData.user.regionalFormat
  );
  setServices();
  setExtensionPoints();
  setRegistries();
  setHelpNavItemHook(() => undefined);
  setReturnToPreviousHook(() => () => undefined);
  setMegaMenuOpenHook(() => [true, () => undefined]);
  setChromeHeaderHeightHook(() => HEADER_HEIGHT);
  setPluginPage(PluginPage);
  setPanelRenderer(PanelRenderer);
  setPanelDataErrorView(PanelDataErrorView);
}
