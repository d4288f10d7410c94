import type { Standing } from './pending';

/** A measured number with what its checks say; null is unknown and drawn as `?`. */
export interface Judged {
  value: number | null;
  verdict: Standing;
}
