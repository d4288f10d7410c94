import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { Link } from 'react-router-dom';

import { isException, verdictRank, type Reason } from '../../../core/check/verdict';
import { targetArithmetic } from '../../../core/kpi/consistency';
import type { KpiDefinition } from '../../../core/kpi/definition';
import type { KpiReading } from '../../../core/kpi/reading';
import { formatValue } from '../../../core/check/format';
import { Hatch } from '../../../ui/Hatch';
import { Mark } from '../../../ui/Mark';
import { reasonWords } from '../../../ui/reasonText';
import { Section } from '../../../ui/Section';
import { ObjectiveMark } from '../../../ui/slo/ObjectiveMark';
import { Sparkline } from '../../../ui/Sparkline';
import { t } from '../../../ui/t';
import { markColor } from '../../../ui/verdictLook';
import { decimalText } from '../../../ui/when';
import { Ev } from '../Ev';
import { figuresHref } from '../paths';
import { FigureHow } from './FigureHow';
import { figuresCount, figureText, figureValue, targetWords, trendWords } from './figureWords';

interface Props {
  definitions: readonly KpiDefinition[];
  /** Null before anything was measured. */
  readings: readonly KpiReading[] | null;
  isReading: boolean;
  /** Why the last reading broke; null when it did not. */
  failed: Reason | null;
  /** Of the address. */
  window: string | null;
}

/** The few key figures that every look begins with, worst first, and where their targets contradict each other. */
export function KeyFigures({ definitions, readings, isReading, failed, window }: Props) {
  const styles = useStyles2(getStyles);
  const pinned = useMemo(() => definitions.filter((one) => one.pinned), [definitions]);
  const shown = useMemo(() => (readings === null ? null : worstFiguresFirst(readings.filter(isPinned))), [readings]);
  if (pinned.length === 0) {
    return null;
  }
  return (
    <div className={styles.section}>
      <Section
        title={t('figures.title', 'Key figures')}
        actions={
          <Link to={figuresHref(window)} className={styles.link}>
            {figuresCount(definitions.length)}
          </Link>
        }
      >
        {failed && (
          <p role="alert">
            <Mark state="unknown" word={t('figures.failed', 'The key figures could not be read')} />{' '}
            {reasonWords(failed)}
          </p>
        )}
        <div className={styles.band}>
          <div className={styles.grid}>
            {shown === null
              ? pinned.map(({ id, shortTitle }) => <PendingFigure key={id} name={shortTitle} isReading={isReading} />)
              : shown.map((reading) => <FigureCell key={reading.definition.id} reading={reading} />)}
          </div>
        </div>
        <Contradiction definitions={definitions} />
      </Section>
    </div>
  );
}

function isPinned({ definition }: KpiReading): boolean {
  return definition.pinned;
}

/** Missed, unknown, at risk, met; the catalogue's order within. */
export function worstFiguresFirst(readings: readonly KpiReading[]): readonly KpiReading[] {
  return [...readings].sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
}

function FigureCell({ reading }: { reading: KpiReading }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { definition, verdict } = reading;
  const { value, unit } = figureValue(reading);
  const color = isException(verdict) ? markColor(verdict, theme) : undefined;
  return (
    <div className={styles.cell} role="group" aria-label={definition.title}>
      <div className={styles.label}>
        <span>{definition.shortTitle}</span>
        <FigureHow reading={reading} />
      </div>
      <Ev of={definition.id} field="figure" label={`${definition.title}: ${figureText(reading)}`}>
        <span className={styles.value} style={{ color }}>
          {value}
        </span>
        {unit !== '' && <span className={styles.unit}> {unit}</span>}
      </Ev>
      <div className={styles.mark}>
        <ObjectiveMark verdict={verdict} size="sm" /> <span>{targetWords(definition)}</span>
      </div>
      <div className={styles.trend}>
        <FigureTrend reading={reading} />
      </div>
      <div className={styles.words}>{trendWords(reading)}</div>
    </div>
  );
}

/** How it went, day by day; a hatch where it is unknown. */
export function FigureTrend({ reading: { verdict, trend, definition } }: { reading: KpiReading }) {
  if (verdict === 'unknown') {
    return <Hatch width={120} height={24} />;
  }
  const { target } = definition;
  return (
    <Sparkline
      points={trend}
      verdict={verdict === 'pass' ? 'na' : verdict}
      {...(target.op !== 'band' && { limit: target.value })}
      width={120}
      height={24}
    />
  );
}

