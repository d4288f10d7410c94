import { evaluateLogql } from '../../../../src/cli/test/loki/evaluateLogql';
import { LogqlError, type LogStream } from '../../../../src/cli/test/loki/streams';
import { startServer, type ListenOptions, type Received, type Reply, type RunningServer } from '../server';

/**
 * As much of Loki's HTTP API as Grafana asks for metrics: instant and range queries, and the labels. Its LogQL is the one that
 * tests of checks run on.
 */
export function startLoki(streams: readonly LogStream[], options: ListenOptions = {}): Promise<RunningServer> {
  return startServer(options, (request) => {
    try {
      return answer(streams, request);
    } catch (error) {
      if (error instanceof LogqlError) {
        return plain(400, error.message);
      }
      throw error;
    }
  });
}

/** A series has at most so many points, as in Loki. */
const MAX_POINTS = 11_000;

function answer(streams: readonly LogStream[], { rawUrl, url }: Received): Reply {
  const asked = (name: string) => url.searchParams.get(name) ?? '';
  switch (rawUrl.split('?')[0]) {
    case '/loki/api/v1/query':
      return ok('vector', vector(asked('query'), timeMs(asked('time')), streams));
    case '/loki/api/v1/query_range':
      return range(streams, {
        expr: asked('query'),
        fromMs: timeMs(asked('start')),
        toMs: timeMs(asked('end')),
        stepMs: Number(asked('step').replace(/s$/, '')) * 1000,
      });
    case '/loki/api/v1/labels': {
      const names = new Set(streams.flatMap(({ labels }) => Object.keys(labels)));
      return { status: 200, body: { status: 'success', data: [...names].sort() } };
    }
    default:
      return plain(404, '404 page not found');
  }
}

function vector(expr: string, atMs: number, streams: readonly LogStream[]) {
  return evaluateLogql(expr, atMs, streams).map(({ labels, value }) => ({
    metric: labels,
    value: [atMs / 1000, sampleText(value)],
  }));
}

interface Range {
  expr: string;
  fromMs: number;
  toMs: number;
  stepMs: number;
}

function range(streams: readonly LogStream[], { expr, fromMs, toMs, stepMs }: Range): Reply {
  if (!(stepMs > 0) || (toMs - fromMs) / stepMs > MAX_POINTS) {
    return plain(400, 'exceeded maximum resolution of 11,000 points per time series');
  }
  const series = new Map<string, { metric: object; values: Array<[number, string]> }>();
  for (let atMs = fromMs; atMs <= toMs; atMs += stepMs) {
    for (const { labels, value } of evaluateLogql(expr, atMs, streams)) {
      const key = JSON.stringify(labels);
      const one = series.get(key) ?? { metric: labels, values: [] };
      one.values.push([atMs / 1000, sampleText(value)]);
      series.set(key, one);
    }
  }
  return ok('matrix', [...series.values()]);
}

function ok(resultType: 'vector' | 'matrix', result: readonly unknown[]): Reply {
  return { status: 200, body: { status: 'success', data: { resultType, result, stats: {} } } };
}

function plain(status: number, body: string): Reply {
  return { status, body, headers: { 'Content-Type': 'text/plain; charset=utf-8' } };
}

function sampleText(value: number): string {
  return value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value);
}

/** Nanoseconds, as Grafana sends them, or seconds. */
function timeMs(text: string): number {
  return text.length > 12 ? Number(text.slice(0, -6)) : Number(text) * 1000;
}
