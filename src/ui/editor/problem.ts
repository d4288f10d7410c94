/** Something wrong with a text, with the place and the way out. */
export interface TextProblem {
  /** From 1. */
  line: number;
  /** Path of the field: `checks[3].warn`; empty for the text. */
  field: string;
  message: string;
  fix: string;
}
