import type { Transport, TransportRequest } from '../../src/sources/transport/port';

interface WireQuery {
  refId: string;
  expr: string;
  range: boolean;
  intervalMs?: number;
}

interface PromAnswer {
  status: string;
  error?: string;
  data?: { resultType: string; result: ReadonlyArray<Record<string, unknown>> };
}

/** Just enough of Grafana's `/api/ds/query` in front of a Prometheus: one refId after the other, 400 when one failed. */
export function dsQueryShim(prometheusUrl: string): { transport: Transport; requests: TransportRequest[] } {
  const requests: TransportRequest[] = [];
  const transport: Transport = {
    async send(request) {
      requests.push(request);
      const { from, to, queries } = request.body as { from: string; to: string; queries: WireQuery[] };
      const results: Record<string, { status: number }> = {};
      for (const query of queries) {
        results[query.refId] = await run(prometheusUrl, query, Number(from) / 1000, Number(to) / 1000);
      }
      const failed = Object.values(results).some(({ status }) => status !== 200);
      return { status: failed ? 400 : 200, body: { results } };
    },
  };
  return { transport, requests };
}

async function run(url: string, query: WireQuery, from: number, to: number): Promise<{ status: number }> {
  const step = (query.intervalMs ?? 1000) / 1000;
  const floor = (seconds: number) => String(Math.floor(seconds / step) * step);
  const form: Record<string, string> = query.range
    ? { query: query.expr, start: floor(from), end: floor(to), step: String(step) }
    : { query: query.expr, time: String(to) };
  const path = query.range ? 'query_range' : 'query';
  const response = await fetch(`${url}/api/v1/${path}`, { method: 'POST', body: new URLSearchParams(form) }).catch(
    (error: unknown) => String(error)
  );
  if (typeof response === 'string') {
    return Object.assign({ status: 502 }, { error: `dial tcp: connect: connection refused (${response})`, frames: [] });
  }
  const answer = (await response.json()) as PromAnswer;
  if (answer.data === undefined) {
    return Object.assign({ status: response.status }, { error: `execution: ${answer.error ?? ''}`, frames: [] });
  }
  return Object.assign({ status: 200 }, { frames: answer.data.result.map(frame) });
}

function frame(series: Record<string, unknown>): unknown {
  const points = (series.values ?? [series.value]) as Array<[number, string]>;
  return {
    schema: {
      fields: [
        { name: 'Time', type: 'time' },
        { name: 'Value', type: 'number', labels: series.metric },
      ],
    },
    data: {
      values: [
        points.map(([seconds]) => Math.round(seconds * 1000)),
        points.map(([, text]) => (Number.isFinite(Number(text)) ? Number(text) : null)),
      ],
    },
  };
}
