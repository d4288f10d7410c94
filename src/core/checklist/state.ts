import type { Verdict } from '../check/verdict';
import type { RejectedRow } from '../journal/event';

export type DecisionKind = 'acknowledged' | 'checked' | 'deferred' | 'done' | 'na' | 'risk';

/** What a person decided about an item. It never changes the item's verdict. */
export interface Decision {
  kind: DecisionKind;
  note: string;
  /** Who or which round it was put off to; null unless deferred with one. */
  to: string | null;
  /** Last local date on which an accepted risk holds; absent for every other kind. */
  until?: string;
  author: string;
  atMs: number;
  /** What the checks said when it was decided; null when the event does not tell. */
  verdict: Verdict | null;
  /** Ids of the checks that were not passing when it was decided; absent when the event does not tell. */
  checks?: readonly string[];
  /** Others who decided the same before, each once. */
  alsoBy: readonly string[];
  /** Key of the event. */
  eventKey: string;
  /** A different decision was made from the same base: shown until one more explicit event. */
  conflict: boolean;
}

/** What somebody wrote beside an item; nothing takes it away again. */
export interface ItemNote {
  text: string;
  author: string;
  atMs: number;
  eventKey: string;
}

/** Whose an item is: claimed by that person, or given to them. */
export interface Owner {
  who: string;
  /** Who said so. */
  by: string;
  atMs: number;
}

/** Something said about the whole round, and why. */
export interface RunWord {
  author: string;
  atMs: number;
  reason: string;
}

export interface Signature {
  author: string;
  atMs: number;
  /** Of the event: what a second signature stands on. */
  eventKey: string;
  /** The digest of the events before it. */
  digest: string;
  /** Events before it. */
  events: number;
  /** Another person's signature below this one. */
  second: { author: string; atMs: number } | null;
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
  /** Events that it stands on are gone from the journal, so that what it says cannot be followed any more. */
  cut: boolean;
}

export type ClaimKind = 'fail' | 'unknown' | 'warn' | 'hand' | 'pass' | 'na';

/** One line of the sign bar. */
export interface Claim {
  kind: ClaimKind;
  count: number;
  /** Items of these that a decision answers. */
  decided: number;
  /** How they were decided; kinds that do not occur are left out. */
  decisions: Readonly<Partial<Record<DecisionKind, number>>>;
  /** Notes of the decisions, in template order. */
  notes: readonly string[];
}

/** An event that the rules do not let count: "done" on an item that the machine did not see pass. */
export interface RefusedEvent {
  itemId: string;
  eventKey: string;
  author: string;
  atMs: number;
}

/** The fold of a run's events: the same for any order and any number of repeats. */
export interface RunState {
  decisions: ReadonlyMap<string, Decision>;
  /** Key of the last event on each item, undone ones included: the `base` of the next one. */
  heads: ReadonlyMap<string, string>;
  /** `list@hash` that the first human act pinned; null before it. */
  template: string | null;
  signature: Signature | null;
  notes: ReadonlyMap<string, readonly ItemNote[]>;
  owners: ReadonlyMap<string, Owner>;
  /** The last time that a signature was taken back; null when none was. */
  reopened: RunWord | null;
  /** Nobody does this round; a signature after it, or reopening, ends that. */
  skipped: RunWord | null;
  /** When the first of its events was written, ms; null without any. */
  startedMs: number | null;
  /** Counted events of this run. */
  events: number;
  /** The beginning is gone from the journal, or events that a signature counted are: this is not the whole round. */
  cut: boolean;
  refused: readonly RefusedEvent[];
  rejected: readonly RejectedRow[];
}
