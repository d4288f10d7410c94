import { addDays, instantOf, localDate } from '../time/zone';
import type { CheckHistory } from './history';
import { LETTERS_WORST_FIRST, STATE_LETTERS } from './stateLetters';
import type { TimeGrid } from './timeGrid';
import type { Verdict } from './verdict';

/** The verdicts of past days: a check is looked at in every step, and a day is as bad as the worst of its looks. */

/** Local days up to now, and the steps in which they are looked at. */
export interface DayGrid extends TimeGrid {
  /** `YYYY-MM-DD`, oldest first; the last one is today. */
  dates: readonly string[];
  /** Index of the day of each step; a look at midnight is the last one of the day that ends. */
  dayOf: readonly number[];
}

/** So many days with today, in steps that are over. */
export function dayGrid(nowMs: number, zone: string, days: number, stepMs: number): DayGrid {
  const today = localDate(nowMs, zone);
  const dates = Array.from({ length: days }, (_unused, index) => addDays(today, index + 1 - days));
  const starts = dates.map((date) => instantOf(date, '00:00', zone));
  const fromMs = starts[0] ?? nowMs;
  const slots = Math.max(0, Math.floor((nowMs - fromMs) / stepMs));
  const dayOf: number[] = [];
  let day = 0;
  for (let slot = 0; slot < slots; slot += 1) {
    while ((starts[day + 1] ?? Infinity) < fromMs + (slot + 1) * stepMs) {
      day += 1;
    }
    dayOf.push(day);
  }
  return { fromMs, toMs: fromMs + slots * stepMs, stepMs, dates, dayOf };
}

/** The check in each step: its worst thing, or itself where nothing speaks for it. */
export function statesOfCheck({ entities, whole }: Pick<CheckHistory, 'entities' | 'whole'>): string {
  const ranks = [...whole.states].map(rankOf);
  for (const { states } of entities) {
    for (let slot = 0; slot < ranks.length; slot += 1) {
      ranks[slot] = Math.min(ranks[slot] ?? NOTHING, rankOf(states.charAt(slot)));
    }
  }
  return ranks.map(letterOf).join('');
}

/** One letter per day: its worst step, `-` where nothing was judged. */
export function statesOfDays(states: string, { dates, dayOf }: Pick<DayGrid, 'dates' | 'dayOf'>): string {
  const ranks = dates.map(() => NOTHING);
  dayOf.forEach((day, slot) => {
    ranks[day] = Math.min(ranks[day] ?? NOTHING, rankOf(states.charAt(slot)));
  });
  return ranks.map(letterOf).join('');
}

/** The same with what the check says now, which is a part of today. */
export function withNow(days: string, now: Verdict): string {
  const today = Math.min(rankOf(days.slice(-1)), rankOf(STATE_LETTERS[now]));
  return days.slice(0, -1) + letterOf(today);
}

const NOTHING = LETTERS_WORST_FIRST.indexOf(STATE_LETTERS.na);
const RANKS: ReadonlyMap<string, number> = new Map(LETTERS_WORST_FIRST.map((letter, rank) => [letter, rank]));

function rankOf(letter: string): number {
  return RANKS.get(letter) ?? NOTHING;
}

function letterOf(rank: number): string {
  return LETTERS_WORST_FIRST[rank] ?? STATE_LETTERS.na;
}
