import type { MetricSource } from '../check/ports';
import { isReason, type Reason } from '../check/verdict';
import { askAll, type Asked, type Found, type Wanted } from './asking';
import { finalPart, holesDueMs, usable, type CachedStretch, type CountCache } from './countCache';
import { exclusionsOf, type Exclusion, type GroupCounts } from './counts';
import { edgesOf, FINE_MS, type Edges } from './edges';
import type { Objective } from './objective';
import { isSame, partOf, type Part, type PartsRead } from './parts';
import { planAsks } from './plan';
import { isAlike, isSameRow } from './row';
import { gridOf, joined, stretchesOf, type Stretch } from './stretches';
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
  earlier?: CountsRead;
  /** Called when a request was answered. */
  onProgress?: (done: number, of: number) => void;
}

export interface CountsRead {
  /** By the objective's id; none of a composite. */
  readings: ReadonlyMap<string, CountsReading>;
  asked: readonly Asked[];
  /** What was to be read, for who asks the same again; null when the cache holds more by now. */
  plan: Plan | null;
}

/** What is to be read, and for which question: its span ends with a bucket, so that it holds for five minutes at most. */
interface Plan extends Pick<CountsRequest, 'objectives' | 'span' | 'boundariesMs' | 'exclusions'> {
  /** Uid of each objective's source. */
  sources: ReadonlyArray<string | undefined>;
  edges: ReadonlyMap<string, Edges>;
  wanted: readonly Wanted[];
  /** From then on a hole of what is kept is to be read again, ms. */
  untilMs: number;
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

/** Hours older than this are not kept. */
const KEPT_MS = 400 * 86_400_000;

/** The version of what is kept; a new one forgets everything. */
const CACHE_VERSION = 1;

/**
 * Reads the counts of all objectives: what is kept is not asked again, the rest in as few requests as the time ranges allow. Never
 * rejects but for an abort: what could not be read says why, objective by objective.
 */
export async function readCounts(request: CountsRequest): Promise<CountsRead> {
  const { objectives, sourceOf, nowMs, cache, signal, earlier, onProgress } = request;
  const counted = objectives.filter((objective) => objective.sli.kind !== 'composite');
  const before = earlier?.plan && isPlanOf(earlier.plan, request) ? earlier.plan : null;
  const edges = before?.edges ?? edgesByObjective(counted, request);
  const wanted = before ? atSources(before.wanted, sourceOf) : await wantedOf(counted, edges, request);
  const { found, asked } = await askAll(wanted, {
    nowMs,
    signal,
    before: earlier?.asked ?? [],
    ...(onProgress && { onProgress }),
  });
  signal.throwIfAborted();
  if (before && earlier && isSameRow(asked, earlier.asked)) {
    return earlier;
  }
  const parts = partsOf(wanted, found);
  const toWrite = toKeep(parts, nowMs);
  await cache.write(toWrite);
  const byObjective = new Map(counted.map((objective) => [objective, new Array<Part | Reason>()]));
  parts.forEach((part, { objective }) => byObjective.get(objective)?.push(part));
  const readings = [...byObjective].map(([objective, own]) => {
    const at = { source: sourceOf(objective), edges: edges.get(objective.id) };
    return [objective.id, readingOf(objective, at, own, earlier?.readings.get(objective.id))] as const;
  });
  const plan = toWrite.size > 0 ? null : { ...(before ?? planOf(request, wanted)), edges, wanted };
  return { readings: new Map(readings), asked, plan };
}

function planOf(request: CountsRequest, wanted: readonly Wanted[]) {
  const { objectives, span, boundariesMs, exclusions, nowMs } = request;
  const due = wanted.flatMap(({ kept }) => (kept ? [holesDueMs(kept)] : []));
  // What is due and has no hole is due for ever.
  const untilMs = Math.min(...due.filter((ms) => ms > nowMs));
  return { objectives, span, boundariesMs, exclusions, sources: sourcesOf(request), untilMs };
}

function sourcesOf({ objectives, sourceOf }: CountsRequest): Plan['sources'] {
  return objectives.map((objective) => sourceOf(objective)?.uid);
}

/** Whether a plan was made for the same objectives at the same sources, over the same time and without the same. */
function isPlanOf(plan: Plan, request: CountsRequest): boolean {
  const { objectives, span, boundariesMs, exclusions, nowMs } = request;
  return (
    nowMs < plan.untilMs &&
    isSameRow(plan.objectives, objectives) &&
    isSameRow(plan.sources, sourcesOf(request)) &&
    isAlike([plan.span, plan.boundariesMs, plan.exclusions], [span, boundariesMs, exclusions])
  );
}

/** A source is the same by its uid. */
function atSources(wanted: readonly Wanted[], sourceOf: CountsRequest['sourceOf']): readonly Wanted[] {
  return wanted.map((item) => ({ ...item, source: sourceOf(item.objective) ?? item.source }));
}

/** Most have nothing left out, and share their edges. Those of before are the very same ones. */
function edgesByObjective(
  objectives: readonly Objective[],
  { span, boundariesMs, nowMs, exclusions, earlier }: CountsRequest
): ReadonlyMap<string, Edges> {
  const before = new Set([...(earlier?.readings.values() ?? [])].flatMap((one) => (one.ok ? [one.read.edges] : [])));
  const cut = (own: readonly Exclusion[]) => {
    const edges = edgesOf(span, boundariesMs, nowMs, own);
    return [...before].find((one) => isSameRow(one.edgesMs, edges.edgesMs) && one.coarseMs === edges.coarseMs) ?? edges;
  };
  const plain = cut([]);
  return new Map(
    objectives.map(({ id }) => {
      const own = exclusionsOf(exclusions, id, span);
      return [id, own.length === 0 ? plain : cut(own)];
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

/** What is known of each, or why it could not be read; nothing where nothing is known. */
function partsOf(wanted: readonly Wanted[], found: ReadonlyMap<Wanted, Found>): ReadonlyMap<Wanted, Part | Reason> {
  const parts = new Map<Wanted, Part | Reason>();
  for (const item of wanted) {
    const read = found.get(item);
    const part = isReason(read) ? read : partOf(item, read);
    if (part) {
      parts.set(item, part);
    }
  }
  return parts;
}

function toKeep(parts: ReadonlyMap<Wanted, Part | Reason>, nowMs: number): ReadonlyMap<string, CachedStretch> {
  const entries = new Map<string, CachedStretch>();
  for (const [{ key, stretch }, part] of parts) {
    if (isReason(part) || !part.read || !finalPart(part.read, part.read.fromMs, nowMs)) {
      continue;
    }
    const keepFromMs = stretch.stepMs === FINE_MS ? stretch.fromMs : nowMs - KEPT_MS;
    const kept = finalPart(part.known, keepFromMs, nowMs);
    if (kept) {
      entries.set(key, kept);
    }
  }
  return entries;
}

function readingOf(
  objective: Objective,
  { source, edges }: { source: MetricSource | undefined; edges: Edges | undefined },
  found: ReadonlyArray<Part | Reason>,
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
  const failed = found.find(isReason);
  if (failed) {
    return { ok: false, source: at, reason: failed };
  }
  const parts = found.filter((part): part is Part => !isReason(part));
  const read = { edges, parts };
  const buckets = Math.max(0, edges.edgesMs.length - 1);
  const asked = parts.reduce((sum, part) => sum + (part.read ? gridOf(part.read).count : 0), 0);
  const isKnown = earlier?.ok === true && isSame(earlier.read, read);
  return {
    ok: true,
    source: at,
    groups: isKnown
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
