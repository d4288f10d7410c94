import type { CheckDefinition } from './definition';
import { identityBy } from './entityKey';
import type { ObservedEntity } from './evaluator';
import type { ObservedHistory, StepStanding } from './history';
import { leftBad } from './judge';
import { limitsFor, worstOf, type Limits } from './limits';
import { leavesQuietly, standingOf, type Sighting, type Standing } from './presence';
import { TREND_SECONDS } from './promQueries';
import type { Labels, Series } from './series';
import { onGrid, slotsOf, type TimeGrid } from './timeGrid';

/** How long before the first step a source is asked as well: whether something is new, or was there before a gap. */
export const LOOK_BACK_MS = TREND_SECONDS * 1000;

/** The series of a check's queries over the grid and the look-back before it, and whether the source had anything at all. */
export interface HistoryAnswers {
  rows: readonly Series[];
  presence: readonly Series[];
  /** For `sustained`: samples within the time, and how many there are without a gap. */
  gap?: { series: readonly Series[]; expected: number };
  /** Per step. */
  alive: readonly boolean[];
  /** What was seen at the start of the first step; what had left by then is remembered. */
  before: readonly ObservedEntity[];
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
  /** Its rows within the look-back by time, and when it was last there within it. */
  rowsBefore: Map<number, Array<number | null>>;
  presentBeforeMs: number | null;
  /** What it was when it left before the first step. */
  left?: LastThere;
}

/**
 * What each entity was in each step, by the rule that `observe` follows for now. An entity that left is remembered to the end,
 * and stays bad if it left so. A row whose entity no presence ever shows stands on the presence of whatever the check looks at.
 * In a step in which the source had nothing at all, whatever else was there is unknown.
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
  { rows, presence, gap, before }: HistoryAnswers,
  sourceUid: string,
  grid: TimeGrid
): ReadonlyMap<string, Traces> {
  const identify = identityBy(check.by);
  const traces = new Map<string, Traces>();
  const add = (part: 'rows' | 'presence', series: Series) => {
    const { key, labels } = identify(sourceUid, series.labels);
    const own = traces.get(key) ?? noTraces(labels);
    traces.set(key, own);
    own[part].push(onGrid(grid, series));
    noteBefore(own, part, series, grid);
  };
  rows.forEach((series) => add('rows', series));
  presence.forEach((series) => add('presence', series));
  for (const { labels: all, left, value, offending = false } of before) {
    const { key, labels } = identify(sourceUid, all);
    if (left !== undefined && left.seenMs !== null) {
      traces.set(key, { ...(traces.get(key) ?? noTraces(labels)), left: { value, offending } });
    }
  }
  gap?.series.forEach((series) => traces.get(identify(sourceUid, series.labels).key)?.gap.push(onGrid(grid, series)));
  return traces;
}

function noTraces(labels: Labels): Traces {
  return { labels, rows: [], presence: [], gap: [], before: [], rowsBefore: new Map(), presentBeforeMs: null };
}

function noteBefore(own: Traces, part: 'rows' | 'presence', { timesMs, values }: Series, grid: TimeGrid): void {
  timesMs.forEach((timeMs, index) => {
    const value = values[index] ?? null;
    if (timeMs > grid.fromMs || timeMs <= grid.fromMs - LOOK_BACK_MS) {
      return;
    }
    if (value !== null) {
      own.before.push(timeMs);
    }
    if (part === 'rows') {
      own.rowsBefore.set(timeMs, [...(own.rowsBefore.get(timeMs) ?? []), value]);
    } else {
      own.presentBeforeMs = Math.max(own.presentBeforeMs ?? 0, timeMs);
    }
  });
}

/** What something was when it was last there: at a step, within the look-back, or when it left before that. */
interface LastThere {
  value: number | null;
  offending: boolean;
}

function lastBefore(
  check: CheckDefinition,
  { presentBeforeMs, rowsBefore, left }: Traces,
  limits: Limits
): LastThere | undefined {
  if (presentBeforeMs === null) {
    return left;
  }
  const rows = rowsBefore.get(presentBeforeMs);
  return { value: worstOf(check, limits, rows ?? []), offending: check.mode === 'offenders' && rows !== undefined };
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
): Pick<ObservedHistory, 'standings' | 'values' | 'lastThere'> {
  const limits = limitsFor(check, own.labels);
  const offenders = check.mode === 'offenders';
  const memory = memoryOf(own);
  const standings = new Array<StepStanding>(present.length);
  const values = new Array<number | null>(present.length).fill(null);
  const returned: Array<number | null> = [];
  let last = lastBefore(check, own, limits);
  for (let slot = 0; slot < present.length; slot += 1) {
    const timeMs = grid.fromMs + (slot + 1) * grid.stepMs;
    const isPresent = present[slot] === true;
    collect(own.rows, slot, returned);
    if (isPresent || returned.some((value) => value !== null)) {
      memory.add(timeMs, isPresent);
    }
    if (isPresent) {
      last = { value: worstOf(check, limits, returned), offending: offenders && returned.length > 0 };
    }
    const standing = standingOf(check, {
      present: isPresent,
      seen: memory.holds(),
      returned: returned.length > 0,
      short: isShort(own, gap?.expected, slot) ? shortness(check, memory, timeMs) : undefined,
    });
    if (
      standing === 'vanished' &&
      !leavesQuietly(check) &&
      last &&
      leftBad(check, last.value, last.offending, limits)
    ) {
      values[slot] = last.value;
      standings[slot] = last.offending ? 'offending' : 'judged';
      continue;
    }
    if (standing === 'judged' || standing === 'young') {
      values[slot] = worstOf(check, limits, returned);
    }
    standings[slot] = standing === 'judged' && offenders && returned.length > 0 ? 'offending' : stepOf(standing);
  }
  return {
    standings: alive.every(Boolean) ? standings : withSilence(check, standings, alive),
    values,
    lastThere: present.lastIndexOf(true),
  };
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
  return standing === 'gap' ? 'no-data' : standing;
}

/** When something was seen: steps are asked about in their order. */
interface Memory {
  add(timeMs: number, isPresent: boolean): void;
  /** It has been present so far. */
  holds(): boolean;
  /** It, or a row of it, was seen before a moment. */
  holdsBefore(momentMs: number): boolean;
}

function memoryOf({ before, left, presentBeforeMs }: Traces): Memory {
  const seen = [...before].sort((a, b) => a - b);
  let wasPresent = left !== undefined || presentBeforeMs !== null;
  let passed = 0;
  return {
    add(timeMs, isPresent) {
      seen.push(timeMs);
      wasPresent ||= isPresent;
    },
    holds: () => wasPresent,
    holdsBefore(momentMs) {
      while ((seen[passed] ?? Infinity) < momentMs) {
        passed += 1;
      }
      return passed > 0;
    },
  };
}

/** Samples are missing within the sustained time. */
function isShort(own: Traces, expected: number | undefined, slot: number): boolean {
  return expected !== undefined && Math.max(0, ...own.gap.map((samples) => samples[slot] ?? 0)) < expected;
}

function shortness(check: CheckDefinition, memory: Memory, timeMs: number): Sighting['short'] {
  const startMs = timeMs - (check.sustainedSeconds ?? 0) * 1000;
  return memory.holdsBefore(startMs) ? 'in-between' : 'from-birth';
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
