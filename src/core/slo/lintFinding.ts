import type { Series } from '../check/series';
import type { Reason } from '../check/verdict';

/** What a linter of objectives says of one thing that it looked at. */
export interface LintFinding {
  code: LintCode;
  /** `unchecked`: it could not be looked at, which is not `ok`. */
  severity: 'ok' | 'warning' | 'error' | 'unchecked';
  /** Field of the written objective: `sli.ratio.bad`. */
  field: string;
  /** What the sentence is made of. */
  params: Readonly<Record<string, string | number>>;
  /** Why it could not be looked at. */
  reason?: Reason;
}

/** What is looked at. The words of each are in `lintSentence`. */
export type LintCode =
  | 'exists'
  | 'none-so-far'
  | 'bucket'
  | 'bucket-spelling'
  | 'bucket-missing'
  | 'bucket-partial'
  | 'counter'
  | 'gauge-of-uptime'
  | 'within'
  | 'several-series'
  | 'history'
  | 'traffic'
  | 'group-labels';

/** The rows of a query, or why there are none. */
export type Read = (refId: string) => readonly Series[] | Reason;

/** Of a query that gives one number. */
export function lastOf(rows: readonly Series[]): number | null {
  const [row] = rows;
  return row === undefined ? null : valueOf(row);
}

export function valueOf({ values }: Series): number | null {
  return values[values.length - 1] ?? null;
}

export function unchecked(code: LintCode, field: string, reason: Reason): LintFinding {
  return { code, severity: 'unchecked', field, params: {}, reason };
}
