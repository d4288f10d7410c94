import type { Labels, Series } from './series';
import type { Reason } from './verdict';

export interface MetricQuery {
  refId: string;
  expr: string;
  /** `instant` is evaluated at exactly `toMs`; `range` over the whole interval with `stepSeconds`. */
  shape: 'instant' | 'range';
  /** Only for `range`. */
  stepSeconds?: number;
}

/** All queries of one request share the interval; an instant query is evaluated at `toMs`. */
export interface MetricRequest {
  fromMs: number;
  toMs: number;
  queries: readonly MetricQuery[];
}

/** The answer to one refId. A failed one leaves the others alone; a partial one says itself that it is not all. */
export type MetricAnswer =
  { ok: true; series: readonly Series[]; executed: string; partial?: Reason } | { ok: false; reason: Reason };

/** One metrics data source. `query` sends one request; it rejects with `SourceError` only when nothing was answered. */
export interface MetricSource {
  readonly uid: string;
  readonly name: string;
  /** Matchers of what counts of it, such as `cluster="prod"`; all of it without. */
  readonly selector?: string;
  query(request: MetricRequest, signal: AbortSignal): Promise<ReadonlyMap<string, MetricAnswer>>;
}

/** One whose index of metrics can be read. */
export interface IndexedSource extends MetricSource {
  /**
   * Names of the metrics that it had within a time, and maybe of others. Rejects with `SourceError` when it does not tell, or not
   * all of them.
   */
  metricNames(range: { fromMs: number; toMs: number }, signal: AbortSignal): Promise<ReadonlySet<string>>;
}

/** One column of a table, or one series of a wide frame with its labels. */
export interface TableField {
  name: string;
  type: 'time' | 'number' | 'boolean' | 'text';
  labels: Labels;
  /** Times are ms since the epoch. Null: nothing; `NaN`: not a number or an infinity. */
  values: readonly unknown[];
}

/** Rows as a data source gave them. */
export type Table = readonly TableField[];

export type TableAnswer = { ok: true; tables: readonly Table[]; partial?: Reason } | { ok: false; reason: Reason };

/** A data source of any type, asked in its own terms. Rejects with `SourceError` only when nothing was answered. */
export interface TableSource {
  readonly uid: string;
  readonly name: string;
  /** Plugin id. */
  readonly type: string;
  query(
    request: { fromMs: number; toMs: number; models: ReadonlyMap<string, Readonly<Record<string, unknown>>> },
    signal: AbortSignal
  ): Promise<ReadonlyMap<string, TableAnswer>>;
}

/** Now, in ms since the epoch. */
export type Clock = () => number;
