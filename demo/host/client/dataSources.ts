import {
  DataSourceApi,
  LoadingState,
  type DataQuery,
  type DataQueryRequest,
  type DataSourceInstanceSettings,
  type DataSourceRef,
  type PanelData,
} from '@grafana/data';
import {
  config,
  DataSourceWithBackend,
  type DataSourceSrv,
  type GetDataSourceListFilters,
  type RuntimeDataSource,
} from '@grafana/runtime';
import { catchError, from, map, of, startWith, type Observable } from 'rxjs';

/** Grafana's Prometheus class adds much; here it only sends `/api/ds/query`. */
class BackendDataSource extends DataSourceWithBackend<DataQuery> {}

/** The data sources named in the boot data. */
export class HostDataSources implements DataSourceSrv {
  private readonly made = new Map<string, DataSourceApi>();
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
    const dataSource = this.made.get(settings.uid) ?? new BackendDataSource(settings);
    dataSource.meta = settings.meta;
    this.made.set(settings.uid, dataSource);
    return dataSource;
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
    const key = typeof ref === 'string' ? ref : ref?.uid;
    // A dashboard's data source variable stands for the default of its type: there is nothing to choose it with.
    if (!key || key === 'default' || /^\$\{?\w+\}?$/.test(key)) {
      const type = typeof ref === 'string' ? undefined : ref?.type;
      return all.find((settings) => (type ? settings.type === type : settings.name === config.defaultDatasource));
    }
    return all.find((settings) => settings.uid === key || settings.name === key);
  }

  reload(): void {}

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
      return {
        ...panel(failed ? LoadingState.Error : LoadingState.Done, answer.data),
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
