import pLimit from 'p-limit';
import type { MetricAnswer, MetricQuery, MetricRequest } from '../../core/check/ports';
import type { Series } from '../../core/check/series';

/** Queries that Prometheus works on at the same time. */
const AT_ONCE = 8;

interface ApiSeries {
  metric?: Record<string, string>;
  value?: [number, string];
  values?: Array<[number, string]>;
}

/** An answer of `/api/v1/query` and `/api/v1/query_range`. */
interface ApiAnswer {
  error?: string;
  errorType?: string;
  data?:
    | { resultType: 'vector' | 'matrix'; result: ApiSeries[] }
    | { resultType: 'scalar' | 'string'; result: [number, string] };
  /** That it is not all: not read yet. */
  warnings?: string[];
}

/** Kinds of errors that are the query's own. */
const OF_QUERY: ReadonlySet<string> = new Set(['bad_data', 'execution']);

/** Asks a Prometheus over its own API. Rejects when it does not answer; a query that it refuses is an answer. */
export interface PrometheusApi {
  ask(expr: string, query: MetricQuery, request: MetricRequest): Promise<MetricAnswer>;
}

/** All who ask over one share the limit. An abort ends the Prometheus, and with it what is asked of it. */
export function prometheusApi(url: string): PrometheusApi {
  const inTurn = pLimit(AT_ONCE);
  return {
    ask: (expr, query, request) =>
      inTurn(async () => {
        const isRange = query.shape === 'range';
        const response = await fetch(`${url}/api/v1/${isRange ? 'query_range' : 'query'}`, {
          method: 'POST',
          body: new URLSearchParams({ query: expr, ...(isRange ? rangeOf(query, request) : instantOf(request)) }),
        });
        return answerOf((await response.json()) as ApiAnswer, query.expr);
      }),
  };
}

function instantOf({ toMs }: MetricRequest): Record<string, string> {
  return { time: String(toMs / 1000) };
}

/** On the step's grid, as Grafana asks. */
function rangeOf({ stepSeconds = 60 }: MetricQuery, { fromMs, toMs }: MetricRequest): Record<string, string> {
  const onGrid = (ms: number) => String(Math.floor(ms / 1000 / stepSeconds) * stepSeconds);
  return { start: onGrid(fromMs), end: onGrid(toMs), step: String(stepSeconds) };
}

function answerOf({ error = 'no reason is given', errorType = '', data }: ApiAnswer, executed: string): MetricAnswer {
  if (data === undefined) {
    if (OF_QUERY.has(errorType)) {
      return { ok: false, reason: { code: 'query-error', detail: error } };
    }
    throw new Error(`Prometheus does not answer ${executed}: ${error}`);
  }
  switch (data.resultType) {
    case 'vector':
    case 'matrix':
      return { ok: true, series: data.result.map(seriesOf), executed };
    case 'scalar':
      return { ok: true, series: [seriesOf({ value: data.result })], executed };
    case 'string':
      return { ok: true, series: [], executed };
  }
}

/** As Grafana gives it: without the metric's name, null for what is no number. */
function seriesOf({ metric: { __name__: _name, ...labels } = {}, value, values }: ApiSeries): Series {
  const points = values ?? (value === undefined ? [] : [value]);
  return {
    labels,
    timesMs: points.map(([seconds]) => Math.round(seconds * 1000)),
    values: points.map(([, text]) => (Number.isFinite(Number(text)) ? Number(text) : null)),
  };
}
