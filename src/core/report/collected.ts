import type { CheckDefinition } from '../check/definition';
import type { ReasonCode } from '../check/verdict';
import type { Month } from '../time/month';
import type { FailedQuery, UseMetric } from './model';
import type { PairMonth } from './states';

/** What was asked about a month and answered. Failures are part of it. */
export interface Collected {
  month: Month;
  sources: readonly CollectedSource[];
  /** One entry per check and source. */
  checks: readonly CollectedCheck[];
  /** Checks of kinds that nothing can answer yet. */
  notConnected: readonly CheckDefinition[];
  /** Hourly use in percent, per source, node and resource. */
  use: readonly CollectedUse[];
}

export interface CollectedSource {
  uid: string;
  name: string;
  asked: number;
  failed: readonly FailedQuery[];
  /** Hours in which the source had anything at all. */
  alive: readonly boolean[];
}

export interface CollectedCheck {
  definition: CheckDefinition;
  sourceUid: string;
  pairs: readonly PairMonth[];
  /** Set when the check could not be judged at all. */
  problem?: ReasonCode;
}

export interface CollectedUse {
  sourceUid: string;
  node: string;
  metric: UseMetric;
  /** Percent per hour. */
  hours: ReadonlyArray<number | null>;
}
