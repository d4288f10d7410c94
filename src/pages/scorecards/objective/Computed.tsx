import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { useMemo, type ReactNode } from 'react';

import { judge, type ObjectiveResult } from '../../../core/slo/judge';
import type { ScorecardRow } from '../../../core/slo/scorecard';
import { Section } from '../../../ui/Section';
import { MethodBadge } from '../../../ui/slo/MethodBadge';
import { methodWords, recorderName } from '../../../ui/slo/methodWords';
import { plural, t } from '../../../ui/t';
import { useZone } from '../../../ui/zone';
import { formulaText, sliText } from '../formula';
import { coverageWords, gapWords, spanWords } from '../RowEvidence';
import { Accuracy } from './Accuracy';
import { amountText, nounText } from './amountText';
import { ChangedBy } from './ChangedBy';
import type { CountedView, ObjectiveView } from './view';

interface Props {
  view: ObjectiveView;
  /** The same where it was counted. */
  counted: CountedView | null;
  /** All of them: a composite is made of others. */
  rows: readonly ScorecardRow[];
  onExport: () => void;
}

/** Formula with the numbers of this window, the query, and everything that a doubting reader asks. */
export function Computed({ view, counted, rows, onExport }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const { row, objective, result } = view;
  const formula = formulaText(row, 0, rows);
  const queries = row.reading?.ok === true ? row.reading.queries : [];
  const texts = useMemo(() => textFacts(row, result, counted, zone), [row, result, counted, zone]);
  const facts: ReadonlyArray<readonly [string, ReactNode]> = [
    [
      t('computed.method', 'Method'),
      <span key="method">
        {texts.method} <MethodBadge objective={objective} />
      </span>,
    ],
    [t('computed.coverage', 'Coverage'), texts.coverage],
    [t('computed.left-out', 'Left out'), texts.leftOut],
    ...(texts.traffic === null ? [] : [[t('computed.traffic', 'Low traffic'), texts.traffic] as const]),
    ...(counted
      ? [
          [
            t('computed.accuracy', 'Accuracy'),
            <Accuracy key={result.span.toMs === view.atMs ? 0 : result.span.fromMs} view={counted} />,
          ] as const,
        ]
      : []),
    [
      t('computed.alerts', 'Alerts'),
      <span key="alerts">
        {recorderName(objective) === null
          ? t('computed.alerts-none', 'None of ours.')
          : t('computed.alerts-theirs', 'Those of {{who}}.', { who: recorderName(objective) ?? '' })}{' '}
        <button type="button" className={styles.link} onClick={onExport}>
          {t('computed.export', 'Export rules')}
        </button>{' '}
        {t('computed.alerts-load', 'and load them where your rules live.')}
      </span>,
    ],
    [t('computed.changed', 'Changed'), <ChangedBy key="changed" objective={objective} />],
  ];
  const text = () => [objective.title, formula, ...queries, texts.method, texts.coverage, texts.leftOut].join('\n\n');
  return (
    <Section
      title={t('computed.title', 'How this is computed')}
      actions={
        <ClipboardButton size="sm" variant="secondary" fill="text" icon="copy" getText={text}>
          {t('computed.copy', 'Copy as text')}
        </ClipboardButton>
      }
    >
      <div className={styles.columns}>
        <div className={styles.left}>
          <pre className={styles.code} tabIndex={0} aria-label={t('computed.formula', 'Formula')}>
            {formula}
          </pre>
          {queries.map((query) => (
            <pre key={query} className={styles.code} tabIndex={0} aria-label={t('computed.query', 'Query')}>
              {query}
            </pre>
          ))}
        </div>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Section>
  );
}

function textFacts(row: ScorecardRow, result: ObjectiveResult, counted: CountedView | null, zone: string) {
  const { objective } = row;
  return {
    method: methodWords(objective),
    coverage:
      objective.sli.kind === 'composite'
        ? t('computed.coverage-least', 'The least of its members.')
        : counted === null
          ? coverageWords(result)
          : `${coverageWords(result)} ${gapWords(row, result, zone)}`.trim(),
    leftOut: leftOutText(result, counted, zone),
    traffic: trafficText(result),
  };
}

/** What is left out, and what the SLI were if it counted. */
function leftOutText(result: ObjectiveResult, counted: CountedView | null, zone: string): string {
  const { exclusions, objective, group, span } = result;
  if (exclusions.length === 0) {
    return t('computed.nothing', 'Nothing.');
  }
  const said = exclusions.map(({ fromMs, toMs, why, by }) =>
    t('computed.exclusion', '{{span}}: {{why}} ({{by}}).', { span: spanWords(fromMs, toMs, zone), why, by })
  );
  const all = counted && judge(objective, group, counted.counts, { span, nowMs: counted.atMs, exclusions: [] });
  const without =
    all?.sli == null
      ? []
      : [t('computed.if-counted', 'If it counted: {{sli}} %.', { sli: sliText(all.sli, objective.target) })];
  return [...said, ...without].join(' ');
}

function trafficText({ unit, sum, objective }: ObjectiveResult): string | null {
  const { minEvents, minBadEvents } = objective.guards;
  if (unit !== 'events') {
    return null;
  }
  const seen = { noun: nounText(objective), seen: amountText(sum.total) };
  const alert =
    minBadEvents > 0
      ? [
          plural('computed.min-bad', minBadEvents, {
            one: 'An alert needs {{count}} bad one.',
            other: 'An alert needs {{count}} bad ones.',
          }),
        ]
      : [];
  const verdict =
    minEvents > 0
      ? t('computed.min-events', '{{needed}} {{noun}} needed for a verdict, {{seen}} seen.', {
          ...seen,
          needed: amountText(minEvents),
        })
      : t('computed.no-min', 'Any number of {{noun}} gives a verdict, {{seen}} seen.', seen);
  return [verdict, ...alert].join(' ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1.3fr) minmax(0, 1fr)',
    gap: theme.spacing(2, 4),
    '@container (max-width: 799px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  left: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), minWidth: 0 }),
  code: css({
    ...theme.typography.code,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.6,
    letterSpacing: 0,
    margin: 0,
    padding: theme.spacing(1, 1.5),
    overflowX: 'auto',
    whiteSpace: 'pre',
    color: theme.colors.text.primary,
    background: theme.colors.background.canvas,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    '&:not(:first-child)': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  }),
  facts: css({
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
    '& > div': {
      display: 'grid',
      gridTemplateColumns: '112px minmax(0, 1fr)',
      gap: theme.spacing(1),
      paddingBottom: theme.spacing(0.75),
    },
    '& dt': { fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
    '& button': { paddingLeft: 0 },
  }),
  link: css({
    minHeight: 24,
    border: 0,
    padding: 0,
    background: 'none',
    font: 'inherit',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
