/** What a check says about an entity, a check or an item. `unknown` is never better than `warn`. */
export type Verdict = 'pass' | 'warn' | 'fail' | 'unknown' | 'na';

/** Worst first: the order of every list and of every roll-up. `na` never wins over a verdict. */
export const VERDICTS_WORST_FIRST: readonly Verdict[] = ['fail', 'unknown', 'warn', 'pass', 'na'];

/** Why a verdict is `unknown` or `na`. */
export type ReasonCode =
  | 'no-data'
  | 'vanished'
  | 'source-down'
  | 'timeout'
  | 'unauthorized'
  | 'not-permitted'
  | 'query-error'
  | 'bad-response'
  | 'not-connected'
  | 'no-history'
  | 'too-many'
  | 'bad-definition'
  | 'internal';

/** A reason in words; plain text, never markup. */
export interface Reason {
  code: ReasonCode;
  /** Of `no-data` a full sentence of ours; else the words of whoever gave it: evidence, and no part of a headline. */
  detail?: string;
  /** What the server said itself, where `detail` is a sentence of ours. */
  quote?: string;
}

/** Whether what was thrown is a reason: sources reject with nothing else. */
export function isReason(error: unknown): error is Reason {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}

/** Something that was thrown and is no reason: a bug of ours, with its stack. */
export function bugOf(error: unknown): Reason {
  return { code: 'internal', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** Rank of a verdict in worst-first order, 0 = fail. */
export function verdictRank(verdict: Verdict): number {
  return VERDICTS_WORST_FIRST.indexOf(verdict);
}

/** Whether it needs somebody: it fails, warns or is unknown. */
export function isException(verdict: Verdict): boolean {
  return verdict !== 'pass' && verdict !== 'na';
}

/** The worst of the verdicts, `na` when there is none or when all are `na`. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = 'na';
  for (const verdict of verdicts) {
    if (verdictRank(verdict) < verdictRank(worst)) {
      worst = verdict;
    }
  }
  return worst;
}
