import type { Labels } from '../../../core/check/series';

export interface LogLine {
  timeMs: number;
  line: string;
}

/** A stream of a log: one set of labels, and its lines after `fromMs` up to and with `toMs`. */
export interface LogStream {
  labels: Labels;
  lines: (fromMs: number, toMs: number) => Iterable<LogLine>;
}

/** One line on its way through a pipeline: labels of its stream and what was parsed of it. */
export interface Entry {
  labels: Record<string, string>;
  line: string;
  /** What was unwrapped; null: the line itself is counted. */
  value: number | null;
  timeMs: number;
}

/** One series of an answer at one moment. */
interface Sample {
  labels: Labels;
  value: number;
}
export type Vector = readonly Sample[];

/** A query that a Loki refuses, or that only a whole Loki can answer. */
export class LogqlError extends Error {}
