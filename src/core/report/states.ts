import type { CheckDefinition } from '../check/definition';
import { identityBy } from '../check/entityKey';
import { verdictOf } from '../check/judge';
import { badness, limitsFor } from '../check/limits';
import type { Labels, Series } from '../check/series';
import { VERDICTS_WORST_FIRST, type ReasonCode, type Verdict } from '../check/verdict';
import { onGrid, type HourGrid } from './hours';
import { DAY_LETTERS } from './model';

/** One check on one thing over a month. */
export interface PairMonth {
  key: string;
  labels: Labels;
  /** One letter of `DAY_LETTERS` per hour. */
  hours: string;
  /** Why its unknown hours are unknown; the last reason when there are several. */
  reason?: ReasonCode;
}

/** What a source answered about one check, and whether it had anything at all in each hour. */
export interface MonthAnswers {
  rows: readonly Series[];
  presence: readonly Series[];
  /** For `sustained`: samples within the time; fewer than expected make the hour unknown. */
  gap?: { series: readonly Series[]; expected: number };
  alive: readonly boolean[];
}

interface Sightings {
  labels: Labels;
  /** Value per hour; the worst when several series are one entity. */
  values: Array<number | null>;
  seen: boolean[];
  /** Samples are missing within the sustained time. */
  gap: boolean[];
  /** Rows of mode `offenders`, which may carry no number. */
  offending: boolean[];
}

/**
 * What a check said of each of its entities in each hour. `alive` tells the hours in which the source had anything at all: the
 * others are unknown for everything that was there then. An entity that vanished stays unknown to the end of the month, unless
 * the check says that its entities come and go.
 */
export function pairMonths(
  definition: CheckDefinition,
  sourceUid: string,
  grid: HourGrid,
  answers: MonthAnswers
): PairMonth[] {
  const identify = identityBy(definition.by);
  const things = new Map<string, Sightings>();
  const thing = (series: Series): { own: Sightings; key: string } => {
    const { key, labels } = identify(sourceUid, series.labels);
    const own = things.get(key) ?? blank(labels, grid.slots);
    things.set(key, own);
    return { own, key };
  };
  const anyPresence = new Array<boolean>(grid.slots).fill(false);
  const known = new Set<string>();
  for (const series of answers.presence) {
    const { own, key } = thing(series);
    known.add(key);
    onGrid(grid, series).forEach((value, slot) => {
      if (value !== null) {
        own.seen[slot] = true;
        anyPresence[slot] = true;
      }
    });
  }
  for (const series of answers.rows) {
    recordRow(definition, thing(series).own, onGrid(grid, series));
  }
  for (const series of answers.gap?.series ?? []) {
    const { own } = thing(series);
    onGrid(grid, series).forEach((value, slot) => {
      own.gap[slot] = value !== null && value < (answers.gap?.expected ?? 0);
    });
  }
  return [...things]
    .map(([key, own]) => {
      const present = definition.mode === 'offenders' && !known.has(key) ? anyPresence : own.seen;
      return { key, labels: own.labels, ...lettersOf(definition, own, present, answers.alive) };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function blank(labels: Labels, slots: number): Sightings {
  return {
    labels,
    values: new Array<number | null>(slots).fill(null),
    seen: new Array<boolean>(slots).fill(false),
    gap: new Array<boolean>(slots).fill(false),
    offending: new Array<boolean>(slots).fill(false),
  };
}

function recordRow(definition: CheckDefinition, own: Sightings, values: ReadonlyArray<number | null>): void {
  const limits = limitsFor(definition, own.labels);
  values.forEach((value, slot) => {
    if (value === null) {
      return;
    }
    own.offending[slot] = true;
    const other = own.values[slot] ?? null;
    if (other === null || badness(value, definition.op, limits) > badness(other, definition.op, limits)) {
      own.values[slot] = value;
    }
  });
}

function lettersOf(
  definition: CheckDefinition,
  own: Sightings,
  present: readonly boolean[],
  alive: readonly boolean[]
): { hours: string; reason?: ReasonCode } {
  const limits = limitsFor(definition, own.labels);
  const offenders = definition.mode === 'offenders';
  const there = own.values.map((value, slot) => (offenders && value !== null) || present[slot] === true);
  const first = there.indexOf(true);
  const last = there.lastIndexOf(true);
  let reason: ReasonCode | undefined;
  const letters = there.map((isThere, slot) => {
    const value = own.values[slot] ?? null;
    const offending = own.offending[slot] === true;
    // A window may still return a value for what is gone: only what is there is judged.
    if (isThere && (offenders ? offending || own.gap[slot] !== true : value !== null && own.gap[slot] !== true)) {
      return DAY_LETTERS[verdictOf(definition, value, offending, limits).verdict];
    }
    const why = absence(definition, isThere, slot >= first && slot <= last, slot > first, alive[slot] !== false);
    reason = why ?? reason;
    return why === undefined ? DAY_LETTERS.na : DAY_LETTERS.unknown;
  });
  return { hours: letters.join(''), ...(reason === undefined ? {} : { reason }) };
}

/** Why an hour without a value is unknown; undefined when there was nothing to judge. */
function absence(
  definition: CheckDefinition,
  isThere: boolean,
  between: boolean,
  after: boolean,
  alive: boolean
): ReasonCode | undefined {
  if (!alive) {
    return between || definition.vanish === 'unknown' ? 'no-data' : undefined;
  }
  if (isThere) {
    return 'no-data';
  }
  return after && definition.vanish === 'unknown' ? 'vanished' : undefined;
}

const LETTERS_WORST_FIRST = VERDICTS_WORST_FIRST.map((verdict) => DAY_LETTERS[verdict]);
const VERDICT_OF = new Map<string, Verdict>(VERDICTS_WORST_FIRST.map((verdict) => [DAY_LETTERS[verdict], verdict]));

/** The worst hour of each day, one letter per day. */
export function worstByDay(hours: string, grid: HourGrid): string {
  const worst = new Array<number>(grid.days).fill(LETTERS_WORST_FIRST.length - 1);
  for (let slot = 0; slot < hours.length; slot += 1) {
    const day = grid.dayOf[slot] ?? 0;
    const rank = LETTERS_WORST_FIRST.indexOf(hours.charAt(slot) as 'p');
    worst[day] = Math.min(worst[day] ?? rank, rank);
  }
  return worst.map((rank) => LETTERS_WORST_FIRST[rank] ?? DAY_LETTERS.na).join('');
}

export interface HourTally {
  /** Hours of warning or fail. */
  notPassing: number;
  failing: number;
  unknown: number;
  /** Hours with any verdict, unknown among them. */
  judged: number;
  /** Longest run of hours not passing. */
  longest: number;
}

export function tallyHours(hours: string): HourTally {
  const tally: HourTally = { notPassing: 0, failing: 0, unknown: 0, judged: 0, longest: 0 };
  let run = 0;
  for (const letter of hours) {
    const bad = letter === DAY_LETTERS.warn || letter === DAY_LETTERS.fail;
    run = bad ? run + 1 : 0;
    tally.longest = Math.max(tally.longest, run);
    tally.notPassing += Number(bad);
    tally.failing += Number(letter === DAY_LETTERS.fail);
    tally.unknown += Number(letter === DAY_LETTERS.unknown);
    tally.judged += Number(letter !== DAY_LETTERS.na);
  }
  return tally;
}

/** The verdict of a letter; `na` for whatever is none. */
export function verdictOfLetter(letter: string): Verdict {
  return VERDICT_OF.get(letter) ?? 'na';
}
