import pLimit from 'p-limit';
import type { DataSource, DataSources } from './dataSources';
import { badRequestData, json, jsonBody, type Answer } from './http';
import { isLokiQueryType, runLoki } from './lokiQuery';
import { requestFailed, transportError } from './prometheusResources';
import { noticesOf, withNotices, type Notice } from './notices';
import { emptyFrame, toFrames, type Frame, type FrameContext, type PrometheusData } from './queryFrames';
import { goDuration, interpolate, parseDuration, stepOf } from './queryStep';
import type { Route } from './router';
import type { SignedCall } from './signedCall';

interface Query {
  refId: string;
  uid: string;
  model: Record<string, unknown>;
}

interface QueryResult {
  status: number;
  frames: Frame[];
  error?: string;
  errorSource?: 'downstream';
}

interface Outcome {
  data?: PrometheusData;
  notices?: readonly Notice[];
  failure?: { status: number; error: string };
  /** The server could not be reached: not even an empty frame comes back. */
  unreachable?: boolean;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** `now`, `now-1h` or ms since the epoch; 0 for anything else, left out included. */
function timeOf(value: unknown, nowMs: number): number {
  const relative = /^now(?:([-+])(.+))?$/.exec(text(value));
  if (relative) {
    return nowMs + (relative[1] === '-' ? -1 : 1) * (parseDuration(relative[2] ?? '') ?? 0);
  }
  return Number(value) || 0;
}

async function ask(dataSource: DataSource, path: string, form: Record<string, string>): Promise<Outcome> {
  const address = `${dataSource.url}${path}`;
  let response: Response;
  try {
    // On the same machine packing an answer takes longer than sending it.
    const headers = { 'accept-encoding': 'identity' };
    response = await fetch(address, { method: 'POST', headers, body: new URLSearchParams(form) });
  } catch (error) {
    return { unreachable: true, failure: { status: 502, error: transportError('Post', address, error) } };
  }
  const body = (await response.json().catch(() => ({}))) as {
    data?: PrometheusData;
    errorType?: string;
    error?: string;
    warnings?: readonly string[];
    infos?: readonly string[];
  };
  return body.data
    ? { data: body.data, notices: noticesOf(body) }
    : {
        failure: {
          status: response.status,
          error: `${body.errorType ?? 'unknown'}: ${body.error ?? response.statusText}`,
        },
      };
}

async function runOne(
  dataSource: DataSource,
  { refId, model }: Query,
  fromMs: number,
  toMs: number
): Promise<QueryResult> {
  const timeInterval = text(dataSource.jsonData['timeInterval']);
  const stepMs = stepOf({
    fromMs,
    toMs,
    maxDataPoints: count(model['maxDataPoints']) || 100,
    intervalMs: count(model['intervalMs']),
    interval: text(model['interval']),
    intervalFactor: count(model['intervalFactor']),
    timeInterval,
  });
  const expr = interpolate(text(model['expr']), stepMs, toMs - fromMs, timeInterval);
  const context: FrameContext = {
    refId,
    expr,
    stepMs,
    stepText: goDuration(stepMs),
    legendFormat: text(model['legendFormat']),
  };
  const instant = model['instant'] === true;
  const offsetMs = count(model['utcOffsetSec']) * 1000;
  const floor = (ms: number) => (Math.floor((ms + offsetMs) / stepMs) * stepMs - offsetMs) / 1000;
  const asked: Array<Promise<Outcome>> = [];
  if (model['range'] === true || !instant) {
    const form = { query: expr, start: String(floor(fromMs)), end: String(floor(toMs)), step: String(stepMs / 1000) };
    asked.push(ask(dataSource, '/api/v1/query_range', form));
  }
  if (instant) {
    asked.push(ask(dataSource, '/api/v1/query', { query: expr, time: String(toMs / 1000) }));
  }
  const outcomes = await Promise.all(asked);
  const failed = outcomes.find((outcome) => outcome.failure);
  const frames = outcomes.flatMap(({ data, notices = [] }) =>
    data ? withNotices(toFrames(data, context), notices) : []
  );
  if (failed?.failure) {
    const { status, error } = failed.failure;
    return { error, errorSource: 'downstream', status, frames: failed.unreachable ? [] : [emptyFrame(context)] };
  }
  return { status: 200, frames: frames.length > 0 ? frames : [emptyFrame(context)] };
}

function readQueries(body: Record<string, unknown>): Query[] {
  const list = Array.isArray(body['queries']) ? (body['queries'] as Array<Record<string, unknown>>) : [];
  return list.map((model) => ({
    refId: text(model['refId']) || 'A',
    uid: text((model['datasource'] as { uid?: unknown } | undefined)?.uid),
    model,
  }));
}

/** Grafana's `concurrent_query_count`: so many queries of a request to a Prometheus at once; those to a Loki one after the other. */
const CONCURRENT_QUERIES = 10;

/** `POST /api/ds/query` for Prometheus and Loki: 400 as soon as one refId fails, with what the others gave. */
export function queryRoute(dataSources: DataSources): Route {
  const answer = async (call: SignedCall): Promise<Answer> => {
    const body = jsonBody(call);
    if (!body) {
      return badRequestData();
    }
    const queries = readQueries(body);
    if (queries.length === 0) {
      return json(400, { statusCode: 400, messageId: 'query.noQueries', message: 'No queries found' });
    }
    const found = queries.map((query) => dataSources.byUid(query.uid));
    if (found.some((one) => !one)) {
      return json(404, { message: 'Data source not found' });
    }
    if (new Set(queries.map((query) => query.refId)).size < queries.length) {
      return json(400, {
        statusCode: 400,
        messageId: 'query.duplicateRefId',
        message: 'Multiple queries using the same RefId is not allowed ',
      });
    }
    if (found.some((one) => one!.type !== 'prometheus' && one!.type !== 'loki')) {
      return json(500, { statusCode: 500, messageId: 'plugin.unavailable', message: 'Plugin unavailable' });
    }
    if (queries.some(({ model }, at) => found[at]!.type === 'loki' && !isLokiQueryType(model['queryType']))) {
      return requestFailed();
    }
    const now = Date.now();
    const [fromMs, toMs] = [timeOf(body['from'], now), timeOf(body['to'], now)];
    const [toPrometheus, toLoki] = [pLimit(CONCURRENT_QUERIES), pLimit(1)];
    const answers = await Promise.all(
      queries.map((query, at) =>
        found[at]!.type === 'loki'
          ? toLoki(() => runLoki(found[at]!, query.refId, query.model, { fromMs, toMs }))
          : toPrometheus(() => runOne(found[at]!, query, fromMs, toMs))
      )
    );
    const results = Object.fromEntries(queries.map((query, at) => [query.refId, answers[at]]));
    return json(answers.every((one) => one.status === 200) ? 200 : 400, { results });
  };
  return { method: 'POST', path: '/api/ds/query', needs: 'datasources:query', answer };
}
