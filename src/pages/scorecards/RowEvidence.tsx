import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo, useRef } from 'react';

import { daysSpent, gapsOf } from '../../core/slo/course';
import type { ObjectiveResult } from '../../core/slo/judge';
import type { Period, ScorecardRow } from '../../core/slo/scorecard';
import { durationText } from '../../ui/duration';
import { Hatch } from '../../ui/Hatch';
import { reasonWords } from '../../ui/reasonText';
import { DayBars } from '../../ui/slo/DayBars';
import { MethodBadge } from '../../ui/slo/MethodBadge';
import { methodWords, originWords } from '../../ui/slo/methodWords';
import { burnText, coverageText, leftText } from '../../ui/slo/objectiveWords';
import { plural, t } from '../../ui/t';
import { useWidth } from '../../ui/useWidth';
import { clockTime, clockTimeWithSeconds, countText, decimalText, shortDate } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { EvidenceDrawer, type AskedQuery } from './EvidenceDrawer';
import type { EvidenceField } from './evidenceAddress';
import { burnFormula, formulaText, sliText } from './formula';
import { rowTitle } from '../../core/slo/rowOrder';
import { periodWords } from '../../ui/slo/periodWords';

interface Props {
  row: ScorecardRow;
  field: EvidenceField;
  periods: readonly Period[];
  /** All of them: a composite is made of others. */
  rows: readonly ScorecardRow[];
  /** When it was asked for and when it was answered, ms. */
  read: { askedMs: number | null; readMs: number | null };
  onClose: () => void;
}

const HOUR_MS = 3_600_000;
/** Gaps that are told one by one. */
const FEW_GAPS = 3;

/** Everything behind one number of an objective, over the chosen window. */
export function RowEvidence({ row, field, periods, rows, read, onClose }: Props) {
  const zone = useZone();
  const [result] = row.results;
  if (!result) {
    return null;
  }
  const isBurn = field === 'burn1h' || field === 'burn3d';
  const other = row.results[1];
  const isOther = other && (other.span.fromMs !== result.span.fromMs || other.span.readToMs !== result.span.readToMs);
  const formula = isBurn
    ? burnFormula(row, (field === 'burn1h' ? 1 : 72) * HOUR_MS)
    : [
        formulaText(row, 0, rows),
        ...(isOther && periods[1]
          ? [`${periodWords(periods[1], row.objective, other.span.fromMs, zone)}\n${formulaText(row, 1, rows)}`]
          : []),
      ].join('\n\n');
  return (
    <EvidenceDrawer
      title={rowTitle(row)}
      subtitle={subtitleOf(row, result, field, periods, zone)}
      formula={formula}
      queries={queriesOf(row)}
      coverage={{
        heading: t('evidence.coverage', 'Coverage {{share}}', { share: coverageText(result.coverage) }),
        content: <Coverage row={row} result={result} />,
      }}
      facts={factsOf(row, result, read, zone)}
      onClose={onClose}
    />
  );
}

/** "Error budget left, rolling 30 days: −38 %" */
function subtitleOf(
  { objective }: ScorecardRow,
  result: ObjectiveResult,
  field: EvidenceField,
  periods: readonly Period[],
  zone: string
): string {
  const { sli, budget, burns, coverage, span, verdict } = result;
  const over = periodWords(periods[0] ?? { kind: 'own' }, objective, span.fromMs, zone);
  const burn = (hours: number) => burns.find(({ longMs }) => longMs === hours * HOUR_MS)?.long ?? null;
  const rate = (value: number | null) => (value === null ? '?' : burnText(value));
  switch (field) {
    case 'sli':
      return t('evidence.sli', 'SLI, {{over}}: {{value}}', {
        over,
        value: sli === null ? '?' : `${sliText(sli, objective.target)} %`,
      });
    case 'burn1h':
      return t('evidence.burn-1h', 'Burn rate of the last hour: {{value}}', { value: rate(burn(1)) });
    case 'burn3d':
      return t('evidence.burn-3d', 'Burn rate of the last 3 days: {{value}}', { value: rate(burn(72)) });
    case 'coverage':
      return t('evidence.coverage-over', 'Coverage, {{over}}: {{value}}', { over, value: coverageText(coverage) });
    default:
      return t('evidence.budget', 'Error budget left, {{over}}: {{value}}', {
        over,
        value: budget === null || verdict === 'unknown' ? '?' : `${leftText(budget.left)} %`,
      });
  }
}

function queriesOf({ reading }: ScorecardRow): readonly AskedQuery[] {
  return reading?.ok ? reading.queries.map((expr) => ({ name: '', expr, sourceUid: reading.source.uid })) : [];
}

/** A strip of days, and in words how much there is and what is missing. */
function Coverage({ row, result }: { row: ScorecardRow; result: ObjectiveResult }) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  const frame = useRef<HTMLDivElement>(null);
  const width = Math.min(useWidth(frame) ?? 480, 480);
  const { counts, objective } = row;
  const days = useMemo(
    () =>
      counts === null
        ? null
        : daysSpent({ result, counts }, zone).map((day) => ({ ...day, share: day.coverage >= 0.9995 ? 0 : null })),
    [counts, result, zone]
  );
  return (
    <div ref={frame}>
      {days === null ? (
        <Hatch height={12} width={width} />
      ) : (
        <DayBars days={days} readToMs={result.span.readToMs} width={width} height={16} />
      )}
      <p className={styles.words}>
        {counts === null && row.objective.sli.kind === 'composite'
          ? t('evidence.coverage-least', 'The least of its members.')
          : `${coverageWords(result)} ${counts === null ? '' : gapWords(row, result, zone)}`}{' '}
        {t('evidence.needs', 'A verdict needs {{share}} %.', {
          share: decimalText(objective.guards.minCoverage * 100, 1),
        })}
      </p>
    </div>
  );
}

