import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useState, type ReactNode } from 'react';

import { budgetOf } from '../../../core/slo/budget';
import type { BadPeriod } from '../../../core/slo/course';
import { allowedRatio } from '../../../core/slo/objective';
import type { ScorecardRow } from '../../../core/slo/scorecard';
import { useConnection } from '../../../ui/connection';
import { Hatch } from '../../../ui/Hatch';
import { useAppend, useMayNotAppend } from '../../../ui/journal/useAppend';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { leftText } from '../../../ui/slo/objectiveWords';
import { t } from '../../../ui/t';
import { ReasonLine } from '../ReasonLine';
import { BudgetChart } from './BudgetChart';
import { BurnTable } from './BurnTable';
import { Computed } from './Computed';
import { EatenTable } from './EatenTable';
import { ExcludeDialog } from './ExcludeDialog';
import { LeftOut } from './LeftOut';
import { Members } from './Members';
import { ObjectiveFigures } from './ObjectiveFigures';
import { SliChart } from './SliChart';
import type { CountedView, ObjectiveView } from './view';
import { WhatIf } from './WhatIf';

interface Props {
  view: ObjectiveView;
  rows: readonly ScorecardRow[];
  window: string | null;
  /** Something was written that changes the numbers. */
  onWritten: () => void;
  onExport: () => void;
}

/** The page below its window, from the figures to how they are computed. */
export function ObjectiveBody({ view, rows, window, onWritten, onExport }: Props) {
  const styles = useStyles2(getStyles);
  const { row, result, leftOut } = view;
  const { journal } = useConnection().connection;
  const exclusions = useAppend(journal, onWritten);
  const mayNot = useMayNotAppend(journal);
  const [excluding, exclude] = useState<{ period: BadPeriod | null } | null>(null);
  const counted: CountedView | null = row.counts === null ? null : { ...view, counts: row.counts };
  const open = (period: BadPeriod | null) => {
    exclusions.forgetProblem();
    exclude({ period });
  };
  const left = <LeftOut leftOut={leftOut} exclusions={exclusions} mayNot={mayNot} isElsewhere={excluding !== null} />;
  return (
    <>
      <ObjectiveFigures view={view} />
      {result.because && (
        <div className={styles.reason}>
          {result.verdict === 'unknown' && <Mark state="unknown" glyphOnly />}
          <ReasonLine row={row} window={window} isCut={false} />
        </div>
      )}
      <Agreement view={view} />
      {counted ? (
        <Counted view={counted} onExclude={open} mayNot={mayNot}>
          {left}
        </Counted>
      ) : view.objective.sli.kind === 'composite' ? (
        <Members view={view} rows={rows} window={window} />
      ) : (
        <Section title={t('budget.title', 'Error budget')}>
          <Hatch height={120} />
        </Section>
      )}
      {!counted && left}
      {counted && <WhatIf view={counted} />}
      <Computed view={view} counted={counted} rows={rows} onExport={onExport} />
      {counted && excluding && (
        <ExcludeDialog view={counted} period={excluding.period} exclusions={exclusions} onClose={() => exclude(null)} />
      )}
    </>
  );
}

interface CountedProps {
  view: CountedView;
  onExclude: (period: BadPeriod | null) => void;
  mayNot: string | null;
  /** What is left out, below what ate the budget. */
  children: ReactNode;
}

/** What was counted: the letters of the chart and of the table are looked at together. */
function Counted({ view, onExclude, mayNot, children }: CountedProps) {
  const styles = useStyles2(getStyles);
  const [lit, light] = useState<string | null>(null);
  // Of a period that is over nothing burns any more.
  const { burns } = view.result;
  return (
    <>
      <div className={cx(burns.length > 0 && styles.columns)}>
        <div className={styles.chart}>
          <BudgetChart view={view} lit={lit} onLight={light} />
        </div>
        {burns.length > 0 && <BurnTable burns={burns} />}
      </div>
      <EatenTable view={view} lit={lit} onLight={light} onExclude={onExclude} mayNot={mayNot} />
      {children}
      <SliChart view={view} />
    </>
  );
}

/** What the contract promises beside the team's own objective. */
function Agreement({ view: { objective, result } }: { view: ObjectiveView }) {
  const styles = useStyles2(getStyles);
  const { agreement } = objective;
  if (agreement === undefined) {
    return null;
  }
  const { agreementHolds, sum, verdict } = result;
  const budget = budgetOf(sum.total, sum.bad, allowedRatio(agreement));
  const isUnknown = agreementHolds === null || budget === null || verdict === 'unknown';
  return (
    <p className={styles.agreement}>
      {t('agreement.what', 'Agreement (SLA) {{target}} %', { target: agreement })}
      {isUnknown ? (
        <Mark state="unknown" word={t('agreement.unknown', 'Unknown')} />
      ) : (
        <>
          <Mark
            state={agreementHolds ? 'pass' : 'fail'}
            word={agreementHolds ? t('agreement.holds', 'Holds') : t('agreement.broken', 'Broken')}
          />
          <span>{t('agreement.left', '{{left}} % of its budget left', { left: leftText(budget.left) })}</span>
        </>
      )}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  reason: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(0.75), marginTop: theme.spacing(2) }),
  agreement: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    margin: theme.spacing(1, 0, 0),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 384px',
    gap: theme.spacing(0, 4),
    '@container (max-width: 899px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  chart: css({ minWidth: 0 }),
});
