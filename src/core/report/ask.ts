import type { CheckDefinition } from '../check/definition';
import type { MetricAnswer, MetricQuery, MetricSource } from '../check/ports';
import { isReason, type Reason, type ReasonCode } from '../check/verdict';
import type { Month } from '../time/month';
import { HOUR_MS, hourGrid, type HourGrid } from './hours';
import { ALIVE_QUERY, expressionsOf, planMonth, USE_QUERIES } from './monthQueries';
import { USE_METRICS } from './model';

/** A month of one query is some megabytes at worst: so many go into one request, and so many requests at once. */
const QUERIES_PER_REQUEST = 8;
const REQUESTS_AT_ONCE = 2;
const STEP_SECONDS = 3600;

export interface AskInput {
  month: Month;
  sources: readonly MetricSource[];
  definitions: readonly CheckDefinition[];
  signal: AbortSignal;
  /** Called after each request with the number of queries answered or failed. */
  onProgress?: (done: number, total: number) => void;
}

/** Answers by expression. */
export type Answers = ReadonlyMap<string, MetricAnswer>;

/** A month as the sources answered it: plain data, fit to be handed to a worker. */
export interface AskedMonth {
  month: Month;
  sources: ReadonlyArray<{ uid: string; name: string; answers: Answers }>;
}

/**
 * Asks every source about the month, each distinct expression once, one value per hour. A failed query is part of the result.
 * Rejects only when the signal aborts.
 */
export async function askMonth({ month, sources, definitions, signal, onProgress }: AskInput): Promise<AskedMonth> {
  const grid = hourGrid(month);
  const expressions = distinct(definitions);
  const total = expressions.length * sources.length;
  let done = 0;
  const answered = await Promise.all(
    sources.map(async (source) => {
      const answers = await askAll(source, expressions, grid, signal, (count) => {
        done += count;
        onProgress?.(done, total);
      });
      return { uid: source.uid, name: source.name, answers };
    })
  );
  return { month, sources: answered };
}

/** Why nothing at all was answered; null when something was, or when there was nothing to ask. */
export function nothingAnswered({ sources }: AskedMonth): { source: string; reason: ReasonCode } | null {
  const all = sources.flatMap(({ name, answers }) => [...answers.values()].map((answer) => ({ source: name, answer })));
  const [first] = all;
  return first === undefined || first.answer.ok || all.some(({ answer }) => answer.ok)
    ? null
    : { source: first.source, reason: first.answer.reason.code };
}

function distinct(definitions: readonly CheckDefinition[]): string[] {
  const fixed = [ALIVE_QUERY, ...USE_METRICS.map((metric) => USE_QUERIES[metric])];
  const plans = planMonth(definitions);
  return [...new Set([...fixed, ...plans.flatMap((one) => ('queries' in one ? expressionsOf(one.queries) : []))])];
}

async function askAll(
  source: MetricSource,
  expressions: readonly string[],
  grid: HourGrid,
  signal: AbortSignal,
  onAnswered: (count: number) => void
): Promise<Answers> {
  const answers = new Map<string, MetricAnswer>();
  const batches: string[][] = [];
  for (let start = 0; start < expressions.length; start += QUERIES_PER_REQUEST) {
    batches.push(expressions.slice(start, start + QUERIES_PER_REQUEST));
  }
  let lost: Reason | null = null;
  const worker = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      signal.throwIfAborted();
      const asked = batch;
      const outcome: Answers | Reason = lost ?? (await ask(source, asked, grid, signal));
      if ('code' in outcome && (outcome.code === 'source-down' || outcome.code === 'unauthorized')) {
        lost = outcome;
      }
      asked.forEach((expression) => answers.set(expression, answerOf(outcome, expression)));
      onAnswered(asked.length);
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, worker));
  return answers;
}

function answerOf(outcome: Answers | Reason, expression: string): MetricAnswer {
  return 'code' in outcome
    ? { ok: false, reason: outcome }
    : (outcome.get(expression) ?? { ok: false, reason: { code: 'bad-response' } });
}

/** One request. What a source throws is a reason; an abort is passed on. */
async function ask(
  source: MetricSource,
  expressions: readonly string[],
  grid: HourGrid,
  signal: AbortSignal
): Promise<Answers | Reason> {
  const queries = expressions.map((expr, index): MetricQuery => ({
    refId: `q${index}`,
    expr,
    shape: 'range',
    stepSeconds: STEP_SECONDS,
  }));
  try {
    const byRef = await source.query({ fromMs: grid.fromMs + HOUR_MS, toMs: grid.toMs, queries }, signal);
    return new Map(
      expressions.flatMap((expression, index) => {
        const answer = byRef.get(`q${index}`);
        return answer ? [[expression, answer] as const] : [];
      })
    );
  } catch (error) {
    signal.throwIfAborted();
    return isReason(error) ? { code: error.code } : { code: 'internal' };
  }
}
