import pLimit from 'p-limit';
import { reasonOfThrown, wholeSeriesOf } from '../check/answers';
import type { MetricAnswer, MetricRequest, MetricSource } from '../check/ports';
import { bugOf, isReason, type Reason } from '../check/verdict';
import { isSameAnswer, type Answer } from './answer';
import { collect } from './collect';
import { finalBefore, type CachedStretch } from './countCache';
import type { Objective } from './objective';
import { planAsks, type Ask } from './plan';
import { isSameRow } from './row';
import { gridOf, type Stretch } from './stretches';
import { takenOf } from './takes';

/** One objective's part of a stretch: what is kept of it and from where the rest is asked. */
export interface Wanted {
  objective: Objective;
  source: MetricSource;
  key: string;
  stretch: Stretch;
  kept: CachedStretch | undefined;
  askFromMs: number;
}

export type Found = CachedStretch | Reason;

/** A request as it was asked: who asks the same of the same again plans nothing anew. */
export interface Asked {
  sourceUid: string;
  objectives: readonly Objective[];
  stepMs: number;
  asks: readonly Ask[];
  /** Of a stretch that is asked for again as it is, for nothing of it is final: the same rows tell the same. */
  answer?: Answer;
}

interface AskContext {
  nowMs: number;
  signal: AbortSignal;
  /** What was asked before. */
  before: readonly Asked[];
  /** Called when a request was answered. */
  onProgress?: (done: number, of: number) => void;
}

/** Requests to one source at the same time. */
const CONCURRENCY = 2;
/** Objectives in one request: an answer of a month stays below 2 MB. */
const MAX_OBJECTIVES = 60;

/** Asks what is not kept, grouped by source and time range. Rejects only when it is aborted. */
export async function askAll(
  wanted: readonly Wanted[],
  context: AskContext
): Promise<{ found: ReadonlyMap<Wanted, Found>; asked: readonly Asked[] }> {
  const batches = batchesOf(wanted.filter(({ askFromMs, stretch }) => askFromMs < stretch.toMs));
  const limits = new Map<string, ReturnType<typeof pLimit>>();
  let done = 0;
  const found = new Map<Wanted, Found>();
  const asked = await Promise.all(
    batches.map(async (batch) => {
      const { source } = batch.items[0];
      const limit = limits.get(source.uid) ?? pLimit(CONCURRENCY);
      limits.set(source.uid, limit);
      const answered = await limit(() => askBatch(batch, context));
      batch.items.forEach((item, index) =>
        found.set(item, answered.found[index] ?? bugOf('an objective was left out'))
      );
      done += 1;
      context.onProgress?.(done, batches.length);
      return answered.asked;
    })
  );
  return { found, asked };
}

interface Batch {
  items: readonly [Wanted, ...Wanted[]];
  stretch: Stretch;
}

function batchesOf(wanted: readonly Wanted[]): readonly Batch[] {
  const groups = new Map<string, Wanted[]>();
  for (const item of wanted) {
    const { source, stretch, askFromMs } = item;
    const key = [source.uid, stretch.stepMs, askFromMs, stretch.toMs].join(' ');
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return [...groups.values()].flatMap((group) => {
    const batches: Batch[] = [];
    for (let from = 0; from < group.length; from += MAX_OBJECTIVES) {
      const [first, ...rest] = group.slice(from, from + MAX_OBJECTIVES);
      if (first) {
        const stretch = { fromMs: first.askFromMs, toMs: first.stretch.toMs, stepMs: first.stretch.stepMs };
        batches.push({ items: [first, ...rest], stretch });
      }
    }
    return batches;
  });
}

/** What is found, in the order of the items. */
async function askBatch(
  { items, stretch }: Batch,
  { nowMs, signal, before }: AskContext
): Promise<{ found: readonly Found[]; asked: Asked }> {
  const { source } = items[0];
  const { stepMs } = stretch;
  const objectives = items.map(({ objective }) => objective);
  const same = before.find(
    (one) => one.sourceUid === source.uid && one.stepMs === stepMs && isSameRow(one.objectives, objectives)
  );
  const asks = same?.asks ?? planAsks(objectives, stepMs / 1000);
  const asked: Asked = { sourceUid: source.uid, objectives, stepMs, asks };
  let answers: ReadonlyMap<string, MetricAnswer>;
  try {
    answers = await source.query(requestOf(asks, stretch), signal);
  } catch (error) {
    signal.throwIfAborted();
    const reason = reasonOfThrown(error);
    return { found: items.map(() => reason), asked };
  }
  const rows = asks.map((_, index) => wholeSeriesOf(answers.get(refIdOf(index))));
  if (same?.answer && isSameAnswer(same.answer, stretch, rows)) {
    return { found: same.answer.found, asked: same };
  }
  const taken = takenOf(asks, rows);
  const found = objectives.map((objective): Found => {
    const own = taken(objective);
    return isReason(own) ? own : { ...stretch, readMs: nowMs, groups: collect(objective, own, gridOf(stretch)) };
  });
  // What is kept is not asked for again, and the rows of a month are much to remember.
  const isKept = finalBefore(nowMs, stepMs) >= stretch.fromMs + stepMs;
  return { found, asked: isKept ? asked : { ...asked, answer: { stretch, rows, found } } };
}

function requestOf(asks: readonly Ask[], { fromMs, toMs, stepMs }: Stretch): MetricRequest {
  const queries = asks.map(({ expr }, index) => ({
    refId: refIdOf(index),
    expr,
    shape: 'range' as const,
    stepSeconds: stepMs / 1000,
  }));
  // The first bucket's sample stands at its end.
  return { fromMs: fromMs + stepMs, toMs, queries };
}

const refIdOf = (index: number) => `q${index}`;
