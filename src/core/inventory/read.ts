import type { EvaluationContext, ObservedEntity } from '../check/evaluator';
import type { Reason } from '../check/verdict';

/**
 * One part of what a server knows: its value and when the server gave it (ms), or why it could not be read. `partial` is set
 * when the value is not all there is: rows that could not be understood, or a list that was cut. What is judged by it is unknown.
 */
export type Read<T> = { ok: true; value: T; atMs: number; partial?: Reason } | { ok: false; reason: Reason };

/** The same question asked of every node: one node's silence leaves the others alone. Keys are node names. */
export type PerNode<T> = ReadonlyMap<string, Read<T>>;

/** What was read of a server, as far as it was asked for. */
export type Snapshot<Parts> = { readonly [K in keyof Parts & string]?: Read<Parts[K]> };

/** What a measure saw: entities without their source, and what it could not see at all. */
export interface Measured {
  entities: ReadonlyArray<Omit<ObservedEntity, 'sourceUid'>>;
  /** Set when the list of entities may be incomplete; the check is unknown then, unless an entity is worse. */
  problem?: Reason;
}

/** One question to a server's inventory, named by a check's `query`. Values only: limits are the check's. */
export interface Measure<Parts> {
  /** Without one of these the check is unknown, with that part's reason. */
  needs: ReadonlyArray<keyof Parts & string>;
  /** Read as well; the measure has to do without when one is not readable. */
  wants?: ReadonlyArray<keyof Parts & string>;
  /** Labels that entities carry; a check's `by` has to be among them. `cluster`, the source's name, is on every entity. */
  labels: readonly string[];
  /** What is asked, for the evidence: `GET /cluster/status`. */
  paths: readonly string[];
  /** `snapshot` holds what is in `needs`, all of it readable, and an entry for everything in `wants`. */
  observe(snapshot: Snapshot<Parts>, context: MeasureContext): Measured;
}

export type MeasureContext = Pick<EvaluationContext, 'nowMs' | 'windowSeconds'>;

export type MeasureTable<Parts> = Readonly<Record<string, Measure<Parts>>>;
