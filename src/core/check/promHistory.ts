import type { CheckDefinition } from './definition';
import { identityBy } from './entityKey';
import type { ObservedHistory, StepStanding } from './history';
import { limitsFor, worstOf } from './limits';
import { leavesQuietly, standingOf, type Sighting, type Standing } from './presence';
import { TREND_SECONDS } from './promQueries';
import type { Labels, Series } from './series';
import { onGrid, slotsOf, type TimeGrid } from './timeGrid';

/** How long before the first step a source is asked as well: who was there then and is gone has vanished. */
export const LOOK_BACK_MS = TREND_SECONDS * 1000;

/** The series of a check's queries over the grid and the look-back before it, and whether the source had anything at all. */
export interface HistoryAnswers {
  rows: readonly Series[];
  presence: readonly Series[];
  /** For `sustained`: samples within the time, and how many there are without a gap. */
  gap?: { series: readonly Series[]; expected: number };
  /** Per step. */
  alive: readonly boolean[];
}

type Samples = ReadonlyArray<number | null | undefined>;

/** One entity's series on the grid; series that differ only in labels beside `by` fall together. */
interface Traces {
  labels: Labels;
  rows: Samples[];
  presence: Samples[];
  gap: Samples[];
  /** When it was seen within the look-back before the first step, in ms. */
  before: number[];
}

/**
 * What each entity was in each step, by the rule that `observe` follows for now. An entity that left is remembered to the end,
 * where now remembers a day; where such things come and go, a day is enough. A row whose entity no presence ever shows stands
 * on the presence of whatever the check looks at. In a step in which the source had nothing at all, whatever else was there is
 * unknown.
 */
export function observeHistory(
  check: CheckDefinition,
  answers: HistoryAnswers,
  sourceUid: string,
  grid: TimeGrid
): ObservedHistory[] {
  const traces = tracesOf(check, answers, sourceUid, grid);
  const slots = slotsOf(grid);
  const somePresence = [...traces.values()].flatMap(({ presence }) => presence);
  const anything = presentSteps(somePresence, slots);
  return [...traces.values()].map((own) => {
    const onItsOwn = check.mode === 'value' || own.presence.length > 0;
    const present = onItsOwn ? presentSteps(own.presence, slots) : anything;
    return { sourceUid, labels: own.labels, ...stepsOf(check, own, present, answers, grid) };
  });
}

function tracesOf(
  check: CheckDefinition,
  { rows, presence, gap }: HistoryAnswers,
  sourceUid: string,
  grid: TimeGrid
): ReadonlyMap<string, Traces> {
  const identify = identityBy(check.by);
  const traces = new Map<string, Traces>();
  const add = (part: 'rows' | 'presence', series: Series) => {
    const { key, labels } = identify(sourceUid, series.labels);
    const own = traces.get(key) ?? { labels, rows: [], presence: [], gap: [], before: [] };
    traces.set(key, own);
    own[part].push(onGrid(grid, series));
    noteBefore(own, series, grid);
  };
  rows.forEach((series) => add('rows', series));
  presence.forEach((series) => add('presence', series));
  gap?.series.forEach((series) => traces.get(identify(sourceUid, series.labels).key)?.gap.push(onGrid(grid, series)));
  return traces;
}

function noteBefore(own: Traces, { timesMs, values }: Series, grid: TimeGrid): void {
  timesMs.forEach((timeMs, index) => {
    if (timeMs <= grid.fromMs && timeMs > grid.fromMs - LOOK_BACK_MS && values[index] !== null) {
      own.before.push(timeMs);
    }
  });
}

function presentSteps(presence: readonly Samples[], slots: number): boolean[] {
  const present = new Array<boolean>(slots).fill(false);
  for (const samples of presence) {
    samples.forEach((sample, slot) => (present[slot] ||= sample !== undefined));
  }
  return present;
}

