import type { CheckDefinition, Limit } from './definition';
import type { GoneForGood } from './memory';
import type { Labels, TrendPoint } from './series';
import type { Reason, Verdict } from './verdict';

/** An entity that is not there any more: when it was last seen in ms, and who says so. */
export interface Left {
  seenMs: number | null;
  from: 'source' | 'signature' | 'acceptance';
}

/** One thing that a check looked at. */
export interface Entity {
  /** Source uid and sorted `by` labels: `uid|instance=pve-a3,mountpoint=/`. Stable for ever. */
  key: string;
  sourceUid: string;
  labels: Labels;
  verdict: Verdict;
  /** Set when the verdict is unknown. */
  reason?: Reason;
  /** Null when unknown, or when a mode `offenders` row carries no value. */
  value: number | null;
  /** The limit that decided (crossed), or the next one that would. Absent for `op: none`. */
  limit?: Limit;
  /** Time of the value's sample in ms; null when unknown. */
  sampleMs: number | null;
  /** Last 24 h, oldest first; empty when not asked or not answered. */
  trend: readonly TrendPoint[];
  /**
   * Since when the entity has been as bad as now (over the limit that decided), as far as the trend shows; null when it passes
   * or was like that for the whole 24 h.
   * Of an unknown entity: when the trend last had a value.
   */
  sinceMs: number | null;
  /** It warns before the time that the check asks for is over: it has been bad for so many seconds so far. */
  youngSeconds?: number;
  /** Set when it is no longer there: it stays as bad as it was when it left, or is unknown. */
  left?: Left;
}

/** An entity that a person said to be gone for good; it is not judged. */
export interface GoneEntity {
  sourceUid: string;
  labels: Labels;
  said: GoneForGood;
}

/** How it was measured, per source that was asked. */
export interface Evidence {
  sourceUid: string;
  sourceName: string;
  query: string;
  presence: string;
  askedMs: number;
  durationMs: number;
  /** Entities with a current value, of all that should have one. */
  answered: number;
  expected: number;
  /** Age of the oldest value at `askedMs`, in ms; null when there is none. */
  oldestSampleAgeMs: number | null;
  /** Set when this source could not be asked, or said that its answer is not all. */
  problem?: Reason;
}

/** When the last of the sources was asked; null when none was. */
export function askedAt(evidence: readonly Evidence[]): number | null {
  return evidence.length === 0 ? null : Math.max(...evidence.map(({ askedMs }) => askedMs));
}

export interface CheckResult {
  definition: CheckDefinition;
  verdict: Verdict;
  /** Why it is unknown or na. */
  reason?: Reason;
  /** Worst first. */
  entities: readonly Entity[];
  counts: Readonly<Record<Verdict, number>>;
  /** The finding template filled for the worst entity, or what is unknown and why; null when nothing is wrong. */
  finding: string | null;
  evidence: readonly Evidence[];
  /** Left out, because somebody said so. */
  gone: readonly GoneEntity[];
}

/** What one look at a set of checks found. */
export interface RunResult {
  askedMs: number;
  /** By check id. */
  checks: ReadonlyMap<string, CheckResult>;
  /** One row per source that was asked. */
  sources: readonly SourceStatus[];
}

export interface SourceStatus {
  uid: string;
  name: string;
  answered: boolean;
  /** Set when it did not answer, or said that its answer is not all. */
  problem?: Reason;
  durationMs: number;
}
