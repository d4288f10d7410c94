import { reasonOfThrown } from '../check/answers';
import type { MetricSource } from '../check/ports';
import type { Reason } from '../check/verdict';
import type { JournalEvent } from '../journal/event';
import type { Journal } from '../journal/journal';
import { zoneOf, type Settings } from '../settings/settings';
import type { CountCache } from './countCache';
import { OBJECTIVES_LIST } from './event';
import { exclusionsIn, type SaidExclusion } from './fold';
import type { Objective } from './objective';
import { objectivesOf, type Objectives } from './objectives';
import { recordedAt } from './recorded';
import type { Period, Scorecard } from './scorecard';

const DAY_MS = 86_400_000;
/** Exclusions are entered near their time; the longest window is a year. */
const EXCLUSIONS_DAYS = 400;

/** What objectives are read with. */
export interface DeskPorts {
  settings: Settings;
  journal: Journal;
  /** Where recorded objectives of others are looked for. */
  metricSources: readonly MetricSource[];
  /** The source of a uid, or the one that is asked without; undefined when there is none. */
  metricSource: (uid?: string) => MetricSource | undefined;
  cache: CountCache;
}

/** What was promised: known before anything is measured. */
export interface Promised extends Objectives {
  exclusions: readonly SaidExclusion[];
  /** Why the journal could not be read: its definitions are missing then, and nothing is left out. Null when it was. */
  journalFailed: Reason | null;
  /** Sources that could not be asked whether others record objectives there. */
  unsearched: ReadonlyArray<{ name: string; reason: Reason }>;
}

/** Objectives as pages, checks, the report and the command line read them. */
export interface ObjectivesDesk {
  /**
   * Definitions and exclusions. Rejects only when it is aborted.
   * @param atMs An instant of the past at which what others record is looked for; now without.
   */
  promised(nowMs: number, signal: AbortSignal, atMs?: number): Promise<Promised>;
  /** Measures and judges them. Rejects only when it is aborted. */
  measure(
    what: {
      objectives: readonly Objective[];
      exclusions: readonly SaidExclusion[];
      periods: readonly Period[];
      nowMs: number;
      /** Nothing comes out of the cache, and nothing is kept. */
      isFresh?: boolean;
    },
    signal: AbortSignal,
    onProgress?: (done: number, of: number) => void
  ): Promise<Scorecard>;
  /** What it is read from, for who asks it something else; undefined when there is no such source. */
  sourceOf(objective: Objective): MetricSource | undefined;
}

const NO_CACHE: CountCache = { read: async () => new Map(), write: async () => undefined };

export function objectivesDesk(ports: DeskPorts): ObjectivesDesk {
  const { settings, metricSource, cache } = ports;
  const search = searchOf(ports.metricSources);
  const sourceOf = ({ sourceUid }: Objective) => metricSource(sourceUid);
  let last: Scorecard | undefined;
  return {
    promised: async (nowMs, signal, atMs) => {
      const [own, found] = await Promise.all([
        ownPromises(ports, { fromMs: (atMs ?? nowMs) - EXCLUSIONS_DAYS * DAY_MS, nowMs }, signal),
        atMs === undefined ? search(nowMs, signal) : searchAt(ports.metricSources, atMs, signal),
      ]);
      const taken = new Set(own.objectives.map(({ id }) => id));
      const adopted = found.objectives.filter(({ id }) => !taken.has(id));
      return { ...own, objectives: [...own.objectives, ...adopted], unsearched: found.unsearched };
    },
    // Loaded when somebody measures: no screen begins with it.
    measure: async ({ isFresh = false, ...what }, signal, onProgress) => {
      const { readScorecard } = await import('./scorecard');
      const scorecard = await readScorecard({
        ...what,
        sourceOf,
        zone: zoneOf(settings),
        cache: isFresh ? NO_CACHE : cache,
        signal,
        ...(!isFresh && last && { earlier: last }),
        ...(onProgress && { onProgress }),
      });
      last = isFresh ? last : scorecard;
      return scorecard;
    },
    sourceOf,
  };
}

/** How long what others record is taken to be the same. */
const SEARCH_MS = 600_000;

type Search = Pick<Promised, 'objectives' | 'unsearched'>;

/** Looks for recorded objectives, again after ten minutes, or at once when a source did not answer. */
function searchOf(sources: readonly MetricSource[]): (nowMs: number, signal: AbortSignal) => Promise<Search> {
  let last: { foundMs: number; search: Search } | null = null;
  return async (nowMs, signal) => {
    if (last === null || nowMs - last.foundMs > SEARCH_MS || last.search.unsearched.length > 0) {
      last = { foundMs: nowMs, search: await searchAt(sources, nowMs, signal) };
    }
    return last.search;
  };
}

async function searchAt(sources: readonly MetricSource[], atMs: number, signal: AbortSignal): Promise<Search> {
  const found = await Promise.all(sources.map((source) => recordedAt(source, atMs, signal)));
  const unsearched = found.flatMap(({ failed }, index) =>
    failed ? [{ name: sources[index]?.name ?? '', reason: failed }] : []
  );
  const seen = new Map(found.flatMap(({ objectives }) => objectives.map((one) => [one.id, one] as const)));
  return { objectives: [...seen.values()], unsearched };
}

async function ownPromises(
  { settings, journal }: DeskPorts,
  { fromMs, nowMs }: { /** Of exclusions. */ fromMs: number; nowMs: number },
  signal: AbortSignal
): Promise<Omit<Promised, 'unsearched'>> {
  const read = async (eventClass: 'tpl' | 'chg', readFromMs: number): Promise<readonly JournalEvent[]> => {
    const { events } = await journal.read(
      { list: OBJECTIVES_LIST, class: eventClass, fromMs: readFromMs, toMs: nowMs + DAY_MS },
      signal
    );
    return events;
  };
  const isDefined = (settings.activeObjectives ?? []).length > 0;
  try {
    const [defined, changed] = await Promise.all([isDefined ? read('tpl', 0) : [], read('chg', fromMs)]);
    return { ...objectivesOf(settings, defined), exclusions: exclusionsIn(changed), journalFailed: null };
  } catch (error) {
    signal.throwIfAborted();
    return { ...objectivesOf(settings, []), exclusions: [], journalFailed: reasonOfThrown(error) };
  }
}
