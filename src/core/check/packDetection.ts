import { reasonOfThrown, wholeSeriesOf } from './answers';
import type { CheckDefinition } from './definition';
import { promDuration } from './macros';
import type { IndexedSource, MetricSource } from './ports';
import { MEMORY_SECONDS } from './promQueries';
import type { Reason } from './verdict';

/** A pack with the metrics that show that it has data. */
export interface ProbedPack {
  id: string;
  title: string;
  /** None: it always counts. */
  probes: readonly string[];
  /** Ids of checks that no metric of its own tells of, such as whether a target is up: they are asked all the same. */
  always: readonly string[];
}

/** What one source has: its metrics of the probes within 30 days, or why that is not known. */
export interface SourceProbes {
  uid: string;
  name: string;
  had: ReadonlySet<string> | Reason;
}

/** Which packs have data where. */
export interface FoundPacks {
  packs: readonly ProbedPack[];
  sources: readonly SourceProbes[];
  /** Set where not one of the sources has a single metric. */
  nothing?: Reason;
  /** Whether a source is asked about a check: it had something of its pack within 30 days, or may have had. */
  isAsked: (check: Pick<CheckDefinition, 'id' | 'pack'>, uid: string) => boolean;
}

/** Finds which packs have data in which of the sources, once an hour (decision 0020). */
export interface PackDetection {
  packs: () => Promise<readonly ProbedPack[]>;
  /** Rejects only when the signal aborts. */
  find: (nowMs: number, signal: AbortSignal) => Promise<FoundPacks>;
}

const KEPT_MS = 3_600_000;
const LISTS_NOTHING: Reason = { code: 'no-data', detail: 'It lists no metrics.' };

interface Kept {
  had: ReadonlySet<string>;
  atMs: number;
}

/** @param packs Loaded when they are looked for; without any, everything is asked of every source. */
export function packDetection(
  sources: readonly IndexedSource[],
  packs: () => Promise<readonly ProbedPack[]>
): PackDetection {
  const kept = new Map<string, Kept>();
  const asking = new Map<string, Promise<ReadonlySet<string> | Reason>>();

  /** Looks that begin together ask once; where whoever asked gave up, the next one asks. */
  async function ask(source: IndexedSource, probes: readonly string[], nowMs: number, signal: AbortSignal) {
    const key = `${Math.floor(nowMs / KEPT_MS)} ${source.uid}`;
    const other = asking.get(key);
    if (other !== undefined) {
      try {
        return await other;
      } catch {
        signal.throwIfAborted();
      }
    }
    const own = probesHad(source, probes, nowMs, signal);
    asking.set(key, own);
    try {
      return await own;
    } finally {
      asking.delete(key);
    }
  }

  async function probesOf(source: IndexedSource, probes: readonly string[], nowMs: number, signal: AbortSignal) {
    const { uid, name } = source;
    const known = kept.get(uid);
    if (known !== undefined && nowMs >= known.atMs && nowMs < known.atMs + KEPT_MS) {
      return { uid, name, had: known.had };
    }
    const had = await ask(source, probes, nowMs, signal);
    if (!('code' in had)) {
      kept.set(uid, { had, atMs: nowMs });
    }
    return { uid, name, had };
  }

  return {
    packs,
    async find(nowMs, signal) {
      const all = await packs();
      const probes = [...new Set(all.flatMap((pack) => pack.probes))].sort();
      return foundPacks(all, await Promise.all(sources.map((source) => probesOf(source, probes, nowMs, signal))));
    },
  };
}

