import type { DataSource } from './dataSources';
import { json, type Answer } from './http';
import { transportError } from './prometheusResources';
import type { Frame } from './queryFrames';
import { goDuration, parseDuration } from './queryStep';

/** What Grafana makes of a Loki's metrics; lines of logs are asked for by nobody here. */

export interface LokiResult {
  status: number;
  frames?: Frame[];
  error?: string;
  errorSource?: 'downstream';
}

interface Series {
  metric: Record<string, string>;
  value?: [number, string];
  values?: Array<[number, string]>;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `/api/datasources/uid/<uid>/health` of a Loki. */
export async function checkLoki({ url }: DataSource): Promise<Answer> {
  const query = new URLSearchParams({ query: 'vector(1)+vector(1)', time: '4000000000' }).toString();
  const response = await fetch(`${url}/loki/api/v1/query?${query}`).catch(() => null);
  return response?.ok === true
    ? json(200, { message: 'Data source successfully connected.', status: 'OK' })
    : json(400, {
        message: 'Unable to connect with Loki. Please check the server logs for more details.',
        status: 'ERROR',
      });
}

/** Whether Grafana knows the type of query; any other fails the whole request. */
export function isLokiQueryType(type: unknown): boolean {
  return type === 'instant' || type === 'range';
}

/** One refId. No data is a result without frames; Loki's words are the error. */
export async function runLoki(
  { url }: DataSource,
  refId: string,
  model: Record<string, unknown>,
  { fromMs, toMs }: { fromMs: number; toMs: number }
): Promise<LokiResult> {
  const expr = text(model['expr']);
  const isRange = model['queryType'] === 'range';
  const stepMs = parseDuration(text(model['step'])) ?? 1000;
  const nanoseconds = (ms: number) => `${Math.round(ms)}000000`;
  const form: Record<string, string> = isRange
    ? {
        query: expr,
        start: nanoseconds(fromMs),
        end: nanoseconds(toMs),
        step: `${stepMs / 1000}s`,
        direction: 'backward',
      }
    : { query: expr, time: nanoseconds(toMs), direction: 'backward' };
  const address = `${url}/loki/api/v1/${isRange ? 'query_range' : 'query'}?${new URLSearchParams(form).toString()}`;
  let response: Response;
  try {
    response = await fetch(address);
  } catch (error) {
    return { status: 502, error: transportError('Get', address, error), errorSource: 'downstream' };
  }
  const said = await response.text();
  if (!response.ok) {
    return { status: response.status, error: said, errorSource: 'downstream' };
  }
  const { data } = JSON.parse(said) as { data: { resultType: string; result: Series[] } };
  if (data.resultType !== 'vector' && data.resultType !== 'matrix') {
    return { status: 501, error: `${data.resultType} is not known here`, errorSource: 'downstream' };
  }
  const executed = `Expr: ${expr}${isRange ? `\nStep: ${goDuration(stepMs)}` : ''}`;
  const frames = data.result.map((series) => frameOf(series, { refId, executed, ...(isRange && { stepMs }) }));
  return frames.length === 0 ? { status: 200 } : { status: 200, frames };
}

function frameOf(
  { metric, value, values = value === undefined ? [] : [value] }: Series,
  { refId, executed, stepMs }: { refId: string; executed: string; stepMs?: number }
): Frame {
  const numbers = values.map(([, sample]) => Number(sample.replace('Inf', 'Infinity')));
  const name = `{${Object.entries(metric)
    .map(([label, own]) => `${label}=${JSON.stringify(own)}`)
    .join(', ')}}`;
  return {
    schema: {
      refId,
      meta: {
        type: stepMs === undefined ? 'numeric-multi' : 'timeseries-multi',
        typeVersion: [0, 1],
        stats: [],
        executedQueryString: executed,
      },
      fields: [
        {
          name: 'Time',
          type: 'time',
          typeInfo: { frame: 'time.Time' },
          ...(stepMs !== undefined && { config: { interval: stepMs } }),
        },
        {
          name: 'Value',
          type: 'number',
          typeInfo: { frame: 'float64' },
          labels: metric,
          config: { displayNameFromDS: name },
        },
      ],
    },
    data: {
      values: [
        values.map(([seconds]) => Math.round(seconds * 1000)),
        // As JSON has it: NaN and infinities are null.
        numbers.map((one) => (Number.isFinite(one) ? one : null)),
      ],
    },
  };
}
