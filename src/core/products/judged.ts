import type { Verdict } from '../check/verdict';

/** A measured number with what its checks say; null is unknown and drawn as `?`. */
export interface Judged {
  value: number | null;
  verdict: Verdict;
}
