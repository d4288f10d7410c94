import type { RejectedRow } from '../journal/event';

export type DecisionKind = 'acknowledged' | 'checked' | 'deferred' | 'done' | 'na';

/** What a person decided about an item. It never changes the item's verdict. */
export interface Decision {
  kind: DecisionKind;
  note: string;
  author: string;
  atMs: number;
  /** Key of the event, the `base` of the next one on this item. */
  eventKey: string;
  /** A different decision was made from the same base: shown until one more explicit event. */
  conflict: boolean;
}

export interface Signature {
  author: string;
  atMs: number;
  remark: string;
  /** Reason given with "Sign incomplete", else null. */
  incomplete: string | null;
  /** What the record says, as the signer saw it. */
  claims: readonly Claim[];
  /** Verdict of each item at the signature. */
  verdicts: Readonly<Record<string, string>>;
  /** Time of the values that were signed, ms. */
  valuesMs: number;
  /** Age of the oldest sample then, ms; null when no item had one. */
  oldestSampleAgeMs: number | null;
  /** An item event came after it. */
  changedSince: boolean;
}

export interface Claim {
  kind: 'fail' | 'unknown' | 'warn' | 'hand' | 'pass' | 'na';
  count: number;
  decided: number;
  /** Notes of the decisions, in template order. */
  notes: readonly string[];
}

/** The fold of a run's events: the same for any order and any number of repeats. */
export interface RunState {
  decisions: ReadonlyMap<string, Decision>;
  signature: Signature | null;
  /** Counted events of this run. */
  events: number;
  rejected: readonly RejectedRow[];
}
