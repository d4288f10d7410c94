import { reasonOfThrown } from '../check/answers';
import type { MetricSource } from '../check/ports';
import type { Reason } from '../check/verdict';
import type { JournalEvent } from '../journal/event';
import type { Journal } from '../journal/journal';
import type { Settings } from '../settings/settings';
import type { CountCache } from './countCache';
import { OBJECTIVES_LIST } from './event';
import { exclusionsIn, type SaidExclusion } from './fold';
import { objectivesOf, type Objectives } from './objectives';
import { recordedAt } from './recorded';

/** What was promised, read from the journal, the settings and what others record. */

const DAY_MS = 86_400_000;

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

export type Search = Pick<Promised, 'objectives' | 'unsearched'>;

/** What others record at the sources. */
export async function searchAt(sources: readonly MetricSource[], atMs: number, signal: AbortSignal): Promise<Search> {
  const found = await Promise.all(sources.map((source) => recordedAt(source, atMs, signal)));
  const unsearched = found.flatMap(({ failed }, index) =>
    failed ? [{ name: sources[index]?.name ?? '', reason: failed }] : []
  );
  const seen = new Map(found.flatMap(({ objectives }) => objectives.map((one) => [one.id, one] as const)));
  return { objectives: [...seen.values()], unsearched };
}

/** Definitions of the settings and the journal, with what is left out. Rejects only when it is aborted. */
export async function ownPromises(
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
