import {
  DataSourceApi,
  DataTopic,
  LoadingState,
  toDataFrame,
  type DataFrame,
  type DataQuery,
  type DataQueryRequest,
  type DataSourceInstanceSettings,
  type DataSourceRef,
  type PanelData,
} from '@grafana/data';
import {
  config,
  DataSourceWithBackend,
  getBackendSrv,
  type DataSourceSrv,
  type GetDataSourceListFilters,
  type RuntimeDataSource,
} from '@grafana/runtime';
import { catchError, from, map, of, startWith, type Observable } from 'rxjs';

import { hasModule, importDataSource } from './pluginImport';
import { hostTemplates } from './templates';

/** Grafana's Prometheus class adds much; here it only sends `/api/ds/query`. */
class BackendDataSource extends DataSourceWithBackend<DataQuery> {}

/** Of the plugin's class where the plugin is ours, with its editors. */
async function make(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
  if (!hasModule(settings.meta)) {
    const plain = new BackendDataSource(settings);
    plain.meta = settings.meta;
    return plain;
  }
  const plugin = await importDataSource(settings.type);
  const dataSource = new plugin.DataSourceClass(settings);
  dataSource.components = plugin.components;
  dataSource.meta = settings.meta;
  return dataSource;
}

/** The data sources named in the boot data. */
export class HostDataSources implements DataSourceSrv {
  private readonly made = new Map<string, Promise<DataSourceApi>>();
  private readonly registered = new Map<string, RuntimeDataSource>();

  async get(ref?: DataSourceRef | string | null): Promise<DataSourceApi> {
    const runtime = this.registered.get(typeof ref === 'string' ? ref : (ref?.uid ?? ''));
    if (runtime) {
      return runtime;
    }
    const settings = this.getInstanceSettings(ref);
    if (!settings) {
      throw new Error(`Datasource ${typeof ref === 'string' ? ref : ref?.uid} was not found`);
    }
    const making = this.made.get(settings.uid) ?? make(settings);
    this.made.set(settings.uid, making);
    return making;
  }

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const types = filters.type === undefined ? undefined : [filters.type].flat();
    return Object.values(config.datasources).filter(
      (settings) =>
        (!types || types.includes(settings.type)) &&
        (!filters.pluginId || settings.type === filters.pluginId) &&
        (!filters.metrics || settings.meta.metrics) &&
        (!filters.annotations || settings.meta.annotations) &&
        (!filters.logs || settings.meta.logs) &&
        (filters.filter?.(settings) ?? true)
    );
  }

  getInstanceSettings(ref?: DataSourceRef | string | null): DataSourceInstanceSettings | undefined {
    const all = Object.values(config.datasources);
    const key = hostTemplates.replace(typeof ref === 'string' ? ref : ref?.uid);
    // A variable without a value stands for the default of its type.
    if (!key || key === 'default' || hostTemplates.containsTemplate(key)) {
      const type = typeof ref === 'string' ? undefined : ref?.type;
      return all.find((settings) => (type ? settings.type === type : settings.name === config.defaultDatasource));
    }
    return all.find((settings) => settings.uid === key || settings.name === key);
  }

  /** Reads the settings anew, as after a change; instances of before are dropped. */
  async reload(): Promise<void> {
    const { datasources, defaultDatasource } = await getBackendSrv().get<typeof config>('/api/frontend/settings');
    config.datasources = datasources;
    config.defaultDatasource = defaultDatasource;
    this.made.clear();
  }

  registerRuntimeDataSource({ dataSource }: { dataSource: RuntimeDataSource }): void {
    this.registered.set(dataSource.uid, dataSource);
  }
}

/** Asks a data source and says at every moment what state the panel is in. */
export function runRequest(dataSource: DataSourceApi, request: DataQueryRequest): Observable<PanelData> {
  const panel = (state: LoadingState, series: PanelData['series'] = []): PanelData => ({
    state,
    series,
    timeRange: request.range,
    request,
  });
  return from(dataSource.query(request)).pipe(
    map((answer): PanelData => {
      const failed = answer.error ?? answer.errors?.[0];
      const frames = answer.data.map((one) => toDataFrame(one));
      const isAnnotation = (frame: DataFrame) => frame.meta?.dataTopic === DataTopic.Annotations;
      return {
        ...panel(
          failed ? LoadingState.Error : (answer.state ?? LoadingState.Done),
          frames.filter((frame) => !isAnnotation(frame))
        ),
        annotations: frames.filter(isAnnotation),
        error: failed,
        errors: answer.errors,
      };
    }),
    catchError((error: unknown) =>
      of<PanelData>({
        ...panel(LoadingState.Error),
        error: { message: error instanceof Error ? error.message : String(error) },
      })
    ),
    startWith(panel(LoadingState.Loading))
  );
}
