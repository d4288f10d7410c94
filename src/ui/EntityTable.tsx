import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import type { ReactNode } from 'react';

import { formatLimit, isAnswer } from '../core/check/format';
import { labelName, labelValue } from '../core/check/labelWords';
import { NO_RISKS, type AcceptedRisks } from '../core/acceptance/risk';
import type { CheckResult, Entity } from '../core/check/result';
import type { Column } from './column';
import { DataTable } from './DataTable';
import { leftText } from './leftText';
import { Mark } from './Mark';
import { entityRiskText } from './risk/riskWords';
import { Sparkline } from './Sparkline';
import { t } from './t';
import { markColor } from './verdictLook';
import { valueText } from './valueText';
import { sinceWhen } from './when';
import { useZone } from './zone';

/** More labels than these stand in one column where it is narrow. */
const MAX_NARROW_LABELS = 2;

interface Props {
  check: CheckResult;
  /** The rows to draw, of the check's entities. */
  entities: readonly Entity[];
  nowMs: number;
  /** What is accepted of them. */
  risks?: AcceptedRisks;
}

/** Entities as evidence: glyph and name, value in the verdict's colour, limit, since, what is accepted, 24 h. */
export function EntityTable({ check, entities, nowMs, risks = NO_RISKS }: Props) {
  const zone = useZone();
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { definition } = check;
  const columns: Array<Column<Entity>> = [
    ...entityColumns(check, styles.code, (entity) => <Mark state={entity.verdict} glyphOnly size="sm" />),
    {
      key: 'value',
      heading: t('table.value', 'Value'),
      numeric: true,
      cell: (entity) => (
        <span className={styles.value} style={{ color: markColor(entity.verdict, theme) }}>
          {valueText(definition, entity)}
        </span>
      ),
    },
    {
      key: 'limit',
      heading: t('table.limit', 'Limit'),
      numeric: true,
      cell: ({ limit }) => (
        <span className={styles.quiet}>{limit === undefined ? '' : formatLimit(limit, definition.unit)}</span>
      ),
    },
    {
      key: 'since',
      heading: t('table.since', 'Since'),
      tight: true,
      from: 560,
      cell: (entity) => <span className={styles.quiet}>{sinceText(entity, nowMs, zone)}</span>,
    },
    {
      key: 'left',
      heading: t('table.left', 'Seen'),
      cell: (entity) => <span className={styles.quiet}>{leftText(entity, nowMs, zone)}</span>,
    },
    {
      key: 'trend',
      heading: t('table.day', '24 hours'),
      tight: true,
      from: 560,
      cell: ({ trend, verdict, limit }) => (
        <Sparkline
          points={trend}
          verdict={verdict}
          limit={typeof limit === 'number' ? limit : undefined}
          width={180}
          height={26}
        />
      ),
    },
  ];
  const used = columns.filter(
    ({ key }) =>
      (key !== 'value' || entities.some((entity) => valueText(definition, entity) !== '')) &&
      (key !== 'limit' || (!isAnswer(definition) && entities.some((entity) => entity.limit !== undefined))) &&
      (key !== 'since' || entities.some((entity) => sinceText(entity, nowMs, zone) !== '')) &&
      (key !== 'left' || entities.some((entity) => entity.left !== undefined)) &&
      (key !== 'trend' || entities.some((entity) => entity.trend.length > 1))
  );
  return (
    <DataTable
      label={definition.title}
      columns={used}
      rows={entities}
      rowKey={(entity) => entity.key}
      note={(entity) => entityRiskText(risks, definition.id, entity, zone)}
    />
  );
}

/** One column per label that an entity has of those that make it; the first carries what `lead` draws before it. */
export function entityColumns(
  { definition, entities }: CheckResult,
  codeClass: string,
  lead?: (entity: Entity) => ReactNode
): Array<Column<Entity>> {
  const named = [...definition.by, ...(definition.says ?? [])].filter((label) =>
    entities.some(({ labels: own }) => own[label] !== undefined)
  );
  const labels = named.length > 0 ? named : [''];
  const textOf = (entity: Entity, label: string) => {
    const value = entity.labels[label];
    return label === '' ? definition.title : value === undefined ? undefined : labelValue(definition, label, value);
  };
  const name = (entity: Entity, text: ReactNode, first: boolean) => (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
      {first && lead?.(entity)}
      {text}
    </span>
  );
  const crowded = labels.length > MAX_NARROW_LABELS;
  const single = labels.map((label, index): Column<Entity> => {
    const code = index > 0 ? codeClass : undefined;
    return {
      key: `label ${label}`,
      heading: label === '' ? t('table.what', 'What') : labelName(definition, label),
      ...(crowded && { from: 560 }),
      cell: (entity) => name(entity, <span className={code}>{textOf(entity, label)}</span>, index === 0),
    };
  });
  const joined: Column<Entity> = {
    key: 'labels',
    heading: t('table.what', 'What'),
    below: 560,
    cell: (entity) =>
      name(entity, <span>{labels.flatMap((label) => textOf(entity, label) ?? []).join(' ')}</span>, true),
  };
  return crowded ? [...single, joined] : single;
}

/** Since when an entity does not pass, as far as a day shows it; of one that left it is told when it was seen. */
export function sinceText({ verdict, sinceMs, trend, left }: Entity, nowMs: number, zone: string): string {
  if (verdict === 'pass' || verdict === 'na' || left) {
    return '';
  }
  if (sinceMs !== null) {
    return sinceWhen(sinceMs, nowMs, zone);
  }
  return trend.length > 1 ? t('table.over-a-day', 'over 24 h') : '';
}

const getStyles = (theme: GrafanaTheme2) => ({
  code: css({ ...theme.typography.code, fontSize: theme.typography.bodySmall.fontSize, letterSpacing: 0 }),
  value: css({ fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({ color: theme.colors.text.secondary }),
});
