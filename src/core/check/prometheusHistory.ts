import pLimit from 'p-limit';

import { allFailed, reasonOfThrown, seriesOf, wholeSeriesOf } from './answers';
import type { CheckDefinition } from './definition';
import type { Observation, ObservedEntity } from './evaluator';
import type {
  HistoryContext,
  HistoryObservation,
  ObservedCheckHistory,
  ObservedHistory,
  SourceHistory,
  SourceProblem,
} from './history';
import { goesWithPack, isIn, metricsHad, type ProbedPack } from './packDetection';
import { narrowed } from './narrowed';
import type { MetricAnswer, MetricQuery, MetricSource } from './ports';
import { LOOK_BACK_MS, observeHistory } from './promHistory';
import { aliveQuery, expressionsOf, historyQueries } from './promHistoryQueries';
import { MEMORY_SECONDS, type PromQueriesResult } from './promQueries';
import type { Series } from './series';
import { onGrid, slotsOf, type TimeGrid } from './timeGrid';
import type { Reason } from './verdict';

/** An hourly month of one query is some megabytes at worst: eight of them go into one request, more of shorter ones. */
const STEPS_PER_REQUEST = 8 * 745;
const REQUESTS_AT_ONCE = 2;

/** Answers by expression. */
type Answers = ReadonlyMap<string, MetricAnswer>;

interface Planned {
  check: CheckDefinition;
  built: PromQueriesResult;
}

interface Answered {
  source: MetricSource;
  planned: readonly Planned[];
  answers: Answers;
  alive: readonly boolean[];
}

/** What was seen when a stretch of time began, with what had left before, by check id. */
export type SeenBefore = ReadonlyMap<string, Observation>;

/**
 * Asks every source about the checks over a stretch of time, each distinct expression once, one value per step. A failed query
 * is part of the result. Rejects only when the signal aborts.
 */
export async function prometheusHistory(
  sources: readonly MetricSource[],
  checks: readonly CheckDefinition[],
  grid: TimeGrid,
  { signal, onProgress }: HistoryContext,
  { before, packs }: { before: SeenBefore; packs: readonly ProbedPack[] }
): Promise<HistoryObservation> {
  const questions = sources.map((source) => {
    const planned = checks.map((check) => planOf(check, source, grid));
    return { source, planned, expressions: distinct(planned, source) };
  });
  const total = questions.reduce((sum, { expressions }) => sum + expressions.length, 0);
  let done = 0;
  const asked = await Promise.all(
    questions.map(async ({ source, planned, expressions }) => {
      const answers = await askAll(source, expressions, grid, signal, (count) => {
        done += count;
        onProgress(done, total);
      });
      return { source, planned, answers, ...aliveSteps(source, answers, grid) };
    })
  );
  const seen = new Map(checks.map((check, index) => [check, observed(check, index, asked, before, grid)]));
  const without = await checksWithoutPack(sources, packs, seen, grid, signal);
  return {
    sources: asked.map(({ source: { uid, name }, answers, alive, aliveProblem }): SourceHistory => {
      const problem = allFailed(answers.values());
      return {
        uid,
        name,
        asked: answers.size,
        alive,
        ...(problem === undefined ? {} : { problem }),
        ...(aliveProblem === undefined ? {} : { aliveProblem }),
      };
    }),
    checks: new Map([...seen].map(([{ id }, own]) => [id, { ...own, withoutPack: without.has(id) }])),
  };
}

/**
 * Ids of the checks of packs of which no check saw anything and no source had a metric, from 30 days before the first step on. Asked
 * by samples and not by an index: an index knows times by its blocks, which are others when the same month is asked later.
 */
async function checksWithoutPack(
  sources: readonly MetricSource[],
  packs: readonly ProbedPack[],
  seen: ReadonlyMap<CheckDefinition, ObservedCheckHistory>,
  { fromMs, toMs }: TimeGrid,
  signal: AbortSignal
): Promise<ReadonlySet<string>> {
  const silent = packs.flatMap((pack) => {
    const own = [...seen].filter(([check]) => check.pack === pack.id && goesWithPack(check, pack));
    const isSilent = own.every(([, { entities, problems }]) => entities.length === 0 && problems.length === 0);
    return isSilent && own.length > 0 ? [{ pack, ids: own.map(([{ id }]) => id) }] : [];
  });
  const names = [...new Set(silent.flatMap(({ pack }) => pack.probes))].sort();
  const span = { seconds: (toMs - fromMs) / 1000 + MEMORY_SECONDS, atMs: toMs };
  const had = await Promise.all(sources.map((source) => metricsHad(source, names, span, signal)));
  return new Set(
    silent.flatMap(({ pack, ids }) => (had.every((one) => !('code' in one) && !isIn(pack, one)) ? ids : []))
  );
}

function planOf(check: CheckDefinition, { selector }: MetricSource, { stepMs }: TimeGrid): Planned {
  return { check, built: historyQueries(narrowed(check, selector), stepMs / 1000) };
}

