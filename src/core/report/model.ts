import type { Severity } from '../check/definition';
import type { ReasonCode, Verdict } from '../check/verdict';

/**
 * The monthly report as plain JSON. Every page, PDF, CSV or JSON of it is a pure function of this model: no clock, duration,
 * user, host or port of the run is in it. Ratios are 0..1, `percent` is 0..100, times are ms since the epoch.
 */
export const REPORT_VERSION = 1;

export interface ReportModel {
  version: typeof REPORT_VERSION;
  /** Whose platform it is; printed in the heads. Null: not printed. */
  organisation: string | null;
  preparedBy: string | null;
  period: Period;
  verdict: Verdict;
  /** Two or three words beside the mark. */
  verdictWords: string;
  /** The verdict as one or two sentences. */
  headline: string;
  tiles: readonly Tile[];
  /** What did not pass, worst first; at most five. */
  wrong: readonly Note[];
  /** What had not passed when the month ended and what to do about it; at most five. */
  open: readonly Note[];
  /** One entry per day of the period. */
  daily: readonly DayTally[];
  trust: string;
  utilisation: Utilisation;
  checks: Checks;
  quality: Quality;
}

export interface Period {
  /** `YYYY-MM` */
  id: string;
  /** `October 2026` */
  name: string;
  zone: string;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  hours: number;
  clockChange: { date: string; direction: 'forward' | 'back' } | null;
  days: ReadonlyArray<{ date: string; hours: number; weekend: boolean }>;
}

export type SectionId = 'utilisation' | 'checks' | 'quality';

/** A number of page 1. */
export interface Tile {
  label: string;
  /** `unknown` when there is none. */
  value: string;
  unit: string;
  verdict: Verdict;
  target: string | null;
  lines: readonly string[];
}

/** One point of a list: the lead-in is set in semibold. */
export interface Note {
  lead: string;
  rest: string;
  section: SectionId;
}

/** The lead of a finding is its first sentence. */
export interface Finding {
  lead: string;
  rest: string;
}

/** Pairs of check and thing that had that worst verdict on a day. */
export interface DayTally {
  warn: number;
  fail: number;
  unknown: number;
}

export const USE_METRICS = ['cpu', 'memory', 'disk', 'network'] as const;
export type UseMetric = (typeof USE_METRICS)[number];

export interface Utilisation {
  verdict: Verdict;
  finding: Finding;
  /** Busiest first by mean processor use; nodes without one come last. */
  nodes: readonly NodeUse[];
}

export interface NodeUse {
  name: string;
  verdict: Verdict;
  use: Readonly<Record<UseMetric, Use>>;
}

/** Use of one resource over the month, from hourly means, in percent with one decimal. */
export interface Use {
  verdict: Verdict;
  mean: number | null;
  p95: number | null;
  highest: number | null;
  /** Hours with a value. */
  hours: number;
  /** Per day: lowest, mean and highest hour; null where the day has no value. */
  days: ReadonlyArray<readonly [low: number, mean: number, high: number] | null>;
}

export interface Checks {
  verdict: Verdict;
  finding: Finding;
  packs: readonly PackTally[];
  /** Everything that did not pass all month, by pack, then worst first. */
  rows: readonly CheckRow[];
  /** Rows left out because there were too many. */
  omitted: number;
}

/** State of a pack's pairs at the end of the month. */
export interface PackTally {
  pack: string;
  title: string;
  pairs: number;
  pass: number;
  warn: number;
  fail: number;
  unknown: number;
}

/** One check on one thing. */
export interface CheckRow {
  checkId: string;
  title: string;
  thing: string;
  pack: string;
  severity: Severity;
  /** Hours of warning or fail. */
  notPassing: number;
  failing: number;
  /** Longest run of hours not passing. */
  longest: number;
  unknown: number;
  /** One letter per day, see `DAY_LETTERS`. */
  days: string;
  end: Verdict;
}

/** Worst verdict of an hour or a day as one letter: pass, warn, fail, unknown, nothing to judge. */
export const DAY_LETTERS = { pass: 'p', warn: 'w', fail: 'f', unknown: 'u', na: '-' } as const satisfies Record<
  Verdict,
  string
>;

export interface Quality {
  verdict: Verdict;
  finding: Finding;
  /** Hours answered, of all hours of all pairs and nodes that should have been; null when nothing was asked. */
  coverage: number | null;
  sources: readonly SourceRow[];
  failed: readonly FailedQuery[];
  unknown: readonly UnknownRow[];
  /** Unknown rows left out because there were too many. */
  unknownOmitted: number;
  notCovered: readonly NotCovered[];
}

export interface SourceRow {
  name: string;
  coverage: number | null;
  /** One letter per day: pass from 99 % on, warn from 95 %, fail below, unknown when nothing was answered. */
  days: string;
  asked: number;
  failed: number;
  /** First hour of the month with any data; null when there is none. */
  firstMs: number | null;
  /** Longest run of hours without any data at all after the first hour with data; null when there is none. */
  gap: { fromMs: number; hours: number } | null;
}

export interface FailedQuery {
  what: string;
  source: string;
  reason: ReasonCode;
  /** The server's word for an expression it refused; empty otherwise. */
  detail: string;
}

export interface UnknownRow {
  what: string;
  thing: string;
  reason: ReasonCode;
  /** Hours that are unknown. */
  hours: number;
}

export interface NotCovered {
  what: string;
  toCover: string;
}
