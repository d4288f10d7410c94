import {
  DataSourceApi,
  type AnnotationSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { Observable, of } from 'rxjs';

import type { ProxmoxProduct } from '../../core/products/proxmox/parts';
import { abortable } from '../../ui/datasource/abortable';
import { interpolated } from '../../ui/datasource/interpolated';
import { annotationEvents } from './annotationEvents';
import { FILTERS, isKind, type ProxmoxQuery } from './query';
import type { ProxmoxSettings } from './settings';
import { ProxmoxVariables } from './variables';

/**
 * Proxmox VE or Proxmox Backup Server in Explore, dashboards, variables and annotations. Everything that reads is loaded when
 * it is first asked: Grafana loads this module with every dashboard that names the data source.
 */
export class ProxmoxDataSource extends DataSourceApi<ProxmoxQuery, ProxmoxSettings> {
  readonly product: ProxmoxProduct;
  readonly settings: ProxmoxSettings;
  override annotations: AnnotationSupport<ProxmoxQuery> = {
    getDefaultQuery: () => ({ kind: 'tasks' }),
    processEvents: (_annotation, frames) => of(annotationEvents(frames)),
  };
  override variables: DataSourceApi<ProxmoxQuery, ProxmoxSettings>['variables'] = new ProxmoxVariables(this);
  private responder: ReturnType<typeof loadResponder> | undefined;

  constructor({ jsonData, ...settings }: DataSourceInstanceSettings<ProxmoxSettings>) {
    super({ jsonData, ...settings });
    this.product = jsonData.product ?? 'pve';
    this.settings = jsonData;
  }

  override query(request: DataQueryRequest<ProxmoxQuery>): Observable<DataQueryResponse> {
    const queries = this.interpolateVariablesInQueries(
      request.targets.filter((query) => query.hide !== true && this.filterQuery(query)),
      request.scopedVars
    );
    const span = { fromMs: request.range.from.valueOf(), toMs: request.range.to.valueOf() };
    return abortable(async (signal) => (await this.respond()).frames(queries, span, signal));
  }

  override filterQuery(query: ProxmoxQuery): boolean {
    return isKind(query.kind);
  }

  override getDefaultQuery(): Partial<ProxmoxQuery> {
    return { kind: this.product === 'pve' ? 'guests' : 'datastores' };
  }

  override getQueryDisplayText({ kind, node, guest, storage }: ProxmoxQuery): string {
    return [kind, node, guest, storage].filter(Boolean).join(' ');
  }

  override interpolateVariablesInQueries(queries: ProxmoxQuery[], scopedVars: ScopedVars): ProxmoxQuery[] {
    return queries.map((query) => ({
      ...query,
      ...Object.fromEntries(FILTERS.map((filter) => [filter, interpolated(query[filter], scopedVars)])),
    }));
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    const { testServer } = await import('./report/testServer');
    return testServer(this);
  }

  /** What answers, loaded once and with what it keeps of the server. */
  respond(): ReturnType<typeof loadResponder> {
    this.responder ??= loadResponder(this);
    return this.responder;
  }
}

async function loadResponder(source: ProxmoxDataSource) {
  const { responder } = await import('./responder');
  return responder(source.product, { uid: source.uid, name: source.name });
}
