import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { CheckDefinition } from '../core/check/definition';
import { formatValue, isAnswer } from '../core/check/format';
import type { CheckResult, Entity } from '../core/check/result';
import type { Column } from './column';
import { entityColumns, sinceText } from './EntityTable';
import { leftText } from './leftText';
import { Mark } from './Mark';
import { Sparkline } from './Sparkline';
import { t } from './t';
import { valueText } from './valueText';
import { useZone } from './zone';

const DAY_MS = 86_400_000;
const TOLERANCE_MS = 1_800_000;

interface Shown {
  nowMs: number;
  /** What a person can say of an entity that left; nothing without. */
  act?: ((entity: Entity) => ReactNode) | undefined;
  /** How a person accepts an entity's risk or takes it back; null where there is nothing to do. */
  risk?: ((entity: Entity) => ReactNode) | undefined;
  /** Ends with the last day as a line, where it is known. */
  withTrend?: boolean;
}

/** The columns of a check's entities as evidence, worst first: those that have something to say. */
export function useEvidenceColumns(
  check: CheckResult,
  { nowMs, act, risk, withTrend = false }: Shown
): Array<Column<Entity>> {
  const zone = useZone();
  const { code, quiet } = useStyles2(getStyles);
  const { definition, entities } = check;
  const columns: Array<Column<Entity>> = [
    {
      key: 'verdict',
      heading: t('table.verdict', 'Verdict'),
      cell: ({ verdict }) => <Mark state={verdict} size="sm" />,
    },
    ...entityColumns(check, code),
    {
      key: 'value',
      heading: t('table.value', 'Value'),
      numeric: true,
      cell: (entity) => valueText(definition, entity),
    },
    {
      key: 'yesterday',
      heading: t('table.since-yesterday', 'Since yesterday'),
      numeric: true,
      from: 560,
      cell: (entity) => <span className={quiet}>{sinceYesterday(definition, entity, nowMs)}</span>,
    },
    {
      key: 'since',
      heading: t('table.over-since', 'Over limit since'),
      numeric: true,
      from: 560,
      cell: (entity) => <span className={quiet}>{sinceText(entity, nowMs, zone)}</span>,
    },
    {
      key: 'left',
      heading: t('table.left', 'Seen'),
      cell: (entity) => (
        <span className={quiet}>
          {leftText(entity, nowMs, zone)} {entity.left && act?.(entity)}
        </span>
      ),
    },
    { key: 'risk', heading: t('table.risk', 'Risk'), cell: (entity) => risk?.(entity) },
    {
      key: 'trend',
      heading: t('table.day', '24 hours'),
      tight: true,
      from: 760,
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
  return columns.filter(
    ({ key }) =>
      (key !== 'value' || entities.some((entity) => valueText(definition, entity) !== '')) &&
      (key !== 'risk' || entities.some((entity) => (risk?.(entity) ?? null) !== null)) &&
      (key !== 'left' || entities.some((entity) => entity.left !== undefined)) &&
      (key !== 'yesterday' || entities.some((entity) => sinceYesterday(definition, entity, nowMs) !== '')) &&
      (key !== 'trend' || (withTrend && entities.some((entity) => entity.trend.length > 1))) &&
      (key !== 'since' || entities.some((entity) => sinceText(entity, nowMs, zone) !== ''))
  );
}

/** "+22.5 pp", "-1.2 GiB"; empty when a day ago has no value. */
function sinceYesterday(definition: CheckDefinition, { value, trend }: Entity, nowMs: number): string {
  const { unit } = definition;
  const then = trend[0];
  if (value === null || !then || then.value === null || isAnswer(definition) || unit === 'timestamp') {
    return '';
  }
  if (Math.abs(nowMs - DAY_MS - then.timeMs) > TOLERANCE_MS) {
    return '';
  }
  const delta = value - then.value;
  const sign = delta > 0 ? '+' : '';
  return unit === 'ratio'
    ? t('table.points', '{{points}} pp', { points: `${sign}${(delta * 100).toFixed(1)}` })
    : `${sign}${formatValue(delta, unit)}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ color: theme.colors.text.secondary }),
  code: css({ ...theme.typography.code, fontSize: theme.typography.bodySmall.fontSize, letterSpacing: 0 }),
});
