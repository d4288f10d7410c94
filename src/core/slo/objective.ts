/**
 * An objective as it is defined: what is counted, over which window, and how much of it may be bad. `library/slo` reads it from
 * YAML, from settings and from foreign files; nothing here is optional that it fills with a default.
 */

import type { Operator } from '../check/definition';

/**
 * What is counted: a plain selector of a counter (`http_requests_total{job="x"}`), or an expression with `$window` that gives
 * a number of events (`sum(increase(x_total[$window]))`).
 */
export type Count = string;

/** How good and bad are told apart. */
export type Sli =
  /** Events: `bad` or `good` of `total`. */
  | {
      kind: 'ratio';
      total: Count;
      /** Exactly one of both. */
      bad?: Count;
      good?: Count;
      /** Counters of rare events, whose first sample counts. */
      rare: boolean;
      /** Where `bad` or `good` is another metric that has no series: it counts as 0. Unknown without. */
      absentIsZero: boolean;
    }
  /** The share that is bad, 0 to 1, as an expression with `$window`; how many events it stands for is not known. */
  | { kind: 'share'; bad: string }
  /** Time in which an expression is on the good side of a limit. */
  | { kind: 'threshold'; value: string; op: Extract<Operator, 'gt' | 'gte' | 'lt' | 'lte'>; limit: number }
  /** Time in which a gauge of 0 and 1 is 1, such as `probe_success`. */
  | { kind: 'uptime'; up: string }
  /** Time in which the newest of something, seconds since the epoch, is young enough. */
  | { kind: 'freshness'; newest: string; maxAgeSeconds: number }
  /** What the budgets of others give, by weight. */
  | { kind: 'composite'; members: ReadonlyArray<{ objective: string; weight: number }> };

/**
 * `occurrences`: every event counts once. `timeSlices`: every slice counts once and is good or bad. `ratioTimeSlices`: every slice
 * counts once with its share of good events. Names and meaning of OpenSLO.
 */
export type Method =
  | { kind: 'occurrences' }
  | {
      kind: 'timeSlices';
      sliceSeconds: number;
      /** Share of good events from which a slice is good, 0 to 1. */ sliceTarget: number;
    }
  | { kind: 'ratioTimeSlices'; sliceSeconds: number };

export type ObjectiveWindow =
  | { kind: 'rolling'; days: number }
  | { kind: 'calendar'; unit: 'week' | 'month' | 'quarter'; /** IANA; the app's without. */ zone?: string };

/** A target in percent as it was written, `99.0`: its decimals are part of the promise. */
export type Percent = string;

export interface Guards {
  /** Fewer events than this in the window say nothing; 0: any number does. */
  minEvents: number;
  /** Fewer bad events than this in the long window of a pair fire no alert. */
  minBadEvents: number;
  /** Share of the window that has to have data, 0 to 1. */
  minCoverage: number;
}

export interface Objective {
  /** `^[a-z0-9]+(-[a-z0-9]+)*$`, at most 80 characters. */
  id: string;
  title: string;
  /** The promise in words; made of the definition without. */
  promise?: string;
  service: string;
  owner: string;
  /** Data source that is asked; the first metric source without. */
  sourceUid?: string;
  sli: Sli;
  method: Method;
  window: ObjectiveWindow;
  target: Percent;
  /** What is promised in a contract, beside the objective of the team. */
  agreement?: Percent;
  /** One budget per combination of these labels. */
  groupBy: readonly string[];
  guards: Guards;
  /** Where it was written. */
  origin: 'provisioned' | 'journal' | 'file' | 'sloth' | 'pyrra' | 'grafana-slo';
}

export const DEFAULT_GUARDS: Guards = { minEvents: 0, minBadEvents: 0, minCoverage: 0.95 };

/** What a unit of the SLI is. */
export type CountedUnit = 'events' | 'slices' | 'samples' | 'share';

export function countedUnit({ sli, method }: Objective): CountedUnit {
  if (method.kind !== 'occurrences') {
    return 'slices';
  }
  switch (sli.kind) {
    case 'ratio':
      return 'events';
    case 'share':
    case 'composite':
      return 'share';
    default:
      return 'samples';
  }
}

/** A target in percent as a ratio, 0 to 1. */
export function targetRatio(target: Percent): number {
  return Number(shifted(target));
}

/** The share that may be bad: 1 - target, without the dust of binary fractions. */
export function allowedRatio(target: Percent): number {
  const decimals = (target.split('.')[1] ?? '').length;
  return Number((100 - Number(target)).toFixed(decimals)) / 100;
}

/** Decimals with which an SLI is shown: two more than its target's, at most four. */
export function sliDecimals(target: Percent): number {
  return Math.min(4, (target.split('.')[1] ?? '').length + 2);
}

/** A decimal in percent as a decimal ratio, digit by digit: `99.9` is `0.999`. */
export function shifted(percent: Percent): string {
  const [whole = '0', decimals = ''] = percent.split('.');
  const padded = whole.padStart(3, '0');
  const head = padded.slice(0, -2).replace(/^0+(?=\d)/, '');
  const tail = `${padded.slice(-2)}${decimals}`.replace(/0+$/, '');
  return tail === '' ? head : `${head}.${tail}`;
}