function distinct(planned: readonly Planned[], { selector }: MetricSource): string[] {
  const ofChecks = planned.flatMap(({ built }) => (built.ok ? expressionsOf(built.queries) : []));
  return [...new Set([aliveQuery(selector), ...ofChecks])];
}

async function askAll(
  source: MetricSource,
  expressions: readonly string[],
  grid: TimeGrid,
  signal: AbortSignal,
  onAnswered: (count: number) => void
): Promise<Answers> {
  const answers = new Map<string, MetricAnswer>();
  const inTurn = pLimit(REQUESTS_AT_ONCE);
  let lost: Reason | null = null;
  const askBatch = async (asked: readonly string[]) => {
    signal.throwIfAborted();
    const outcome: Answers | Reason = lost ?? (await ask(source, asked, grid, signal));
    if ('code' in outcome && (outcome.code === 'source-down' || outcome.code === 'unauthorized')) {
      lost = outcome;
    }
    asked.forEach((expression) => answers.set(expression, answerOf(outcome, expression)));
    onAnswered(asked.length);
  };
  const batches: Array<readonly string[]> = [];
  const perRequest = Math.max(1, Math.floor(STEPS_PER_REQUEST / slotsOf(grid)));
  for (let start = 0; start < expressions.length; start += perRequest) {
    batches.push(expressions.slice(start, start + perRequest));
  }
  await Promise.all(batches.map((batch) => inTurn(askBatch, batch)));
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
  grid: TimeGrid,
  signal: AbortSignal
): Promise<Answers | Reason> {
  const queries = expressions.map((expr, index): MetricQuery => ({
    refId: `q${index}`,
    expr,
    shape: 'range',
    stepSeconds: grid.stepMs / 1000,
  }));
  try {
    const fromMs = grid.fromMs + grid.stepMs - LOOK_BACK_MS;
    const byRef = await source.query({ fromMs, toMs: grid.toMs, queries }, signal);
    return new Map(
      expressions.flatMap((expression, index) => {
        const answer = byRef.get(`q${index}`);
        return answer ? [[expression, answer] as const] : [];
      })
    );
  } catch (error) {
    signal.throwIfAborted();
    return reasonOfThrown(error);
  }
}

/** A source whose targets cannot be counted had something in the steps in which any query of ours found something. */
function aliveSteps(
  { selector }: MetricSource,
  answers: Answers,
  grid: TimeGrid
): { alive: readonly boolean[]; aliveProblem?: Reason } {
  const targets = seriesOf(answers.get(aliveQuery(selector)));
  const problem = 'code' in targets ? { aliveProblem: targets } : {};
  const counted = 'code' in targets || targets.length === 0 ? anySeries(answers) : targets;
  const alive = new Array<boolean>(slotsOf(grid)).fill(false);
  for (const series of counted) {
    onGrid(grid, series).forEach((value, slot) => (alive[slot] ||= value !== null && value !== undefined));
  }
  return { alive, ...problem };
}

function anySeries(answers: Answers): readonly Series[] {
  return [...answers.values()].flatMap((answer) => (answer.ok ? answer.series : []));
}

/** What all sources say of one check. */
function observed(
  check: CheckDefinition,
  index: number,
  asked: readonly Answered[],
  before: SeenBefore,
  grid: TimeGrid
): ObservedCheckHistory {
  const entities: ObservedHistory[] = [];
  const problems: SourceProblem[] = [];
  for (const { source, planned, answers, alive } of asked) {
    const built = planned[index]?.built ?? { ok: false, message: 'nothing was asked' };
    const then = before.get(check.id);
    const own = (then?.entities ?? []).filter(({ sourceUid }) => sourceUid === source.uid);
    const untold = then?.evidence.find(({ sourceUid }) => sourceUid === source.uid)?.problem;
    const seen =
      untold ??
      (built.ok
        ? observeSource(check, built.queries, { source, answers, alive }, own, grid)
        : ({ code: 'query-error', detail: built.message } satisfies Reason));
    if ('code' in seen) {
      problems.push({ sourceUid: source.uid, sourceName: source.name, reason: seen });
    } else {
      // Not push(...seen): tens of thousands of arguments overflow the stack.
      seen.forEach((entity) => entities.push(entity));
    }
  }
  return { entities, problems };
}

/** Without one of a check's answers a pass could not be trusted. */
function observeSource(
  check: CheckDefinition,
  { value, presence, gap }: Extract<PromQueriesResult, { ok: true }>['queries'],
  { source, answers, alive }: Omit<Answered, 'planned'>,
  before: readonly ObservedEntity[],
  grid: TimeGrid
): ObservedHistory[] | Reason {
  let problem: Reason | undefined;
  const series = (expression: string): readonly Series[] => {
    const one = wholeSeriesOf(answers.get(expression));
    if ('code' in one) {
      problem ??= one;
      return [];
    }
    return one;
  };
  const read = {
    rows: series(value),
    presence: series(presence),
    ...(gap && { gap: { series: series(gap.expr), expected: gap.expected } }),
    alive,
    before,
  };
  return problem ?? observeHistory(check, read, source.uid, grid);
}
