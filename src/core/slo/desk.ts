import type { MetricSource } from '../check/ports';
import { zoneOf } from '../settings/settings';
import type { CountCache } from './countCache';
import type { SaidExclusion } from './fold';
import type { Objective } from './objective';
import type { DeskPorts, Promised, Search } from './promises';
import { isSameRow } from './row';
import type { Period, ReadScorecard, Scorecard } from './scorecard';

const DAY_MS = 86_400_000;
/** Exclusions are entered near their time; the longest window is a year. */
const EXCLUSIONS_DAYS = 400;

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
  const known = knownObjectives();
  const sourceOf = ({ sourceUid }: Objective) => metricSource(sourceUid);
  let last: ReadScorecard | undefined;
  // Both are loaded when they are first asked for: no screen begins with them.
  let promises: typeof import('./promises') | undefined;
  let scorecards: typeof import('./scorecard') | undefined;
  return {
    promised: async (nowMs, signal, atMs) => {
      promises ??= await import('./promises');
      const { ownPromises, searchAt } = promises;
      const [own, found] = await Promise.all([
        ownPromises(ports, { fromMs: (atMs ?? nowMs) - EXCLUSIONS_DAYS * DAY_MS, nowMs }, signal),
        atMs === undefined ? search(nowMs, signal) : searchAt(ports.metricSources, atMs, signal),
      ]);
      const taken = new Set(own.objectives.map(({ id }) => id));
      const adopted = found.objectives.filter(({ id }) => !taken.has(id));
      return { ...own, objectives: known([...own.objectives, ...adopted]), unsearched: found.unsearched };
    },
    measure: async ({ isFresh = false, ...what }, signal, onProgress) => {
      scorecards ??= await import('./scorecard');
      const scorecard = await scorecards.readScorecard({
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

/** Gives the very objects of before for objectives that say the same: what was planned and judged for them still holds. */
function knownObjectives(): (objectives: readonly Objective[]) => readonly Objective[] {
  let last: { found: readonly Objective[]; byText: ReadonlyMap<string, Objective>; known: readonly Objective[] } = {
    found: [],
    byText: new Map(),
    known: [],
  };
  return (found) => {
    if (!isSameRow(found, last.found)) {
      const texts = found.map((objective) => JSON.stringify(objective));
      const known = found.map((objective, index) => last.byText.get(texts[index] ?? '') ?? objective);
      last = { found, known, byText: new Map(known.map((objective, index) => [texts[index] ?? '', objective])) };
    }
    return last.known;
  };
}

/** How long what others record is taken to be the same. */
const SEARCH_MS = 600_000;

/** Looks for recorded objectives, again after ten minutes, or at once when a source did not answer. */
function searchOf(sources: readonly MetricSource[]): (nowMs: number, signal: AbortSignal) => Promise<Search> {
  let last: { foundMs: number; search: Search } | null = null;
  return async (nowMs, signal) => {
    if (last === null || nowMs - last.foundMs > SEARCH_MS || last.search.unsearched.length > 0) {
      const { searchAt } = await import('./promises');
      last = { foundMs: nowMs, search: await searchAt(sources, nowMs, signal) };
    }
    return last.search;
  };
}
