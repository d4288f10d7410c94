import { dayOfWeek } from '../time/zone';
import { carriedOver, lastBefore, type CarriedItem } from './carry';
import type { History, HistoryRound, ListHistory } from './history';
import { WEEKDAYS, type Weekday } from './recurrence';
import type { RunSummary } from './summary';
import type { ChecklistTemplate } from './template';

/** What the rounds of some weeks amount to. No figure names a person. */

/** Of fewer rounds there is no rate. */
export const ENOUGH_ROUNDS = 5;

/** How many of the rounds that should have been signed by now were signed in time. */
export interface OnTime {
  /** Null under `ENOUGH_ROUNDS`. */
  ratio: number | null;
  onTime: number;
  /** Rounds that were signed, or missed, or are past due: not those that were skipped, and none of a holiday. */
  of: number;
  /** Rounds that are in neither number because nobody knows what became of them. */
  unknown: number;
}

export interface HistoryFigures {
  onTime: OnTime;
  /** Rounds that were signed: what the next four are made of. */
  signed: number;
  /** Items that were answered of all; null under `ENOUGH_ROUNDS`. */
  completeRatio: number | null;
  /** Items that a machine decided of all; null under `ENOUGH_ROUNDS`. */
  machineRatio: number | null;
  /** Items found failing, unknown or warning, by round; null under `ENOUGH_ROUNDS`. */
  foundPerRound: number | null;
  /** From a round's first event to its signature, ms, of those that had another event; null under `ENOUGH_ROUNDS`. */
  medianMs: number | null;
}

export function onTimeOf(rounds: readonly HistoryRound[]): OnTime {
  const judged = rounds.filter(({ isOnTime }) => isOnTime !== null);
  const onTime = judged.filter(({ isOnTime }) => isOnTime).length;
  return {
    ratio: judged.length < ENOUGH_ROUNDS ? null : onTime / judged.length,
    onTime,
    of: judged.length,
    unknown: rounds.filter(({ state }) => state === 'unknown').length,
  };
}

export function historyFigures(rounds: readonly HistoryRound[]): HistoryFigures {
  const signed = rounds.flatMap(({ summary }) => (summary?.outcome === 'signed' ? [summary] : []));
  const sum = (of: (one: RunSummary) => number) => signed.reduce((total, one) => total + of(one), 0);
  const items = sum((one) => one.items);
  const isEnough = signed.length >= ENOUGH_ROUNDS;
  const share = (part: number) => (isEnough && items > 0 ? part / items : null);
  return {
    onTime: onTimeOf(rounds),
    signed: signed.length,
    completeRatio: share(sum((one) => Math.min(one.answered, one.items))),
    machineRatio: share(sum((one) => Math.min(one.machine, one.items))),
    foundPerRound: isEnough ? sum(({ found }) => found.fail + found.unknown + found.warn) / signed.length : null,
    medianMs: medianOf(signed.flatMap(({ startedMs, atMs }) => (startedMs === null ? [] : [atMs - startedMs]))),
  };
}

function medianOf(values: readonly number[]): number | null {
  if (values.length < ENOUGH_ROUNDS) {
    return null;
  }
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/**
 * The one thing that the weeks show, worst first: `slips` names the list that misses most and the weekday that most of it falls
 * on, `misses` several that miss alike or a single round, `late` the one that is least on time, `unknown` that too little is known to say more,
 * `few` that there are too few rounds, `kept` that nothing of all this is so.
 */
export type HistoryFinding =
  | { code: 'slips'; list: string; missed: number; of: number; weekday: Weekday | null; onWeekday: number }
  | { code: 'misses'; missed: number; of: number }
  | { code: 'late'; list: string; late: number; of: number }
  | { code: 'unknown'; unknown: number; of: number }
  | { code: 'few'; of: number }
  | { code: 'kept'; of: number };

/** A list below this is not kept in time. */
export const ON_TIME_TARGET = 0.9;

export function historyFinding({ lists }: History): HistoryFinding {
  const all = lists.flatMap(({ rounds }) => rounds);
  const { of, unknown } = onTimeOf(all);
  const missed = missedIn(all).length;
  if (missed > 0) {
    const [worst] = [...lists].sort((a, b) => missedIn(b.rounds).length - missedIn(a.rounds).length);
    const own = worst ? missedIn(worst.rounds) : [];
    return worst && missed > 1 && own.length * 2 > missed
      ? { code: 'slips', list: worst.template.id, missed: own.length, of: onTimeOf(worst.rounds).of, ...weekdayOf(own) }
      : { code: 'misses', missed, of };
  }
  const [latest] = lists
    .map(({ template, rounds }) => ({ list: template.id, ...onTimeOf(rounds) }))
    .filter(({ ratio }) => ratio !== null && ratio < ON_TIME_TARGET)
    .sort((a, b) => (a.ratio ?? 1) - (b.ratio ?? 1));
  if (latest) {
    return { code: 'late', list: latest.list, late: latest.of - latest.onTime, of: latest.of };
  }
  if (unknown > 0) {
    return { code: 'unknown', unknown, of: of + unknown };
  }
  return { code: of < ENOUGH_ROUNDS ? 'few' : 'kept', of };
}

function missedIn(rounds: readonly HistoryRound[]): readonly HistoryRound[] {
  return rounds.filter(({ state }) => state === 'missed');
}

/** The weekday that more than half of three or more rounds fall on. */
function weekdayOf(rounds: readonly HistoryRound[]): { weekday: Weekday | null; onWeekday: number } {
  const counts = WEEKDAYS.map((day, index) => ({
    day,
    count: rounds.filter(({ date }) => dayOfWeek(date) === index + 1).length,
  }));
  const [most] = counts.sort((a, b) => b.count - a.count);
  return most && rounds.length >= 3 && most.count * 2 > rounds.length
    ? { weekday: most.day, onWeekday: most.count }
    : { weekday: null, onWeekday: 0 };
}

export interface CarriedNow {
  /** The oldest first. */
  items: readonly CarriedItem[];
  /** What the summaries had no room for. */
  cut: number;
  /** Lists that have a last round: without any nothing is known to be open or not. */
  lists: number;
}

/** What the last round of each list left open. */
export function carriedNow(
  templates: readonly ChecklistTemplate[],
  summaries: readonly RunSummary[],
  today: string
): CarriedNow {
  const afterAll = Number.MAX_SAFE_INTEGER;
  const last = templates.flatMap(({ id }) => lastBefore(summaries, { list: id, key: '', openMs: afterAll }) ?? []);
  return {
    items: last.flatMap((one) => carriedOver(one, today)).sort((a, b) => b.days - a.days),
    cut: last.reduce((total, { cut }) => total + cut, 0),
    lists: last.length,
  };
}

/** The last rounds of a list that have opened, the newest last: what a strip shows. */
export function lastRounds({ rounds }: Pick<ListHistory, 'rounds'>, count: number): readonly HistoryRound[] {
  return rounds.filter(({ state }) => state !== 'upcoming').slice(-count);
}