function foundPacks(packs: readonly ProbedPack[], sources: readonly SourceProbes[]): FoundPacks {
  const byId = new Map<string, ProbedPack>();
  for (const pack of packs) {
    const other = byId.get(pack.id);
    byId.set(pack.id, other === undefined ? pack : joined(other, pack));
  }
  const hadBy = new Map(sources.map(({ uid, had }) => [uid, had]));
  const isSilent = sources.length > 0 && sources.every(({ had }) => had === LISTS_NOTHING);
  return {
    packs: [...byId.values()],
    sources,
    ...(isSilent && { nothing: { code: 'no-data', detail: 'No source of metrics lists a single one.' } }),
    isAsked(check, uid) {
      const pack = byId.get(check.pack);
      const had = hadBy.get(uid);
      return pack === undefined || had === undefined || 'code' in had || !goesWithPack(check, pack) || isIn(pack, had);
    },
  };
}

/** Somebody's own file may add checks to a pack. */
function joined(a: ProbedPack, b: ProbedPack): ProbedPack {
  const both = (field: 'probes' | 'always') => [...new Set([...a[field], ...b[field]])];
  return { ...a, probes: both('probes'), always: both('always') };
}

/** Whether there is nothing for a check to look at where there is nothing of its pack. */
export function goesWithPack({ id }: Pick<CheckDefinition, 'id'>, { probes, always }: ProbedPack): boolean {
  return probes.length > 0 && !always.includes(id);
}

/** Whether something of the pack is among the metrics. */
export function isIn({ probes }: ProbedPack, metrics: ReadonlySet<string>): boolean {
  return probes.some((name) => metrics.has(name));
}

/**
 * Which of the metrics a source had within 30 days. Its index tells most of them at once; what the index lacks is asked for by
 * name, because there are servers whose index is that of the last hours.
 */
async function probesHad(
  source: IndexedSource,
  probes: readonly string[],
  nowMs: number,
  signal: AbortSignal
): Promise<ReadonlySet<string> | Reason> {
  if (probes.length === 0) {
    return new Set();
  }
  const indexed = await indexOf(source, nowMs, signal);
  if ('code' in indexed) {
    return indexed;
  }
  const lacking = probes.filter((name) => !indexed.has(name));
  const others = await metricsHad(source, lacking, { seconds: MEMORY_SECONDS, atMs: nowMs }, signal);
  return 'code' in others ? others : new Set([...probes.filter((name) => indexed.has(name)), ...others]);
}

/** A source without a single metric is one that does not tell. */
async function indexOf(
  source: IndexedSource,
  nowMs: number,
  signal: AbortSignal
): Promise<ReadonlySet<string> | Reason> {
  try {
    const range = { fromMs: nowMs - MEMORY_SECONDS * 1000, toMs: nowMs };
    const names = await source.metricNames(range, signal);
    return names.size === 0 ? LISTS_NOTHING : names;
  } catch (error) {
    signal.throwIfAborted();
    return reasonOfThrown(error);
  }
}

/** Which of the metrics had a sample within the seconds before a moment. Cheap for those that had none. */
export async function metricsHad(
  source: MetricSource,
  names: readonly string[],
  { seconds, atMs }: { seconds: number; atMs: number },
  signal: AbortSignal
): Promise<ReadonlySet<string> | Reason> {
  if (names.length === 0) {
    return new Set();
  }
  const own = source.selector === undefined ? '' : `,${source.selector}`;
  const samples = `last_over_time({__name__=~"${names.join('|')}"${own}}[${promDuration(seconds)}])`;
  // Answers come without the name of the metric.
  const expr = `group by (metric) (label_replace(${samples}, "metric", "$1", "__name__", "(.+)"))`;
  try {
    const request = {
      fromMs: atMs - seconds * 1000,
      toMs: atMs,
      queries: [{ refId: 'packs', expr, shape: 'instant' as const }],
    };
    const series = wholeSeriesOf((await source.query(request, signal)).get('packs'));
    if ('code' in series) {
      return series;
    }
    const had = series.map(({ labels }) => labels['metric'] ?? '');
    return had.includes('') ? { code: 'bad-response', detail: 'It does not tell metrics by name.' } : new Set(had);
  } catch (error) {
    signal.throwIfAborted();
    return reasonOfThrown(error);
  }
}
