import { z } from 'zod';
import type { MetricAnswer, MetricQuery, MetricRequest } from '../../core/check/ports';
import { inSteps, type Breathe, type Steps } from '../../core/check/steps';
import type { Reason, ReasonCode } from '../../core/check/verdict';
import { SourceError } from '../sourceError';
import { refusal } from '../transport/refusal';
import type { Transport, TransportResponse } from '../transport/port';
import { decodingFrames } from './frames';

/** How long Grafana may take for one request. */
const TIMEOUT_MS = 30_000;
/** Grafana widens a range query's step when the points would be more. */
const MAX_DATA_POINTS = 11_000;

const resultSchema = z.looseObject({
  status: z.number().optional(),
  error: z.string().optional(),
  /** Left out when there is nothing, as Loki does. */
  frames: z.unknown().optional(),
});
const answerSchema = z.looseObject({ results: z.record(z.string(), z.unknown()) });

/** A query as the data source's own backend takes it, without what every query has. */
export type QueryModel = (query: MetricQuery) => Record<string, unknown>;

/** Who is asked, and in which language. */
interface Asked {
  uid: string;
  model: QueryModel;
}

/**
 * Asks one data source everything at once. Rejects with `SourceError` when nothing was answered.
 * @param breathe Lets others have their turn while much is read.
 */
export async function queryDataSource(
  transport: Transport,
  { uid, model }: Asked,
  request: MetricRequest,
  signal: AbortSignal,
  breathe?: Breathe
): Promise<ReadonlyMap<string, MetricAnswer>> {
  const queries = request.queries.map((query) => ({
    refId: query.refId,
    datasource: { uid },
    maxDataPoints: MAX_DATA_POINTS,
    ...model(query),
  }));
  const response = await sendQueries(transport, { ...request, queries }, signal);
  return inSteps(readingResponse(response, request.queries, decodingFrames), breathe, signal);
}

/** One request for everything, over one stretch of time. */
export function sendQueries(
  transport: Transport,
  { fromMs, toMs, queries }: { fromMs: number; toMs: number; queries: ReadonlyArray<Record<string, unknown>> },
  signal: AbortSignal
): Promise<TransportResponse> {
  return transport.send({
    method: 'POST',
    path: '/api/ds/query',
    body: { from: String(fromMs), to: String(toMs), queries },
    signal,
    timeoutMs: TIMEOUT_MS,
  });
}

/** Reads the frames of one refId; undefined when they are none that it can read. */
type Decode<T> = (frames: unknown) => Steps<(T & { warnings: readonly string[] }) | undefined>;

/** What was read for one refId, or why nothing was; a partial answer says itself that it is not all. */
type Answered<T> = ({ ok: true; partial?: Reason } & Omit<T, 'warnings'>) | { ok: false; reason: Reason };

/** A 400 may carry the good refIds beside the failed ones; without `results` nothing was answered. */
export function* readingResponse<T>(
  response: TransportResponse,
  queries: ReadonlyArray<{ refId: string }>,
  decode: Decode<T>
): Steps<Map<string, Answered<T>>> {
  const parsed = answerSchema.safeParse(response.body);
  if (!parsed.success) {
    throw new SourceError(codeOfStatus(response.status), refusal(response).detail, response.status);
  }
  const missing: Answered<T> = {
    ok: false,
    reason: { code: 'bad-response', detail: 'The answer to this query is missing or broken.' },
  };
  const answers = new Map<string, Answered<T>>();
  for (const { refId } of queries) {
    const result = resultSchema.safeParse(parsed.data.results[refId]);
    answers.set(refId, result.success ? yield* readingResult(result.data, decode) : missing);
    yield;
  }
  return answers;
}

function* readingResult<T>(result: z.infer<typeof resultSchema>, decode: Decode<T>): Steps<Answered<T>> {
  if (result.error !== undefined || (result.status ?? 200) >= 400) {
    const code = codeOfResult(result.status ?? 500, result.error ?? '');
    return { ok: false, reason: { code, ...(result.error === undefined ? {} : { detail: result.error }) } };
  }
  const decoded = yield* decode(result.frames);
  if (decoded === undefined) {
    return { ok: false, reason: { code: 'bad-response', detail: 'The frames could not be read.' } };
  }
  const { warnings, ...answer } = decoded;
  return warnings.length === 0
    ? { ok: true, ...answer }
    : { ok: true, ...answer, partial: { code: 'bad-response', detail: warnings.join('; ') } };
}

/** Of a whole answer without results. */
function codeOfStatus(status: number): ReasonCode {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'not-permitted';
    case 404:
      return 'source-down';
    case 504:
      return 'timeout';
    case 400:
    case 422:
      return 'query-error';
    default:
      return status >= 500 ? 'source-down' : 'bad-response';
  }
}

/** Of one refId: Grafana puts the data source's status there, 400 and 422 for a query it refused. */
function codeOfResult(status: number, error: string): ReasonCode {
  if (/timeout|timed out|deadline exceeded/i.test(error)) {
    return 'timeout';
  }
  return codeOfStatus(status);
}
