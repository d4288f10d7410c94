import type { Series } from '../check/series';
import { isReason, type Reason } from '../check/verdict';
import type { CachedStretch } from './countCache';
import { isSameRow } from './row';
import type { Stretch } from './stretches';

/** What was answered about a stretch, and what that told. */
export interface Answer {
  stretch: Stretch;
  /** In the order of what was asked. */
  rows: ReadonlyArray<readonly Series[] | Reason>;
  /** In the order of who asked. */
  found: ReadonlyArray<CachedStretch | Reason>;
}

/** Whether the same stretch was answered with the same rows, in the same order. What failed is never the same. */
export function isSameAnswer(
  { stretch, rows }: Answer,
  { fromMs, toMs, stepMs }: Stretch,
  answers: Answer['rows']
): boolean {
  return (
    stretch.fromMs === fromMs &&
    stretch.toMs === toMs &&
    stretch.stepMs === stepMs &&
    rows.length === answers.length &&
    rows.every((own, index) => {
      const other = answers[index];
      return (
        !isReason(own) &&
        other !== undefined &&
        !isReason(other) &&
        other.length === own.length &&
        own.every((series, at) => isSameSeries(series, other[at]))
      );
    })
  );
}

function isSameSeries(a: Series, b: Series | undefined): boolean {
  return (
    b !== undefined &&
    isSameRow(a.timesMs, b.timesMs) &&
    isSameRow(a.values, b.values) &&
    Object.keys(a.labels).length === Object.keys(b.labels).length &&
    Object.entries(a.labels).every(([name, value]) => b.labels[name] === value)
  );
}
