import type { DataQueryResponse, MetricFindValue } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';

/** A data source with its saved settings. */
export interface Source<Settings> {
  uid: string;
  name: string;
  settings: Settings;
}

/** What is asked of a server: one kind of thing, narrowed by texts in which dashboard variables are replaced. */
export interface KindQuery extends DataQuery {
  kind: string;
}

/** What a dashboard variable lists. */
export interface ListQuery extends DataQuery {
  list: string;
}

/** A dashboard's time range, in ms. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

/** Answers the queries of one data source. */
export interface Responder<Query extends KindQuery, VariableQuery extends ListQuery> {
  /** A query that fails leaves the others alone. Rejects with the caller's abort and nothing else. */
  frames(queries: readonly Query[], span: TimeSpan, signal: AbortSignal): Promise<DataQueryResponse>;
  /** Rejects with an error that a person can read, for the variable's editor. */
  values(query: VariableQuery, signal: AbortSignal): Promise<MetricFindValue[]>;
}
