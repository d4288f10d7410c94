import type { Verdict } from '../check/verdict';
import type { Block, Remark, Tile } from './blocks';

/**
 * The monthly report as plain JSON: a head, then sections of blocks. Every page, PDF, CSV or JSON of it is a pure function of
 * this model: no clock, duration, user, host or port of the run is in it. Ratios are 0..1, `percent` is 0..100, times are ms
 * since the epoch.
 */
export const REPORT_VERSION = 2;

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
  /** One entry per day of the period; none where no check was answered. */
  daily: readonly DayTally[];
  /** How far the head can be trusted. */
  trust: Note;
  sections: readonly Section[];
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

/** One point of a list, with the id of the section that proves it. */
export interface Note extends Remark {
  section: string;
}

/** Results that had that worst verdict on a day. */
export interface DayTally {
  warn: number;
  fail: number;
  unknown: number;
}

export interface Section {
  /** `a-z0-9-`, unique in the report. */
  id: string;
  /** `1`, or `A` of an appendix. */
  number: string;
  title: string;
  verdict: Verdict;
  /** The lead is its first sentence. */
  finding: Remark;
  blocks: readonly Block[];
}
