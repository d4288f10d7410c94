import type { MetricAnswer, MetricQuery, MetricRequest, MetricSource } from '../../src/core/check/ports';
import type { Series } from '../../src/core/check/series';

interface ApiSeries {
  metric: Record<string, string>;
  value?: [number, string];
  values?: Array<[number, string]>;
}

/** Asks a Prometheus over its own API, without Grafana between: what the data holds, whatever the data path does with it. */
export function directPrometheus(url: string): MetricSource {
  return {
    uid: 'direct',
    name: 'Direct Prometheus',
    async query(request, signal) {
      const answers = await Promise.all(
        request.queries.map(async (query) => [query.refId, await ask(url, query, request, signal)] as const)
      );
      return new Map(answers);
    },
  };
}

/** The values of an instant query now, by all labels but the metric's name, joined by commas in the order of their names. */
export async function instant(url: string, expr: string): Promise<Map<string, number>> {
  const series = await get(`${url}/api/v1/query?query=${encodeURIComponent(expr)}`);
  return new Map(series.map(({ metric, value }) => [entity(metric), Number(value?.[1])]));
}

function entity(metric: Record<string, string>): string {
  const labels = Object.entries(metric).filter(([label]) => label !== '__name__');
  return labels
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value)
    .join(',');
}

async function ask(
  url: string,
  query: MetricQuery,
  request: MetricRequest,
  signal: AbortSignal
): Promise<MetricAnswer> {
  const seconds = (ms: number) => String(ms / 1000);
  const times: Record<string, string> =
    query.shape === 'instant'
      ? { time: seconds(request.toMs) }
      : { start: seconds(request.fromMs), end: seconds(request.toMs), step: String(query.stepSeconds) };
  const address = query.shape === 'instant' ? 'query' : 'query_range';
  const parameters = new URLSearchParams({ query: query.expr, ...times });
  try {
    const series = await get(`${url}/api/v1/${address}?${parameters}`, signal);
    return { ok: true, series: series.map(toSeries), executed: query.expr };
  } catch (error) {
    return { ok: false, reason: { code: 'query-error', detail: String(error) } };
  }
}

function toSeries({ metric, value, values }: ApiSeries): Series {
  const points = values ?? (value === undefined ? [] : [value]);
  const labels = Object.fromEntries(Object.entries(metric).filter(([label]) => label !== '__name__'));
  const numbers = points.map(([, text]) => Number(text));
  return {
    labels,
    timesMs: points.map(([time]) => time * 1000),
    values: numbers.map((number) => (Number.isFinite(number) ? number : null)),
  };
}

async function get(address: string, signal?: AbortSignal): Promise<ApiSeries[]> {
  const answer = await fetch(address, { signal });
  const body = (await answer.json()) as { status: string; error?: string; data: { result: ApiSeries[] } };
  if (body.status !== 'success') {
    throw new Error(body.error);
  }
  return body.data.result;
}