function PendingFigure({ name, isReading }: { name: string; isReading: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.cell}>
      <div className={styles.label}>{name}</div>
      {isReading ? <span aria-hidden className={styles.pending} /> : <span className={styles.unit}>?</span>}
    </div>
  );
}

/** "Two targets contradict each other ..." with the arithmetic on demand; nothing where they fit together. */
function Contradiction({ definitions }: { definitions: readonly KpiDefinition[] }) {
  const styles = useStyles2(getStyles);
  const [isShown, setIsShown] = useState(false);
  const arithmetic = useMemo(() => targetArithmetic(definitions), [definitions]);
  if (!arithmetic?.contradicts) {
    return null;
  }
  const { availability, mtbfSeconds, mttrSeconds, impliedAvailability, allowedMttrSeconds, neededMtbfSeconds } =
    arithmetic;
  const percent = (ratio: number) => `${decimalText(ratio * 100, 2)} %`;
  const hours = (seconds: number) => `${decimalText(seconds / 3600, 1)} h`;
  const words = {
    mttr: hours(mttrSeconds),
    mtbf: hours(mtbfSeconds),
    implied: percent(impliedAvailability),
    target: percent(availability),
  };
  return (
    <div className={styles.contradiction}>
      <Icon name="info-circle" size="sm" aria-hidden />{' '}
      {t(
        'figures.contradict',
        'Two targets contradict each other: MTTR under {{mttr}} with one failure per {{mtbf}} allows {{implied}} uptime, the uptime target is {{target}}.',
        words
      )}{' '}
      <button type="button" className={styles.link} aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
        {isShown ? t('figures.hide', 'Hide the arithmetic') : t('figures.show', 'Show the arithmetic')}
      </button>
      {isShown && (
        <pre className={styles.code} tabIndex={0}>
          {[
            `${t('figures.uptime', 'uptime')} = MTBF / (MTBF + MTTR) = ${hours(mtbfSeconds)} / (${hours(mtbfSeconds)} + ${hours(mttrSeconds)}) = ${percent(impliedAvailability)}`,
            t('figures.allowed', '{{target}} with a failure per {{mtbf}} allows an MTTR of {{allowed}}', {
              ...words,
              allowed: formatValue(allowedMttrSeconds, 'seconds'),
            }),
            t('figures.needed', '{{target}} with an MTTR of {{mttr}} needs an MTBF of {{needed}}', {
              ...words,
              needed: hours(neededMtbfSeconds),
            }),
          ].join('\n')}
        </pre>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ '& > section': { marginTop: 0 } }),
  link: css({
    display: 'inline-block',
    minHeight: 24,
    border: 0,
    padding: 0,
    background: 'none',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
  band: css({
    overflow: 'hidden',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    padding: theme.spacing(1.5, 0),
  }),
  // Each cell has its hairline on the left; that of the first one in a row lies outside.
  grid: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(156px, 1fr))',
    rowGap: theme.spacing(2),
    margin: theme.spacing(0, 0, 0, -2),
    transform: 'translateX(-1px)',
  }),
  cell: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    minWidth: 0,
    padding: theme.spacing(0, 2),
    borderLeft: `1px solid ${theme.colors.border.weak}`,
  }),
  label: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    width: '100%',
    minHeight: 24,
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
  }),
  value: css({
    fontSize: theme.typography.h3.fontSize,
    lineHeight: theme.typography.h3.lineHeight,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  unit: css({ color: theme.colors.text.secondary }),
  mark: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1),
    color: theme.colors.text.secondary,
  }),
  trend: css({ height: 24, marginTop: 'auto', paddingTop: theme.spacing(0.5), boxSizing: 'content-box' }),
  words: css({ ...theme.typography.bodySmall, minHeight: 18, color: theme.colors.text.secondary }),
  pending: css({
    display: 'block',
    width: 72,
    height: 14,
    margin: theme.spacing(1, 0),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.action.selected,
  }),
  contradiction: css({
    ...theme.typography.bodySmall,
    paddingTop: theme.spacing(1.5),
    color: theme.colors.text.secondary,
  }),
  code: css({
    ...theme.typography.code,
    fontSize: theme.typography.bodySmall.fontSize,
    letterSpacing: 0,
    whiteSpace: 'pre-wrap',
    margin: theme.spacing(1, 0, 0, 0),
    padding: theme.spacing(1, 1.5),
    color: theme.colors.text.primary,
    background: theme.colors.background.canvas,
  }),
});
