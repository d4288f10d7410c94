import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';

import { daysSpent } from '../../core/slo/course';
import { TIGHT_LEFT, type ObjectiveResult } from '../../core/slo/judge';
import { sliDecimals } from '../../core/slo/objective';
import { rowTitle, verdictOf } from '../../core/slo/rowOrder';
import type { Period, ScorecardRow } from '../../core/slo/scorecard';
import { becauseSentence, sliPercent } from '../../core/slo/sentences';
import { UNKNOWN_TEXT } from '../../ui/amounts';
import type { Column } from '../../ui/column';
import { Hatch } from '../../ui/Hatch';
import { Mark } from '../../ui/Mark';
import { PanelTable, RowName } from '../../ui/panel/PanelTable';
import { reasonWords } from '../../ui/reasonText';
import { BudgetBar } from '../../ui/slo/BudgetBar';
import { DayBars } from '../../ui/slo/DayBars';
import { ObjectiveMark } from '../../ui/slo/ObjectiveMark';
import { coverageText, leftText, objectiveWord, wordingIn } from '../../ui/slo/objectiveWords';
import { t } from '../../ui/t';
import { markColor } from '../../ui/verdictLook';
import { decimalText } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { budgetColumns, type Cells } from './budgetColumns';
import type { Layout } from './layout';
import { objectiveHref } from './scorecardHref';

interface Props {
  rows: readonly ScorecardRow[];
  layout: Layout;
  period: Period;
  width: number;
}

const BAR_PX = 6;
const DAYS_PX = 20;

/** A line per budget: what is left of it and, where there is room, the SLI and how it was spent day by day. */
export function BudgetTable({ rows, layout, period, width }: Props) {
  const cells: Cells<ScorecardRow> = {
    verdict: (row) => <ObjectiveMark verdict={verdictOf(row)} size="sm" />,
    name: (row) => <Name row={row} period={period} hasGlyph={!layout.isWide} />,
    target: ({ objective }) => `${objective.target} %`,
    sli: (row) => <Sli row={row} />,
    budget: (row, hasBar) => <Budget row={row} hasBar={hasBar} />,
    days: (row, px) => <Days row={row} width={px} />,
    coverage: (row) => <Coverage row={row} />,
  };
  const columns: ReadonlyArray<Column<ScorecardRow>> = budgetColumns(cells, layout, width);
  return (
    <PanelTable
      label={t('panel.slo.objectives', 'Objectives')}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      hasHead={layout.hasTableHead}
      width={width}
    />
  );
}

function Name({ row, period, hasGlyph }: { row: ScorecardRow; period: Period; hasGlyph: boolean }) {
  const zone = useZone();
  const title = rowTitle(row);
  const why = sentenceOf(row, zone);
  const verdict = verdictOf(row);
  return (
    <RowName>
      {hasGlyph && <Mark state={verdict} word={objectiveWord(verdict)} glyphOnly size="sm" />}
      <a href={objectiveHref(row.objective.id, row.group, period)} title={why === '' ? title : `${title}. ${why}`}>
        {title}
      </a>
    </RowName>
  );
}

function sentenceOf({ results: [result] }: ScorecardRow, zone: string): string {
  if (result?.because?.code === 'source') {
    return reasonWords(result.because.reason);
  }
  return result ? becauseSentence(result, wordingIn(zone)) : '';
}

/** Also where nothing can be told of it: then beside the verdict, as what was counted. */
function Sli({ row: { results, objective } }: { row: ScorecardRow }) {
  const styles = useStyles2(getStyles);
  const [result] = results;
  const isKnown = result !== undefined && result.verdict !== 'unknown';
  if (!result || result.sli === null) {
    return <Unknown />;
  }
  return (
    <span className={isKnown ? undefined : styles.quiet}>
      {decimalText(sliPercent(result.sli, objective.target), sliDecimals(objective.target), true)}
    </span>
  );
}

function Budget({ row, hasBar }: { row: ScorecardRow; hasBar: boolean }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const left = leftOf(row.results[0]);
  const verdict = standingOf(left);
  const text =
    left === null ? (
      <Unknown />
    ) : (
      <span style={verdict === 'pass' ? undefined : { color: markColor(verdict, theme) }}>{percentLeft(left)}</span>
    );
  return hasBar ? (
    <span className={styles.budget}>
      <BudgetBar left={left} verdict={verdict} height={BAR_PX} />
      {text}
    </span>
  ) : (
    text
  );
}

function Unknown() {
  const theme = useTheme2();
  return <span style={{ color: markColor('unknown', theme) }}>{UNKNOWN_TEXT}</span>;
}

/** What is overspent tenfold and more is not told any closer: there is no room for it. */
function percentLeft(left: number): string {
  return left < -9.995 ? t('panel.slo.far-below', '< −999 %') : `${leftText(left)} %`;
}

/** What is left where it is a result. */
function leftOf(result: ObjectiveResult | undefined): number | null {
  return !result || result.verdict === 'unknown' ? null : (result.budget?.left ?? null);
}

/** Of the number alone: a budget that burns fast has its verdict in the mark. */
function standingOf(left: number | null) {
  return left === null ? 'unknown' : left < 0 ? 'fail' : left < TIGHT_LEFT ? 'warn' : 'pass';
}

function Days({ row, width }: { row: ScorecardRow; width: number }) {
  const zone = useZone();
  const [result] = row.results;
  const days = useMemo(
    () => (result && row.counts ? daysSpent({ result, counts: row.counts }, zone) : null),
    [row, result, zone]
  );
  if (!result || days === null) {
    // What a composite spent is what its members did.
    return row.objective.sli.kind === 'composite' ? null : <Hatch width={width} height={DAYS_PX} />;
  }
  const isUnknown = result.verdict === 'unknown' && result.budget === null;
  return <DayBars days={days} readToMs={result.span.readToMs} width={width} height={DAYS_PX} isUnknown={isUnknown} />;
}

function Coverage({ row: { results, objective } }: { row: ScorecardRow }) {
  const theme = useTheme2();
  const coverage = results[0]?.coverage ?? 0;
  const isLow = coverage < objective.guards.minCoverage;
  return (
    <span style={{ color: isLow ? markColor('unknown', theme) : theme.colors.text.secondary }}>
      {coverageText(coverage)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ color: theme.colors.text.secondary }),
  budget: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 60px',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    '& > :last-child': { textAlign: 'right', whiteSpace: 'nowrap' },
  }),
});
