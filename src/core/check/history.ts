import type { CheckDefinition } from './definition';
import type { Labels } from './series';
import type { Reason, ReasonCode } from './verdict';

/**
 * What one entity was at the end of each step: judged by its value, or by one that it has had for less than the sustained time
 * (`young`), an offending row, not a thing of the check, or unknown for a reason.
 */
export type StepStanding = 'judged' | 'young' | 'offending' | 'absent' | ReasonCode;

/** One entity over a stretch of time as an evaluator saw it: values, no verdicts. */
export interface ObservedHistory {
  sourceUid: string;
  labels: Labels;
  /** One per step. */
  standings: readonly StepStanding[];
  /** One per step; null where there is none. */
  values: ReadonlyArray<number | null>;
  /** The last step in which it was there; -1 when it left before. */
  lastThere: number;
}

/** Why a source said nothing about a check. */
export interface SourceProblem {
  sourceUid: string;
  sourceName: string;
  reason: Reason;
}

export interface ObservedCheckHistory {
  entities: readonly ObservedHistory[];
  problems: readonly SourceProblem[];
  /** No source had anything of the check's pack then, nor in the 30 days before. */
  withoutPack?: boolean;
}

/** A source over a stretch of time. */
export interface SourceHistory {
  uid: string;
  name: string;
  /** Queries that it was asked. */
  asked: number;
  /** Set when it answered none of them: the source itself is the trouble. */
  problem?: Reason;
  /** Per step: it had anything at all. */
  alive: readonly boolean[];
  /** Why its targets could not be counted. */
  aliveProblem?: Reason;
}

export interface HistoryObservation {
  sources: readonly SourceHistory[];
  /** By check id. */
  checks: ReadonlyMap<string, ObservedCheckHistory>;
}

export interface HistoryContext {
  signal: AbortSignal;
  /** Called with the number of queries answered or failed, of all. */
  onProgress: (done: number, total: number) => void;
}

/** One check on one thing over a stretch of time. */
export interface EntityHistory {
  /** As in `Entity`. */
  key: string;
  sourceUid: string;
  labels: Labels;
  /** One of `STATE_LETTERS` per step. */
  states: string;
  /** Why its unknown steps are unknown; the last reason when there are several. */
  reason?: ReasonCode;
  /** One per step; only of checks that judge nothing (`op: none`), for whoever shows the values. */
  values?: ReadonlyArray<number | null>;
}

/** What a check said over a stretch of time; plain data, fit to be handed to a worker. */
export interface CheckHistory {
  definition: CheckDefinition;
  /** Set when nobody could be asked: nothing is connected, or what is connected keeps no history. */
  reason?: Reason;
  /** By key. */
  entities: readonly EntityHistory[];
  /** The check as a whole: unknown where nothing of it was there, or where a source could not be asked; else nothing to judge. */
  whole: { states: string; reason?: ReasonCode };
  problems: readonly SourceProblem[];
}

export interface HistoryResult {
  /** By check id, in the definitions' order. */
  checks: ReadonlyMap<string, CheckHistory>;
  /** Sources that were asked. */
  sources: readonly SourceHistory[];
}
