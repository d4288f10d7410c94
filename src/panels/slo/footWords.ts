import type { Objective } from '../../core/slo/objective';
import type { Period, ScorecardRow } from '../../core/slo/scorecard';
import { coverageText } from '../../ui/slo/objectiveWords';
import { periodShort, periodWords } from '../../ui/slo/periodWords';
import { t } from '../../ui/t';
import { countText } from '../../ui/when';

interface Facts {
  objectives: readonly Objective[];
  /** Null before anything was measured. */
  rows: readonly ScorecardRow[] | null;
  /** How many of them are drawn. */
  shown: number;
  period: Period;
  zone: string;
  nowMs: number;
}

/** "Worst 6 of 11, rolling 30 days. Coverage 98.9 %." */
export function wideFacts({ objectives, rows, shown, period, zone, nowMs }: Facts): string {
  const all = rows?.length ?? objectives.length;
  const window = hasOneWindow(objectives, period)
    ? periodWords(period, objectives[0], rows?.[0]?.results[0]?.span.fromMs ?? nowMs, zone)
    : t('panel.slo.own-windows', 'each over its own window');
  const values = { n: countText(shown), all: countText(all), window };
  const what =
    shown >= all
      ? t('panel.slo.all-of', 'All {{all}}, {{window}}.', values)
      : rows === null
        ? t('panel.slo.some-of', '{{n}} of {{all}}, {{window}}.', values)
        : t('panel.slo.worst-of', 'Worst {{n}} of {{all}}, {{window}}.', values);
  const coverage = rows && coverageOf(rows);
  return coverage === null
    ? what
    : `${what} ${t('panel.slo.coverage', 'Coverage {{coverage}}.', { coverage: coverageText(coverage) })}`;
}

/** "Error budget left, 30 d" */
export function smallFacts({ objectives, rows, period, zone, nowMs }: Facts): string {
  const left = t('panel.slo.left', 'Error budget left');
  return hasOneWindow(objectives, period)
    ? `${left}, ${periodShort(period, objectives[0], rows?.[0]?.results[0]?.span.fromMs ?? nowMs, zone)}`
    : left;
}

/** Whether all of them are seen over windows of one kind. */
function hasOneWindow(
  objectives: readonly Objective[],
  period: Period
): objectives is readonly [Objective, ...Objective[]] {
  const windows = new Set(objectives.map(({ window }) => JSON.stringify(window)));
  return objectives.length > 0 && (period.kind === 'month' || windows.size === 1);
}

/** Share of all their time that there is data of; null where no time was looked at. */
function coverageOf(rows: readonly ScorecardRow[]): number | null {
  const sums = rows.filter(({ reading }) => reading !== null).flatMap(({ results: [result] }) => result?.sum ?? []);
  const of = sums.reduce((all, { ofMs }) => all + ofMs, 0);
  return of === 0 ? null : sums.reduce((all, { coveredMs }) => all + coveredMs, 0) / of;
}
