import { VERDICTS_WORST_FIRST, type Verdict } from './verdict';

/** A verdict of an hour or a day as one letter: pass, warn, fail, unknown, nothing to judge. A strip is a string of them. */
export const STATE_LETTERS = { pass: 'p', warn: 'w', fail: 'f', unknown: 'u', na: '-' } as const satisfies Record<
  Verdict,
  string
>;

/** Worst first. */
export const LETTERS_WORST_FIRST = VERDICTS_WORST_FIRST.map((verdict) => STATE_LETTERS[verdict]);

const VERDICT_OF = new Map<string, Verdict>(VERDICTS_WORST_FIRST.map((verdict) => [STATE_LETTERS[verdict], verdict]));

/** The verdict of a letter; `na` for whatever is none. */
export function verdictOfLetter(letter: string): Verdict {
  return VERDICT_OF.get(letter) ?? 'na';
}
