import {
  DataSourceApi,
  type AnnotationSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { of, type Observable } from 'rxjs';

import { abortable } from '../../ui/datasource/abortable';
import { interpolated } from '../../ui/datasource/interpolated';
import { annotationEvents } from './annotationEvents';
import { FILTERS, isKind, type ArgocdQuery } from './query';
import type { ArgocdSettings } from './settings';
import { ArgocdVariables } from './variables';

/**
 * An Argo CD in Explore, dashboards, variables and annotations. Everything that reads is loaded when it is first asked: Grafana
 * loads this module with every dashboard that names the data source.
 */
export class ArgocdDataSource extends DataSourceApi<ArgocdQuery, ArgocdSettings> {
  override annotations: AnnotationSupport<ArgocdQuery> = {
    getDefaultQuery: () => ({ kind: 'history' }),
    processEvents: (_annotation, frames) => of(annotationEvents(frames)),
  };
  override variables: ArgocdVariables = new ArgocdVariables(this);
  private readonly settings: ArgocdSettings;
  private responder: ReturnType<typeof loadResponder> | undefined;

  constructor(instance: DataSourceInstanceSettings<ArgocdSettings>) {
    super(instance);
    this.settings = instance.jsonData;
  }

  override query(request: DataQueryRequest<ArgocdQuery>): Observable<DataQueryResponse> {
    const queries = this.interpolateVariablesInQueries(
      request.targets.filter((query) => query.hide !== true && this.filterQuery(query)),
      request.scopedVars
    );
    const range = { fromMs: request.range.from.valueOf(), toMs: request.range.to.valueOf() };
    return abortable(async (signal) => (await this.respond()).frames(queries, range, signal));
  }

  override filterQuery(query: ArgocdQuery): boolean {
    return isKind(query.kind);
  }

  override getDefaultQuery(): Partial<ArgocdQuery> {
    return { kind: 'applications' };
  }

  override getQueryDisplayText({ kind, project, application, cluster }: ArgocdQuery): string {
    return [kind, project, application, cluster].filter(Boolean).join(' ');
  }

  override interpolateVariablesInQueries(queries: ArgocdQuery[], scopedVars: ScopedVars): ArgocdQuery[] {
    return queries.map((query) => ({
      ...query,
      ...Object.fromEntries(FILTERS.map((filter) => [filter, interpolated(query[filter], scopedVars)])),
    }));
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    const { testServer } = await import('./report/testServer');
    return testServer(this, this.settings);
  }

  /** What answers, loaded once and with what it keeps of the server. */
  respond(): ReturnType<typeof loadResponder> {
    this.responder ??= loadResponder(this);
    return this.responder;
  }
}

async function loadResponder({ uid, name }: ArgocdDataSource) {
  const { responder } = await import('./responder');
  return responder({ uid, name });
}