/** "717 of 720 hours have data." */
export function coverageWords({ sum }: ObjectiveResult): string {
  const hours = (ms: number) => decimalText(Math.floor((ms / HOUR_MS) * 10) / 10, 1);
  return t('evidence.hours', '{{covered}} of {{all}} hours have data.', {
    covered: hours(sum.coveredMs),
    all: hours(sum.ofMs),
  });
}

/** "Nothing from 7 Nov, 12:00 to 15:00." The longest gaps, in their order. */
export function gapWords({ counts }: ScorecardRow, { span }: ObjectiveResult, zone: string): string {
  const gaps = counts === null ? [] : gapsOf(counts, span);
  const told = [...gaps]
    .sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))
    .slice(0, FEW_GAPS)
    .sort((a, b) => a.fromMs - b.fromMs);
  const rest = gaps.length - told.length;
  if (told.length === 0) {
    return '';
  }
  const words = told.map(({ fromMs, toMs }) => spanWords(fromMs, toMs, zone)).join('; ');
  return rest === 0
    ? t('evidence.gaps', 'Nothing from {{spans}}.', { spans: words })
    : plural(
        'evidence.more-gaps',
        rest,
        {
          one: 'Nothing from {{spans}}; and {{count}} shorter gap.',
          other: 'Nothing from {{spans}}; and {{count}} shorter gaps.',
        },
        { spans: words }
      );
}

/** `7 Nov, 12:00 to 15:00` */
export function spanWords(fromMs: number, toMs: number, zone: string): string {
  const from = shortDate(fromMs, zone);
  const to = shortDate(toMs, zone);
  return t('evidence.span', '{{from}} to {{to}}', {
    from: `${from}, ${clockTime(fromMs, zone)}`,
    to: `${from === to ? '' : `${to}, `}${clockTime(toMs, zone)}`,
  });
}

function factsOf(
  row: ScorecardRow,
  result: ObjectiveResult,
  { askedMs, readMs }: Props['read'],
  zone: string
): Array<readonly [string, React.ReactNode]> {
  const { objective, reading } = row;
  const { exclusions, span } = result;
  return [
    [t('evidence.source', 'Source'), sourceWords(row)],
    [
      t('evidence.method', 'Method'),
      <span key="method">
        {methodWords(objective)} <MethodBadge objective={objective} />
      </span>,
    ],
    [t('evidence.window', 'Window'), `${spanWords(span.fromMs, span.readToMs, zone)}, ${zone}`],
    ...(askedMs === null || readMs === null
      ? []
      : [
          [
            t('evidence.read', 'Read'),
            t('evidence.read-value', '{{when}}, all of them in {{took}}', {
              when: `${shortDate(readMs, zone)}, ${clockTimeWithSeconds(readMs, zone)}`,
              took:
                readMs - askedMs < 10_000
                  ? t('evidence.ms', '{{n}} ms', { n: countText(readMs - askedMs) })
                  : durationText(readMs - askedMs),
            }),
          ] as const,
        ]),
    ...(reading?.ok
      ? [
          [
            t('evidence.cache', 'From cache'),
            t('evidence.cache-value', '{{cached}} of {{all}} stretches of time', {
              cached: countText(Math.max(0, reading.cached)),
              all: countText(reading.buckets),
            }),
          ] as const,
        ]
      : []),
    [
      t('evidence.left-out', 'Left out'),
      exclusions.length === 0
        ? t('evidence.left-out-nothing', 'Nothing')
        : exclusions.map(({ fromMs, toMs, why, by }) => (
            <div key={`${fromMs} ${toMs} ${why}`}>
              {t('evidence.exclusion', '{{why}}: {{span}}, entered by {{by}}', {
                why,
                by,
                span: spanWords(fromMs, toMs, zone),
              })}
            </div>
          )),
    ],
    [
      t('evidence.definition', 'Definition'),
      t('evidence.definition-value', '{{id}}, {{where}}', { id: objective.id, where: originWords(objective) }),
    ],
  ];
}

function sourceWords({ objective, reading }: ScorecardRow): string {
  if (objective.sli.kind === 'composite') {
    return t('evidence.members', 'The objectives {{names}}', {
      names: objective.sli.members.map(({ objective: id }) => id).join(', '),
    });
  }
  if (reading === null) {
    return t('evidence.none', 'none');
  }
  const name = reading.source?.name ?? t('evidence.none', 'none');
  return reading.ok ? name : `${name}. ${reasonWords(reading.reason)}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  words: css({
    ...theme.typography.bodySmall,
    margin: theme.spacing(1, 0, 0, 0),
    maxWidth: '80ch',
    color: theme.colors.text.secondary,
  }),
});
