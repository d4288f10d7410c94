import type { Wave } from './model/wave';

export type LabelSet = Readonly<Record<string, string>>;

/** One time series. `value` and `exposed` are pure functions of seconds since the epoch. */
export interface LabSeries {
  labels: LabelSet;
  value: (t: number) => number;
  /** Whether the exporter exposes it at that moment; always, when absent. */
  exposed?: (t: number) => boolean;
}

/** A metric with all its series, by the name that Prometheus stores (a counter's with `_total` where it has one). */
export interface Family {
  name: string;
  type: 'gauge' | 'counter';
  help: string;
  series: readonly LabSeries[];
}

/** What can be done to a part of the lab, by the word for it: `down`, `up` and more. */
export type Switch = Readonly<Record<string, () => Promise<void> | void>>;

/** One scrape target: one exporter, one path. */
export interface Target {
  /** Unique, part of the path. */
  name: string;
  job: string;
  instance: string;
  /** More labels that Prometheus puts on everything from this target. */
  labels: LabelSet;
  families: readonly Family[];
  /** False while the exporter did not answer: then there is `up` 0 and nothing else. */
  answers: (t: number) => boolean;
  /** Parts of it that can be switched, by their names. */
  switches?: Readonly<Record<string, Switch>>;
}

export const gauge = (name: string, help: string, series: readonly LabSeries[]): Family => ({
  name,
  type: 'gauge',
  help,
  series,
});

export const counter = (name: string, help: string, series: readonly LabSeries[]): Family => ({
  name,
  type: 'counter',
  help,
  series,
});

/** A series that never changes. */
export const constant = (labels: LabelSet, value: number): LabSeries => ({ labels, value: () => value });

/** Rounds to `digits` decimals: exporters do not print 17 digits, and short numbers keep the blocks small. */
export function rounded(digits: number, value: (t: number) => number): (t: number) => number {
  const scale = 10 ** digits;
  return (t) => Math.round(value(t) * scale) / scale;
}

/** A counter: `perUnit` times the curve's integral since `start`, which may move (a reset). */
export function accumulated(
  curve: Wave,
  start: (t: number) => number,
  perUnit: number,
  digits: number
): (t: number) => number {
  let from = NaN;
  let before = 0;
  return rounded(digits, (t) => {
    if (start(t) !== from) {
      from = start(t);
      before = curve.total(from);
    }
    return (curve.total(t) - before) * perUnit;
  });
}