function stepsOf(
  check: CheckDefinition,
  own: Traces,
  present: readonly boolean[],
  { gap, alive }: HistoryAnswers,
  grid: TimeGrid
): Pick<ObservedHistory, 'standings' | 'values'> {
  const limits = limitsFor(check, own.labels);
  const offenders = check.mode === 'offenders';
  const memory = memoryOf(own.before, leavesQuietly(check) ? LOOK_BACK_MS : Infinity);
  const standings = new Array<StepStanding>(present.length);
  const values = new Array<number | null>(present.length).fill(null);
  const returned: Array<number | null> = [];
  for (let slot = 0; slot < present.length; slot += 1) {
    const timeMs = grid.fromMs + (slot + 1) * grid.stepMs;
    const isPresent = present[slot] === true;
    collect(own.rows, slot, returned);
    if (isPresent || returned.some((value) => value !== null)) {
      memory.add(timeMs);
    }
    const standing = standingOf(check, {
      present: isPresent,
      seen: memory.holds(timeMs),
      returned: returned.length > 0,
      short: isShort(own, gap?.expected, slot) ? shortness(check, memory, timeMs) : undefined,
    });
    if (standing === 'judged') {
      values[slot] = worstOf(check, limits, returned);
    }
    standings[slot] = standing === 'judged' && offenders && returned.length > 0 ? 'offending' : stepOf(standing);
  }
  return { standings: alive.every(Boolean) ? standings : withSilence(check, standings, alive), values };
}

/** The samples of one step, into the same list for every step: a month of a fleet has millions. */
function collect(rows: readonly Samples[], slot: number, into: Array<number | null>): void {
  into.length = 0;
  for (const samples of rows) {
    const sample = samples[slot];
    if (sample !== undefined) {
      into.push(sample);
    }
  }
}

function stepOf(standing: Standing): StepStanding {
  return standing === 'gap' || standing === 'young' ? 'no-data' : standing;
}

/** When something was seen: steps are asked about in their order. */
interface Memory {
  add(timeMs: number): void;
  /** Seen at that time or as far before it as is remembered. */
  holds(timeMs: number): boolean;
  /** The same of what was seen before a moment. */
  holdsBefore(momentMs: number, timeMs: number): boolean;
}

function memoryOf(before: readonly number[], spanMs: number): Memory {
  const seen = [...before].sort((a, b) => a - b);
  let passed = 0;
  return {
    add: (timeMs) => seen.push(timeMs),
    holds: (timeMs) => (seen[seen.length - 1] ?? -Infinity) > timeMs - spanMs,
    holdsBefore(momentMs, timeMs) {
      while ((seen[passed] ?? Infinity) < momentMs) {
        passed += 1;
      }
      return (seen[passed - 1] ?? -Infinity) > timeMs - spanMs;
    },
  };
}

/** Samples are missing within the sustained time. */
function isShort(own: Traces, expected: number | undefined, slot: number): boolean {
  return expected !== undefined && Math.max(0, ...own.gap.map((samples) => samples[slot] ?? 0)) < expected;
}

function shortness(check: CheckDefinition, memory: Memory, timeMs: number): Sighting['short'] {
  const startMs = timeMs - (check.sustainedSeconds ?? 0) * 1000;
  return memory.holdsBefore(startMs, timeMs) ? 'in-between' : 'from-birth';
}

/** Things that come and go are missed only between their first step and their last. */
function withSilence(
  check: CheckDefinition,
  standings: readonly StepStanding[],
  alive: readonly boolean[]
): StepStanding[] {
  const there = standings.map((standing) => standing !== 'absent' && standing !== 'vanished');
  const first = there.indexOf(true);
  const last = there.lastIndexOf(true);
  return standings.map((standing, slot) => {
    const expected = !leavesQuietly(check) || (slot >= first && slot <= last);
    return alive[slot] === false && there[slot] === false && expected ? 'no-data' : standing;
  });
}
