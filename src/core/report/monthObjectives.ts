import { STATE_LETTERS } from '../check/stateLetters';
import type { ReasonCode, Verdict } from '../check/verdict';
import type { Exclusion } from '../slo/counts';
import { badPeriods, daysSpent, type BadPeriod, type DaySpent } from '../slo/course';
import type { ObjectivesDesk } from '../slo/desk';
import type { Promised } from '../slo/promises';
import type { Because } from '../slo/judge';
import type { Objective } from '../slo/objective';
import { rowTitle, worstRowsFirst } from '../slo/rowOrder';
import type { Scorecard, ScorecardRow } from '../slo/scorecard';
import type { Month } from '../time/month';

/** What objectives say of a month that is over: plain data, so that a worker can be given it. */
export interface MonthObjectives {
  /** Missed, unknown, held; within each what spent most first. */
  rows: readonly ObjectiveRow[];
  /** Definitions that could not be read. */
  unreadDefinitions: number;
  /** Why the journal could not be read; null when it was. */
  journalFailed: ReasonCode | null;
  /** Sources that could not be asked whether others record objectives there. */
  unsearched: ReadonlyArray<{ name: string; reason: ReasonCode }>;
}

/** One budget over the month: an objective, or one of its groups. */
export interface ObjectiveRow {
  objective: Objective;
  /** With its group. */
  title: string;
  /** pass: held, fail: missed, unknown: cannot be told. Of a month that is over nothing is at risk. */
  verdict: Verdict;
  because: Because | null;
  /** Share of good ones, 0 to 1; null where nothing was counted. */
  sli: number | null;
  /** Share of the budget that was spent; null where nothing was counted. Infinite where nothing may be bad and something was. */
  spent: number | null;
  /** Share of the month that there is data of, 0 to 1. */
  coverage: number;
  /** Whether the contract's target held; null without one or where the SLI says nothing. */
  agreementHolds: boolean | null;
  /** One of `STATE_LETTERS` per day of the month: pass, warn for more than an even share of the budget, fail for more than a tenth. */
  days: string;
  /** That ate at least 1 % of the budget each, largest first. */
  periods: readonly BadPeriod[];
  exclusions: readonly Exclusion[];
}

/** So long after a month it is read: all of it lies in whole hours, and no alert of its last hours is a verdict of the month. */
const SETTLED_MS = 86_400_000;
/** A day that ate more than this share of the budget. */
const BAD_DAY = 0.1;

/** Reads a month that is over: the same whenever it is read, wherever, and whatever was read before. Rejects only when it is aborted. */
export async function askObjectives(
  desk: ObjectivesDesk,
  month: Month,
  nowMs: number,
  signal: AbortSignal,
  onProgress?: (done: number, of: number) => void
): Promise<MonthObjectives> {
  const promised = await desk.promised(nowMs, signal, month.toMs);
  const { objectives, exclusions } = promised;
  const scorecard = await desk.measure(
    {
      objectives,
      exclusions,
      periods: [{ kind: 'month', month }],
      nowMs: month.toMs + SETTLED_MS,
      isFresh: true,
    },
    signal,
    onProgress
  );
  return monthObjectives(month, promised, scorecard);
}

export function monthObjectives(month: Month, promised: Promised, { rows }: Pick<Scorecard, 'rows'>): MonthObjectives {
  return {
    rows: worstRowsFirst(rows).flatMap((row) => objectiveRow(month, row)),
    unreadDefinitions: promised.problems.length,
    journalFailed: promised.journalFailed?.code ?? null,
    unsearched: promised.unsearched.map(({ name, reason }) => ({ name, reason: reason.code })),
  };
}

function objectiveRow(month: Month, row: ScorecardRow): ObjectiveRow[] {
  const { objective, counts, results } = row;
  const [result] = results;
  if (!result) {
    return [];
  }
  const course = counts && { result, counts };
  return [
    {
      objective,
      title: rowTitle(row),
      verdict: result.verdict === 'warn' ? 'pass' : result.verdict,
      because: result.because ?? null,
      sli: result.sli,
      spent: result.budget?.consumed ?? null,
      coverage: result.coverage,
      agreementHolds: result.agreementHolds,
      days: lettersOf(month, objective, course && daysSpent(course, month.zone)),
      periods: course ? badPeriods(course) : [],
      exclusions: result.exclusions,
    },
  ];
}

function lettersOf({ days }: Month, { sli }: Objective, spent: readonly DaySpent[] | null): string {
  // What a composite spent is what its members did.
  const none = sli.kind === 'composite' ? STATE_LETTERS.na : STATE_LETTERS.unknown;
  const shares = new Map(spent?.map(({ date, share }) => [date, share]));
  return days
    .map(({ date }) => {
      const share = shares.get(date) ?? null;
      return share === null ? none : share > BAD_DAY ? STATE_LETTERS.fail : evenly(share, days.length);
    })
    .join('');
}

function evenly(share: number, days: number): string {
  return share * days > 1 ? STATE_LETTERS.warn : STATE_LETTERS.pass;
}
