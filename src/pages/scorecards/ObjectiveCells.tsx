import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useMemo, type ReactNode } from 'react';

import { isException } from '../../core/check/verdict';
import { daysSpent } from '../../core/slo/course';
import { TIGHT_LEFT, type ObjectiveResult } from '../../core/slo/judge';
import type { Period, ScorecardRow } from '../../core/slo/scorecard';
import { Hatch } from '../../ui/Hatch';
import { BudgetBar } from '../../ui/slo/BudgetBar';
import { DayBars } from '../../ui/slo/DayBars';
import { burnText, coverageText, leftText } from '../../ui/slo/objectiveWords';
import { t } from '../../ui/t';
import { markColor } from '../../ui/verdictLook';
import { useZone } from '../../ui/zone';
import { Ev } from './Ev';
import { sliText } from './formula';
import { rowTitle } from '../../core/slo/rowOrder';
import { periodWords } from '../../ui/slo/periodWords';

const HOUR_MS = 3_600_000;
/** What is overspent further is told by its evidence. */
const LEAST_TOLD = -9.99;

interface CellProps {
  row: ScorecardRow;
  result: ObjectiveResult;
}

interface LinesProps {
  row: ScorecardRow;
  lines: ReadonlyArray<{ result: ObjectiveResult; period: Period }>;
}

/** What a contract promises, where that is less than the objective. */
export function Agreement({ row: { objective }, result }: CellProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  if (objective.agreement === undefined) {
    return null;
  }
  const isBroken = result.agreementHolds === false && result.verdict !== 'unknown';
  return (
    <div className={styles.sub} style={isBroken ? { color: markColor('fail', theme) } : undefined}>
      {isBroken
        ? t('objectives.agreement-broken', 'SLA {{target}} % broken', { target: objective.agreement })
        : t('objectives.agreement', 'SLA {{target}} %', { target: objective.agreement })}
    </div>
  );
}

export function SliCell({ row, lines, before = '' }: LinesProps & { before?: string }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const { objective } = row;
  const textOf = ({ sli }: ObjectiveResult) => (sli === null ? '—' : `${sliText(sli, objective.target)} %`);
  const shown = before === '' ? lines : lines.slice(0, 1);
  const words = shown.map(
    ({ result, period }) => `${periodWords(period, objective, result.span.fromMs, zone)}: ${textOf(result)}`
  );
  return (
    <Ev of={row.key} field="sli" label={`${rowTitle(row)}, ${t('objectives.sli', 'SLI')}, ${words.join(', ')}`}>
      {shown.map(({ result }, at) => (
        <span
          key={at}
          className={cx(
            at === 0 ? styles.first : cx(styles.second, styles.small),
            (at > 0 || !isException(result.verdict) || result.verdict === 'unknown') && styles.quiet,
            at === 0 && isException(result.verdict) && result.verdict !== 'unknown' && styles.medium
          )}
        >
          {before}
          {textOf(result)}
        </span>
      ))}
    </Ev>
  );
}

export function BudgetCell({ row, lines }: LinesProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const zone = useZone();
  const { objective } = row;
  const shown = lines.map(({ result, period }) => {
    const left = result.verdict === 'unknown' ? null : (result.budget?.left ?? null);
    const verdict = left === null ? 'unknown' : left < 0 ? 'fail' : left < TIGHT_LEFT ? 'warn' : 'pass';
    const text = left === null ? '?' : left < LEAST_TOLD ? `< ${leftText(LEAST_TOLD)} %` : `${leftText(left)} %`;
    return {
      left,
      verdict,
      text,
      words: `${periodWords(period, objective, result.span.fromMs, zone)}: ${text}`,
    } as const;
  });
  const label = t('objectives.budget', 'Error budget left');
  return (
    <Ev
      of={row.key}
      field="budget"
      className={styles.budget}
      label={`${rowTitle(row)}, ${label}, ${shown.map(({ words }) => words).join(', ')}`}
    >
      {shown.map(({ left, verdict, text }, at) => (
        <span key={at} className={cx(styles.budgetLine, at === 0 ? styles.first : cx(styles.second, styles.small))}>
          <span>
            <BudgetBar left={left} verdict={verdict} height={at === 0 ? 8 : 4} />
          </span>
          <span
            className={cx(at === 0 && verdict !== 'pass' && styles.medium)}
            style={{ color: verdict === 'pass' ? undefined : markColor(verdict, theme) }}
          >
            {text}
          </span>
        </span>
      ))}
    </Ev>
  );
}

export function BurnCell({ row, result, hours }: CellProps & { hours: 1 | 72 }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const rate =
    result.verdict === 'unknown' ? null : (result.burns.find(({ longMs }) => longMs === hours * HOUR_MS)?.long ?? null);
  if (rate === null) {
    return <span className={styles.nothing}>—</span>;
  }
  const name = hours === 1 ? t('objectives.burn-1h', 'Burn 1 h') : t('objectives.burn-3d', 'Burn 3 d');
  return (
    <Ev of={row.key} field={hours === 1 ? 'burn1h' : 'burn3d'} label={`${rowTitle(row)}, ${name}: ${burnText(rate)}`}>
      <span
        className={cx(rate <= 1 && styles.quiet)}
        style={rate > 1 ? { color: markColor('warn', theme) } : undefined}
      >
        {burnText(rate)}
      </span>
    </Ev>
  );
}

export function Strip({ row, result, width }: CellProps & { width: number }): ReactNode {
  const zone = useZone();
  const days = useMemo(
    () => (row.counts === null ? null : daysSpent({ result, counts: row.counts }, zone)),
    [row, result, zone]
  );
  if (days === null) {
    return row.objective.sli.kind === 'composite' ? null : <Hatch height={22} />;
  }
  return (
    <Ev
      of={row.key}
      field="days"
      label={t('objectives.days-of', '{{title}}, budget spent per day', { title: rowTitle(row) })}
    >
      <DayBars
        days={days}
        readToMs={result.span.readToMs}
        width={width}
        isUnknown={result.verdict === 'unknown' && result.budget === null}
      />
    </Ev>
  );
}

export function CoverageCell({ row, result }: CellProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const isLow = result.coverage < row.objective.guards.minCoverage;
  const text = coverageText(result.coverage);
  return (
    <Ev of={row.key} field="coverage" label={`${rowTitle(row)}, ${t('objectives.coverage', 'Coverage')}: ${text}`}>
      <span
        className={isLow ? styles.medium : styles.quiet}
        style={isLow ? { color: markColor('unknown', theme) } : undefined}
      >
        {text}
      </span>
    </Ev>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  medium: css({ fontWeight: theme.typography.fontWeightMedium }),
  sub: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
  small: css({ fontSize: theme.typography.bodySmall.fontSize }),
  quiet: css({ color: theme.colors.text.secondary }),
  nothing: css({ color: theme.colors.text.disabled }),
  first: css({ display: 'block', lineHeight: '22px' }),
  second: css({ display: 'block', lineHeight: '18px', color: theme.colors.text.secondary }),
  budget: css({ display: 'block', width: '100%' }),
  budgetLine: css({
    '&&': { display: 'grid' },
    gridTemplateColumns: 'minmax(0, 1fr) minmax(56px, max-content)',
    alignItems: 'center',
    textAlign: 'right',
  }),
});
