import {
  applyFieldOverrides,
  compareDataFrameStructures,
  EventBusSrv,
  getDefaultTimeRange,
  getPanelOptionsWithDefaults,
  LoadingState,
  type AbsoluteTimeRange,
  type DataFrame,
  type FieldConfigSource,
  type PanelData,
  type PanelPlugin,
} from '@grafana/data';
import { config, getTemplateSrv, type PanelDataErrorViewProps, type PanelRendererProps } from '@grafana/runtime';
import { ErrorBoundaryAlert, PanelContextProvider } from '@grafana/ui';
import { useEffect, useMemo, useState } from 'react';

import { cachedPanel, importPanel } from '../pluginImport';

export function PanelDataErrorView({ message, data }: PanelDataErrorViewProps) {
  return <div>{message ?? (data.series.length ? 'Unable to render data' : 'No data')}</div>;
}

/** The plugin once it is loaded, or why it could not be. */
export function usePanelPlugin(pluginId: string): { plugin?: PanelPlugin; failure?: string } {
  const [loaded, setLoaded] = useState<{ id: string; plugin?: PanelPlugin; failure?: string }>({
    id: pluginId,
    plugin: cachedPanel(pluginId),
  });
  useEffect(() => {
    let gone = false;
    importPanel(pluginId).then(
      (plugin) => !gone && setLoaded({ id: pluginId, plugin }),
      (error: unknown) => !gone && setLoaded({ id: pluginId, failure: String(error) })
    );
    return () => {
      gone = true;
    };
  }, [pluginId]);
  return loaded.id === pluginId ? loaded : {};
}

/** Counts the structures the frames have had: panels rebuild their chart when it moves. */
function structureCounter() {
  let revision = 0;
  let before: DataFrame[] = [];
  return (series: DataFrame[]): number => {
    const same =
      series.length === before.length && series.every((frame, at) => compareDataFrameStructures(frame, before[at]!));
    revision += same ? 0 : 1;
    before = series;
    return revision;
  };
}

/** Frames with units, thresholds and colours worked out. */
function usePanelData(
  plugin: PanelPlugin | undefined,
  raw: PanelData,
  fieldConfig: FieldConfigSource,
  timeZone: string
): PanelData {
  const [revisionOf] = useState(structureCounter);
  return useMemo(() => {
    if (!plugin) {
      return raw;
    }
    const series = applyFieldOverrides({
      data: raw.series,
      fieldConfig,
      fieldConfigRegistry: plugin.fieldConfigRegistry,
      replaceVariables: (text) => getTemplateSrv().replace(text),
      theme: config.theme2,
      timeZone,
    });
    return { ...raw, series, structureRev: revisionOf(series) };
  }, [plugin, raw, fieldConfig, timeZone, revisionOf]);
}

const noFieldConfig: FieldConfigSource = { defaults: {}, overrides: [] };
const ignore = () => undefined;

/** Draws any panel plugin, the way Grafana's `PanelRenderer` does for app pages; dashboards here use it too. */
export function PanelRenderer(props: PanelRendererProps & { panelId?: number }) {
  const { pluginId, title, width, height, timeZone = 'browser', onChangeTimeRange = ignore } = props;
  const { plugin, failure } = usePanelPlugin(pluginId);
  const [fallback] = useState<PanelData>(() => ({
    state: LoadingState.Done,
    series: [],
    timeRange: getDefaultTimeRange(),
  }));
  const [eventBus] = useState(() => new EventBusSrv());
  const defaults = useMemo(
    () =>
      plugin &&
      getPanelOptionsWithDefaults({
        plugin,
        currentOptions: (props.options ?? {}) as Record<string, unknown>,
        currentFieldConfig: (props.fieldConfig as FieldConfigSource | undefined) ?? noFieldConfig,
        isAfterPluginChange: false,
      }),
    [plugin, props.options, props.fieldConfig]
  );
  const data = usePanelData(plugin, props.data ?? fallback, defaults?.fieldConfig ?? noFieldConfig, timeZone);
  if (failure) {
    return <div role="alert">{failure}</div>;
  }
  const Panel = plugin?.panel;
  if (!Panel || !defaults || width <= 0 || height <= 0) {
    return null;
  }
  return (
    <ErrorBoundaryAlert dependencies={[pluginId]}>
      <PanelContextProvider value={{ eventsScope: title, eventBus, app: 'dashboard' as never }}>
        <Panel
          id={props.panelId ?? 1}
          data={data}
          title={title}
          timeRange={data.timeRange}
          timeZone={timeZone}
          options={defaults.options}
          fieldConfig={defaults.fieldConfig}
          transparent={false}
          width={width}
          height={height}
          renderCounter={0}
          replaceVariables={(text, scopedVars, format) => getTemplateSrv().replace(text, scopedVars, format)}
          onOptionsChange={(options) => props.onOptionsChange?.(options)}
          onFieldConfigChange={(changed) => props.onFieldConfigChange?.(changed)}
          onChangeTimeRange={(range: AbsoluteTimeRange) => onChangeTimeRange(range)}
          eventBus={eventBus}
        />
      </PanelContextProvider>
    </ErrorBoundaryAlert>
  );
}
