import { LETTERS_WORST_FIRST, STATE_LETTERS } from '../check/stateLetters';
import type { HourGrid } from './hours';
import { plural } from './numbers';

/** The worst hour of each day, one letter per day. */
export function worstByDay(hours: string, grid: HourGrid): string {
  const worst = new Array<number>(grid.days).fill(LETTERS_WORST_FIRST.length - 1);
  for (let slot = 0; slot < hours.length; slot += 1) {
    const day = grid.dayOf[slot] ?? 0;
    const rank = LETTERS_WORST_FIRST.indexOf(hours.charAt(slot) as 'p');
    worst[day] = Math.min(worst[day] ?? rank, rank);
  }
  return worst.map((rank) => LETTERS_WORST_FIRST[rank] ?? STATE_LETTERS.na).join('');
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
    const bad = letter === STATE_LETTERS.warn || letter === STATE_LETTERS.fail;
    run = bad ? run + 1 : 0;
    tally.longest = Math.max(tally.longest, run);
    tally.notPassing += Number(bad);
    tally.failing += Number(letter === STATE_LETTERS.fail);
    tally.unknown += Number(letter === STATE_LETTERS.unknown);
    tally.judged += Number(letter !== STATE_LETTERS.na);
  }
  return tally;
}

/** What a strip of days says, in words. */
export function stripWords(letters: string): string {
  const count = (letter: string) => [...letters].filter((one) => one === letter).length;
  const parts = (
    [
      [STATE_LETTERS.fail, 'fail'],
      [STATE_LETTERS.warn, 'warning'],
      [STATE_LETTERS.unknown, 'unknown'],
      [STATE_LETTERS.pass, 'pass'],
    ] as const
  ).flatMap(([letter, word]) => (count(letter) > 0 ? [`${word} on ${plural(count(letter), 'day')}`] : []));
  return parts.length === 0 ? 'nothing to judge on any day' : parts.join(', ');
}
