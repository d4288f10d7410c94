import type { Unit } from '../check/definition';
import type { TrendPoint } from '../check/series';
import type { ReasonCode, Verdict } from '../check/verdict';
import type { RatioInterval } from './chance';
import type { KpiDefinition, KpiFeed } from './definition';
import type { KpiEntry } from './entries';
import type { TimeSpan } from './incidents';
import type { KpiState } from './target';

/** Why a key figure is unknown, beside what can be wrong with a source. */
export type KpiReasonCode =
  | ReasonCode
  /** Nothing feeds it; `wouldFeed` says what would. */
  | 'no-feed'
  /** Too much of the window, or of the members, said nothing. */
  | 'coverage'
  /** Nothing happened that it could be made of. */
  | 'nothing-happened'
  /** Nothing happened in the window before, or too little in one of both. */
  | 'nothing-to-compare'
  /** The last entry of a person is too old. */
  | 'entry-expired'
  /** The source keeps less than it takes; `range` says what is possible. */
  | 'incomplete-history'
  /** The only ones there are go on: how long they take is not known yet. */
  | 'not-over'
  /** Even a window without a failure does not prove the target. */
  | 'window-too-short';

export interface KpiReason {
  code: KpiReasonCode;
  /** As of `Reason`: words of the source, or a full sentence. */
  detail?: string;
  quote?: string;
  /** Numbers for the words: `coverage` and `needed` (ratios), `count`, `atMs`. */
  params?: Readonly<Record<string, number>>;
}

/** One row of the arithmetic with its numbers filled in. */
export interface KpiPart {
  name: string;
  /** In the names of the numbers: `succeeded / finished`; absent where the result was read as it is. */
  formula?: string;
  numbers: ReadonlyArray<{ name: string; value: number; unit: Unit }>;
  result: number;
  unit: Unit;
}

/** A query that was asked, for Explore. */
export interface KpiQuery {
  sourceUid: string;
  sourceName: string;
  /** What it is in the formula. */
  name: string;
  expr: string;
  shape: 'instant' | 'range';
  span: TimeSpan;
}

/** What a feed found, before it is judged. */
export interface Measured {
  value: number;
  /** The true value is at least, or at most, this. */
  bound?: 'atLeast' | 'atMost';
  /** Judged instead of the value, where that would flatter: a mean that leaves out what is not over yet. */
  leastValue?: number;
  previous: number | null;
  /** Share of the window and of the members that has data; null where nothing tells (a person's entry). */
  coverage: number | null;
  population: { reporting: number; of: number } | null;
  /** What can be true, where some are silent and what they can be is known. */
  range: RatioInterval | null;
  /** 95 % interval of a ratio of few. */
  interval: (RatioInterval & { of: number }) | null;
  /** How likely the change is chance alone: see `chanceOfSoFew`. */
  chance: number | null;
  trend: readonly TrendPoint[];
  parts: readonly KpiPart[];
  entry: KpiEntry | null;
}

export type FeedAnswer =
  | { ok: true; measured: Measured }
  /** `silent`: there is nothing here, and another feed may have it. Else it could not be told, and is unknown. */
  | { ok: false; silent: boolean; reason: KpiReason; range?: RatioInterval; measured?: Partial<Measured> };

export interface KpiReading extends Omit<Measured, 'value' | 'leastValue' | 'bound'> {
  definition: KpiDefinition;
  state: KpiState;
  verdict: Verdict;
  /** Shown also of one that is unknown, where there is one; null without. */
  value: number | null;
  bound: 'atLeast' | 'atMost' | null;
  /** Of a band that is missed or at risk: on which side. */
  side: 'low' | 'high' | null;
  window: TimeSpan;
  before: TimeSpan;
  /** value - previous, in the unit; null where one is missing. */
  change: number | null;
  /** Which feed answered, and of which source; null when none did. */
  feed: { kind: KpiFeed['kind']; sourceUid: string | null; sourceName: string | null } | null;
  queries: readonly KpiQuery[];
  /** Null when it is judged. */
  reason: KpiReason | null;
}

/** What nothing more is known of. */
export const BARE: Omit<Measured, 'value'> = {
  previous: null,
  coverage: null,
  population: null,
  range: null,
  interval: null,
  chance: null,
  trend: [],
  parts: [],
  entry: null,
};

export function silent(code: KpiReasonCode): FeedAnswer {
  return { ok: false, silent: true, reason: { code } };
}
