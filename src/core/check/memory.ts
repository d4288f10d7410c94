import type { Labels } from './series';
import type { Verdict } from './verdict';

/**
 * What is known of an entity from a signature: what it was when somebody signed, in ms; only of entities that were not well. From
 * an acceptance: that somebody expects it, which says nothing of how it is.
 */
export interface KnownEntity {
  sourceUid: string;
  labels: Labels;
  verdict: Extract<Verdict, 'fail' | 'warn' | 'unknown'>;
  value: number | null;
  seenMs: number;
  /** A signature, where nothing is said. */
  from?: 'signature' | 'acceptance';
}

/** That something is gone for good, and whoever said so. */
export interface GoneForGood {
  who: string;
  why: string;
  atMs: number;
  /** Null when it was said without an end. */
  untilMs: number | null;
}

/** A state that a person accepted as it is. */
export interface AcceptedState {
  /** What each thing was, by the key of its entity; null where it cannot be read. */
  things: ReadonlyMap<string, string> | null;
  who: string;
  atMs: number;
  /** How it ended, and who ended it; null while it is in force. */
  ended: { how: 'expired' | 'withdrawn'; who: string } | null;
}

/**
 * What the sources themselves do not keep about things that left. `gone` holds for a thing that was not seen after it was said
 * and only while it is in force; whoever implements this knows the time.
 */
export interface VerdictMemory {
  known(checkId: string): readonly KnownEntity[];
  gone(checkId: string, sourceUid: string, labels: Labels): GoneForGood | null;
  /** The last state that was accepted of a check; null when none was. Absent: nobody could look. */
  baseline?(checkId: string): AcceptedState | null;
}

/** Nothing was signed, and nobody said anything. */
export const NO_MEMORY: VerdictMemory = { known: () => [], gone: () => null };
