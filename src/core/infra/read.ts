import type { EvaluationContext, ObservedEntity } from '../check/evaluator';
import type { Reason } from '../check/verdict';

/** One part of what a server knows: its value and when the server gave it (ms), or why it could not be read. */
export type Read<T> = { ok: true; value: T; atMs: number } | { ok: false; reason: Reason };

/** The same question asked of every node: one node's silence leaves the others alone. Keys are node names. */
export type PerNode<T> = ReadonlyMap<string, Read<T>>;

/** What was read of a server, as far as it was asked for. */
export type Snapshot<Parts> = { readonly [K in keyof Parts]?: Read<Parts[K]> };

/** What a measure saw: entities without their source, and what it could not see at all. */
export interface Measured {
  entities: ReadonlyArray<Omit<ObservedEntity, 'sourceUid'>>;
  /** Set when the list of entities may be incomplete; the check is unknown then, unless an entity is worse. */
  problem?: Reason;
}

/** One question to a server's inventory, named by a check's `query`. Values only: limits are the check's. */
export interface Measure<Parts> {
  needs: ReadonlyArray<keyof Parts & string>;
  /** Labels that every entity carries; a check's `by` has to be among them. `cluster` is the source's name. */
  labels: readonly string[];
  /** What is asked, for the evidence: `GET /cluster/status`. */
  paths: readonly string[];
  /** `snapshot` holds an entry for everything in `needs`. `cluster` is the name of the source. */
  observe(
    snapshot: Snapshot<Parts>,
    context: Pick<EvaluationContext, 'nowMs' | 'windowSeconds'> & { cluster: string }
  ): Measured;
}

export type MeasureTable<Parts> = Readonly<Record<string, Measure<Parts>>>;
