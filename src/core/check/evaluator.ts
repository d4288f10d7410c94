import type { CheckDefinition, CheckKind } from './definition';
import type { HistoryContext, HistoryObservation } from './history';
import type { JointRequests } from './jointRequests';
import type { VerdictMemory } from './memory';
import type { Clock } from './ports';
import type { CheckResult, Entity, Evidence, Left, SourceStatus } from './result';
import type { Labels, TrendPoint } from './series';
import type { Breathe } from './steps';
import type { TimeGrid } from './timeGrid';
import type { Reason } from './verdict';

/** One entity as an evaluator saw it: values, no verdicts. */
export interface ObservedEntity {
  sourceUid: string;
  labels: Labels;
  value: number | null;
  sampleMs: number | null;
  trend: readonly TrendPoint[];
  /** Mode `offenders`: the query returned it. */
  offending?: boolean;
  /** Set when this entity cannot be judged by its value: it vanished, or its window has a gap. */
  reason?: Reason;
  /** Of one that vanished: when it was last seen, as far as that is known. Its value and `offending` are what it was then. */
  left?: Left;
  /** It has been there for fewer seconds than a sustained check asks for, and is what it is for so long. */
  youngSeconds?: number;
}

export interface Observation {
  entities: readonly ObservedEntity[];
  evidence: readonly Evidence[];
  /** Sources, by uid, that were not asked, because they had nothing of the check's pack within 30 days. */
  withoutPack?: readonly string[];
  /** Set where not one of the sources has anything at all: then nobody can say that the check has nothing to look at. */
  nothing?: Reason;
  /** Set where there is nothing to judge: what the check is about is turned off, or n/a itself. Counts without entities alone. */
  na?: Reason;
}

export interface EvaluationContext {
  nowMs: number;
  /** Only for durations; the time of evaluation is `nowMs`. */
  clock: Clock;
  /** What `$window` means in this run, in seconds. */
  windowSeconds: number;
  signal: AbortSignal;
  /** Called once per source, when it answered or failed. */
  onSource: (status: SourceStatus) => void;
  /** Lets others have their turn while much is judged. Absent: all at once. */
  breathe?: Breathe | undefined;
  /** For kind `calc`, which is asked last: what the checks of all other kinds found, and what is remembered. */
  known?: { results: ReadonlyMap<string, CheckResult>; memory: VerdictMemory };
  /** What of the same metrics sources is asked together with others. Absent: each asks for itself. */
  joint?: JointRequests;
}

/** Entities of one check whose last day is asked for. */
export interface TrendWanted {
  check: CheckDefinition;
  /** Worst first; `all`: the check knows no others. */
  entities: readonly Entity[];
  all: boolean;
}

/** The last day of entities, by check id and entity key. What was not answered is left out. */
export type Trends = ReadonlyMap<string, ReadonlyMap<string, readonly TrendPoint[]>>;

/** Evaluates all checks of its kind at once, so that it can ask each source with one request. */
export interface Evaluator {
  /** The sources that can be asked. Empty: the checks are `na` with reason `not-connected`. */
  readonly sources: ReadonlyArray<{ uid: string; name: string }>;
  /** Those of them that these checks have asked, for progress. Absent: all of them, whatever the checks. */
  asks?(checks: readonly CheckDefinition[]): ReadonlyArray<{ uid: string; name: string }>;
  /** Its requests take along what others ask of the same sources, each of which it ends. */
  readonly leads?: true;
  /** Whether there is a source for this check; it is `na` with reason `not-connected` where not. Absent: for all of its kind. */
  takes?(check: CheckDefinition): boolean;
  evaluate(checks: readonly CheckDefinition[], context: EvaluationContext): Promise<ReadonlyMap<string, Observation>>;
  /** The last day of some entities, for what shows it: no verdict rests on it. Absent: what is seen brings its own, or none. */
  trends?(
    wanted: readonly TrendWanted[],
    context: Pick<EvaluationContext, 'nowMs' | 'windowSeconds' | 'signal' | 'breathe'>
  ): Promise<Trends>;
  /** What the checks saw at the end of each step of a stretch of time. Absent: what is asked keeps no history of them. */
  history?(checks: readonly CheckDefinition[], grid: TimeGrid, context: HistoryContext): Promise<HistoryObservation>;
}

/** A kind without an evaluator gives `na` with reason `not-connected`. */
export type EvaluatorRegistry = Readonly<Partial<Record<CheckKind, Evaluator>>>;

/** The sources that a look at these checks, all of the evaluator's kind, asks. */
export function askedBy(evaluator: Evaluator, checks: readonly CheckDefinition[]): Evaluator['sources'] {
  return evaluator.asks?.(checks) ?? evaluator.sources;
}
