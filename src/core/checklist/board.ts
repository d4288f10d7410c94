import type { AcceptedRisk } from '../acceptance/risk';
import type { Finding } from '../check/findings';
import type { CheckResult } from '../check/result';
import type { Reason, Verdict } from '../check/verdict';
import type { Run } from './run';
import type { Claim, ClaimKind, Decision, Signature } from './state';
import type { ItemTemplate } from './template';

/** An item as the screens, the panel and the CLI show it. */
export interface BoardItem {
  item: ItemTemplate;
  /** `hand`: no check of it has a source. */
  mode: 'machine' | 'hand';
  /** Roll-up of its checks; `na` for `hand`. Undefined while pending. */
  verdict: Verdict | undefined;
  /** Some of its checks have not been answered yet and have not timed out. */
  pending: boolean;
  reason?: Reason;
  /** Worst first. */
  checks: readonly CheckResult[];
  /** Headline: the worst check's finding; null when nothing is wrong. */
  finding: string | null;
  /** All that its checks found, worst first: the headline is the first one's. Empty while pending and for `hand`. */
  findings: readonly Finding[];
  decision: Decision | null;
  /** The accepted risks that answer it thing by thing, where no decision does; empty unless all that is wrong is accepted. */
  risks: readonly AcceptedRisk[];
  /**
   * fail, unknown, warn or by hand, and neither a decision nor accepted risks that answer it. A decision may stand and not answer: it was made
   * when the item was better, or it says "done" about something that the machine sees fail.
   */
  needsDecision: boolean;
}

/** Items that are unknown for the same source and reason: one cause, one decision. */
export interface Cause {
  sourceUid: string;
  sourceName: string;
  reason: Reason;
  /** In template order; two or more. */
  itemIds: readonly string[];
}

export interface Board {
  run: Run;
  /** Template order. */
  items: readonly BoardItem[];
  causes: readonly Cause[];
  /** Null while an item is pending: what is known of a part is no number of the whole. */
  counts: Counts | null;
  pending: number;
  signature: Signature | null;
}

/** What a board adds up to. */
export interface Counts {
  /** A by-hand item that was set to not applicable counts as `na`. */
  tally: Readonly<Record<ClaimKind, number>>;
  /** Items without a decision that need one. */
  left: number;
  /** In the order pass, fail, unknown, warn, hand, na; kinds without items are left out. */
  claims: readonly Claim[];
}
