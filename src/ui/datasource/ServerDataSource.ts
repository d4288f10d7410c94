import {
  DataSourceApi,
  type AnnotationEvent,
  type AnnotationSupport,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { of, type Observable } from 'rxjs';

import { abortable } from './abortable';
import { interpolated } from './interpolated';
import type { KindQuery, ListQuery, Responder, Source } from './query';
import { ServerVariables, type VariableBehaviour } from './ServerVariables';

/** What a plugin's data source does in its own way. */
export interface SourceBehaviour<
  Query extends KindQuery,
  VariableQuery extends ListQuery,
  Settings extends DataSourceJsonData,
> extends VariableBehaviour<VariableQuery, Settings> {
  /** Whether a saved query names a kind: dashboards are written by hand, too. */
  isKind: (kind: unknown) => boolean;
  filters: ReadonlyArray<keyof Query & string>;
  /** What a new query asks for. */
  firstQuery: (settings: Settings) => Partial<Query>;
  /** What new annotations are made of. */
  firstAnnotation: Partial<Query>;
  annotationEvents: (frames: readonly DataFrame[]) => AnnotationEvent[];
  responder: (source: Source<Settings>) => Promise<Responder<Query, VariableQuery>>;
  /** What "Save & test" says. */
  selfTest: (source: Source<Settings>) => Promise<TestDataSourceResponse>;
}

/**
 * One server in Explore, dashboards, variables and annotations. Everything that reads is loaded when it is first asked: Grafana
 * loads the plugin's module with every dashboard that names the data source.
 */
export class ServerDataSource<
  Query extends KindQuery,
  VariableQuery extends ListQuery,
  Settings extends DataSourceJsonData,
> extends DataSourceApi<Query, Settings> {
  readonly settings: Settings;
  override variables: ServerVariables<Query, VariableQuery, Settings>;
  override annotations: AnnotationSupport<Query>;
  private responder: Promise<Responder<Query, VariableQuery>> | undefined;

  constructor(
    instance: DataSourceInstanceSettings<Settings>,
    private readonly behaviour: SourceBehaviour<Query, VariableQuery, Settings>
  ) {
    super(instance);
    this.settings = instance.jsonData;
    this.variables = new ServerVariables(this, behaviour);
    this.annotations = {
      getDefaultQuery: () => behaviour.firstAnnotation,
      processEvents: (_annotation, frames) => of(behaviour.annotationEvents(frames)),
    };
  }

  override query(request: DataQueryRequest<Query>): Observable<DataQueryResponse> {
    const queries = this.interpolateVariablesInQueries(
      request.targets.filter((query) => query.hide !== true && this.filterQuery(query)),
      request.scopedVars
    );
    const span = { fromMs: request.range.from.valueOf(), toMs: request.range.to.valueOf() };
    return abortable(async (signal) => (await this.respond()).frames(queries, span, signal));
  }

  override filterQuery({ kind }: Query): boolean {
    return this.behaviour.isKind(kind);
  }

  override getDefaultQuery(): Partial<Query> {
    return this.behaviour.firstQuery(this.settings);
  }

  override getQueryDisplayText(query: Query): string {
    return [query.kind, ...this.behaviour.filters.map((filter) => query[filter])].filter(Boolean).join(' ');
  }

  override interpolateVariablesInQueries(queries: Query[], scopedVars: ScopedVars): Query[] {
    return queries.map((query) => interpolated(query, this.behaviour.filters, scopedVars));
  }

  override testDatasource(): Promise<TestDataSourceResponse> {
    return this.behaviour.selfTest(this);
  }

  /** What answers, loaded once and with what it keeps of the server. */
  respond(): Promise<Responder<Query, VariableQuery>> {
    this.responder ??= this.behaviour.responder(this);
    return this.responder;
  }
}
