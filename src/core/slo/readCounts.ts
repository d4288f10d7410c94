import pLimit from 'p-limit';
import { reasonOfThrown, wholeSeriesOf } from '../check/answers';
import type { MetricAnswer, MetricSource } from '../check/ports';
import { isReason, type Reason } from '../check/verdict';
import { collect } from './collect';
import { appended, finalPart, usable, type CachedStretch, type CountCache } from './countCache';
import { exclusionsOf, type Exclusion, type GroupCounts } from './counts';
import { edgesOf, FINE_MS, type Edges } from './edges';
import type { Objective } from './objective';
import { isSame, type Part, type PartsRead } from './parts';
import { planAsks } from './plan';
import { gridOf, joined, stretchesOf, type Stretch } from './stretches';
import { takenOf } from './takes';
import type { Span } from './window';

/** What is read of many objectives at once. */
export interface CountsRequest {
  objectives: readonly Objective[];
  /** The source that an objective names, or the one that is asked without; undefined when there is none. */
  sourceOf: (objective: Objective) => MetricSource | undefined;
  span: Span;
  /** Instants that have to lie between buckets: where calendar windows begin and end. */
  boundariesMs: readonly number[];
  exclusions: readonly Exclusion[];
  nowMs: number;
  cache: CountCache;
  signal: AbortSignal;
  /** What was read before: of an objective of which nothing else is found now, its very groups are returned. */
  earlier?: ReadonlyMap<string, CountsReading>;
  /** Called when a request was answered. */
  onProgress?: (done: number, of: number) => void;
}

/** What is known of an objective's past. */
export type CountsReading =
  | {
      ok: true;
      source: { uid: string; name: string };
      /** None: nothing was ever counted. */
      groups: readonly GroupCounts[];
      /** What was asked, an hour's buckets first; for Explore. */
      queries: readonly string[];
      read: PartsRead;
      /** Buckets of the span, and how many of them came out of the cache. */
      buckets: number;
      cached: number;
    }
  | { ok: false; source?: { uid: string; name: string }; reason: Reason };

/** Requests to one source at the same time. */
const CONCURRENCY = 2;
/** Objectives in one request: an answer of a month stays below 2 MB. */
const MAX_OBJECTIVES = 60;

/** Hours older than this are not kept. */
const KEPT_MS = 400 * 86_400_000;

/** The version of what is kept; a new one forgets everything. */
const CACHE_VERSION = 1;

/** One objective's part of a stretch: what is kept of it and from where the rest is asked. */
interface Wanted {
  objective: Objective;
  source: MetricSource;
  key: string;
  stretch: Stretch;
  kept: CachedStretch | undefined;
  askFromMs: number;
}

type Found = CachedStretch | Reason;

/**
 * Reads the counts of all objectives: what is kept is not asked again, the rest in as few requests as the time ranges allow. Never
 * rejects but for an abort: what could not be read says why, objective by objective.
 */
export async function readCounts(request: CountsRequest): Promise<ReadonlyMap<string, CountsReading>> {
  const { objectives, sourceOf, nowMs, cache, signal } = request;
  const asked = objectives.filter((objective) => objective.sli.kind !== 'composite');
  const edges = edgesByObjective(asked, request);
  const wanted = await wantedOf(asked, edges, request);
  const found = await askAll(wanted, request);
  signal.throwIfAborted();
  await cache.write(toKeep(wanted, found, nowMs));
  const byObjective = new Map(asked.map((objective) => [objective, new Array<Wanted>()]));
  wanted.forEach((item) => byObjective.get(item.objective)?.push(item));
  return new Map(
    [...byObjective].map(([objective, own]) => [
      objective.id,
      readingOf(
        objective,
        sourceOf(objective),
        edges.get(objective.id),
        own,
        found,
        request.earlier?.get(objective.id)
      ),
    ])
  );
}

/** Most have nothing left out, and share their edges. */
function edgesByObjective(
  objectives: readonly Objective[],
  { span, boundariesMs, nowMs, exclusions }: CountsRequest
): ReadonlyMap<string, Edges> {
  const plain = edgesOf(span, boundariesMs, nowMs, []);
  return new Map(
    objectives.map(({ id }) => {
      const own = exclusionsOf(exclusions, id, span);
      return [id, own.length === 0 ? plain : edgesOf(span, boundariesMs, nowMs, own)];
    })
  );
}

/** What the cache and the server are asked for: the same SLI of two objectives is one. */
function keyOf({ sli, method, groupBy }: Objective, uid: string, stretch: Stretch, isLast: boolean): string {
  const place = stretch.stepMs === FINE_MS && !isLast ? stretch.fromMs : null;
  return JSON.stringify([CACHE_VERSION, uid, sli, method, groupBy, stretch.stepMs, place]);
}

async function wantedOf(
  objectives: readonly Objective[],
  edges: ReadonlyMap<string, Edges>,
  { sourceOf, nowMs, cache }: CountsRequest
): Promise<readonly Wanted[]> {
  // Most have the same edges, and so the same stretches.
  const cuts = new Map([...new Set(edges.values())].map((own) => [own, stretchesOf(own)]));
  const plain = objectives.flatMap((objective) => {
    const source = sourceOf(objective);
    const own = edges.get(objective.id);
    const stretches = (own && cuts.get(own)) ?? [];
    return source === undefined
      ? []
      : stretches.map((stretch, index) => {
          const key = keyOf(objective, source.uid, stretch, index === stretches.length - 1);
          return { objective, source, stretch, key };
        });
  });
  const kept = await cache.read(plain.map(({ key }) => key));
  return plain.map((item) => {
    const own = usable(kept.get(item.key), item.stretch, nowMs);
    return { ...item, kept: own, askFromMs: own?.toMs ?? item.stretch.fromMs };
  });
}

/** Asks what is not kept, grouped by source and time range. */
async function askAll(wanted: readonly Wanted[], request: CountsRequest): Promise<ReadonlyMap<Wanted, Found>> {
  const batches = batchesOf(wanted.filter(({ askFromMs, stretch }) => askFromMs < stretch.toMs));
  const limits = new Map<string, ReturnType<typeof pLimit>>();
  let done = 0;
  const found = new Map<Wanted, Found>();
  await Promise.all(
    batches.map(async (batch) => {
      const { source } = batch.items[0];
      const limit = limits.get(source.uid) ?? pLimit(CONCURRENCY);
      limits.set(source.uid, limit);
      const answers = await limit(() => askBatch(batch, request));
      answers.forEach((answer, item) => found.set(item, answer));
      done += 1;
      request.onProgress?.(done, batches.length);
    })
  );
  return found;
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

async function askBatch(
  { items, stretch }: Batch,
  { nowMs, signal }: CountsRequest
): Promise<ReadonlyMap<Wanted, Found>> {
  const stepSeconds = stretch.stepMs / 1000;
  const asks = planAsks(
    items.map(({ objective }) => objective),
    stepSeconds
  );
  const queries = asks.map(({ expr }, index) => ({ refId: `q${index}`, expr, shape: 'range' as const, stepSeconds }));
  let answers: ReadonlyMap<string, MetricAnswer>;
  try {
    // The first bucket's sample stands at its end.
    const range = { fromMs: stretch.fromMs + stretch.stepMs, toMs: stretch.toMs };
    answers = await items[0].source.query({ ...range, queries }, signal);
  } catch (error) {
    signal.throwIfAborted();
    const reason = reasonOfThrown(error);
    return new Map(items.map((item) => [item, reason]));
  }
  const taken = takenOf(
    asks,
    asks.map((_, index) => wholeSeriesOf(answers.get(`q${index}`)))
  );
  return new Map(
    items.map((item) => {
      const own = taken(item.objective);
      const found = isReason(own)
        ? own
        : { ...stretch, readMs: nowMs, groups: collect(item.objective, own, gridOf(stretch)) };
      return [item, found];
    })
  );
}

function toKeep(
  wanted: readonly Wanted[],
  found: ReadonlyMap<Wanted, Found>,
  nowMs: number
): ReadonlyMap<string, CachedStretch> {
  const entries = new Map<string, CachedStretch>();
  for (const item of wanted) {
    const read = found.get(item);
    if (!read || isReason(read) || !finalPart(read, read.fromMs, nowMs)) {
      continue;
    }
    const keepFromMs = item.stretch.stepMs === FINE_MS ? item.stretch.fromMs : nowMs - KEPT_MS;
    const part = finalPart(appended(item.kept, read), keepFromMs, nowMs);
    if (part) {
      entries.set(item.key, part);
    }
  }
  return entries;
}

function readingOf(
  objective: Objective,
  source: MetricSource | undefined,
  edges: Edges | undefined,
  wanted: readonly Wanted[],
  found: ReadonlyMap<Wanted, Found>,
  earlier: CountsReading | undefined
): CountsReading {
  if (!source || !edges) {
    const detail =
      objective.sourceUid === undefined
        ? 'No metric source is set up.'
        : `There is no data source ${objective.sourceUid}.`;
    return { ok: false, reason: { code: 'not-connected', detail } };
  }
  const at = { uid: source.uid, name: source.name };
  const parts: Part[] = [];
  let asked = 0;
  for (const item of wanted) {
    const read = found.get(item);
    if (read && isReason(read)) {
      return { ok: false, source: at, reason: read };
    }
    const known = read ? appended(item.kept, read) : item.kept;
    parts.push(...(known ? [{ key: item.key, stretch: item.stretch, known }] : []));
    asked += read ? gridOf(read).count : 0;
  }
  const read = { edges, parts };
  const buckets = Math.max(0, edges.edgesMs.length - 1);
  return {
    ok: true,
    source: at,
    groups:
      earlier?.ok && isSame(earlier.read, read)
        ? earlier.groups
        : joined(
            objective,
            edges,
            parts.map(({ known }) => known)
          ),
    read,
    get queries() {
      return planAsks([objective], edges.coarseMs / 1000).map(({ expr }) => expr);
    },
    buckets,
    cached: buckets - asked,
  };
}
