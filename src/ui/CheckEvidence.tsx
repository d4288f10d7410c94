import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useState, type ReactNode } from 'react';

import type { CheckDefinition } from '../core/check/definition';
import { subjectOf } from '../core/check/finding';
import { formatLimit, formatValue } from '../core/check/format';
import { limitsFor } from '../core/check/limits';
import type { CheckResult, Entity } from '../core/check/result';
import type { DataSource } from '../core/connection/dataSource';
import type { Column } from './column';
import { DataTable } from './DataTable';
import { entityColumns, sinceText } from './EntityTable';
import { Evidence } from './Evidence';
import { leftText } from './leftText';
import { Mark } from './Mark';
import { reasonWords } from './reasonText';
import { checkAdvice } from './serverAdvice';
import { SourceSaid } from './SourceSaid';
import { plural, t } from './t';
import { TrendChart } from './TrendChart';
import { levelText, valueText } from './valueText';
import { verdictCounts } from './verdictCounts';
import { WhatToDo } from './WhatToDo';
import { useZone } from './zone';

const DAY_MS = 86_400_000;
const TOLERANCE_MS = 1_800_000;
/** Rows before "Show more": all that do not pass, and passing ones up to this many in all. */
const FEW = 4;

interface Props {
  check: CheckResult;
  dataSources: readonly DataSource[];
  nowMs: number;
  /** What a person can say of an entity; null where there is nothing to say. */
  act?: (entity: Entity) => ReactNode;
}

/** Everything behind one check's verdict: the worst entity's day, all entities worst first, and how it was measured. */
export function CheckEvidence({ check, dataSources, nowMs, act }: Props) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  const [all, setAll] = useState(false);
  const { definition, entities, counts, reason } = check;
  const worst = entities[0];
  const bad = entities.filter((entity) => entity.verdict !== 'pass').length;
  const shown = all ? entities : entities.slice(0, Math.max(FEW, bad));
  const hidden = entities.length - shown.length;
  const remediation = reason ? checkAdvice(definition, reason) : definition.remediation;
  return (
    <>
      {worst && worst.trend.length > 1 && <DayChart definition={definition} entity={worst} />}
      {reason && <p className={styles.line}>{reasonWords(reason)}</p>}
      {check.evidence.every(({ problem }) => problem === undefined) && <SourceSaid reason={reason} />}
      {check.verdict !== 'pass' && remediation !== '' && <WhatToDo text={remediation} />}
      {entities.length > 0 && (
        <section>
          <div className={styles.headLine}>
            <h4 className={styles.heading}>{t('evidence.worst-first', 'Worst first')}</h4>
            <span className={styles.small}>{verdictCounts(counts)}</span>
          </div>
          <DataTable
            label={definition.title}
            columns={columnsOf(check, nowMs, zone, styles, act)}
            rows={shown}
            rowKey={(entity) => entity.key}
          />
          {hidden > 0 && (
            <Button size="sm" variant="secondary" fill="text" icon="angle-down" onClick={() => setAll(true)}>
              {plural('evidence.show-more', hidden, {
                one: 'Show 1 more, passing',
                other: 'Show {{count}} more, all pass',
              })}
            </Button>
          )}
        </section>
      )}
      {check.evidence.map((evidence) => (
        <Evidence
          key={evidence.sourceUid}
          evidence={evidence}
          checkId={definition.id}
          source={dataSources.find((source) => source.uid === evidence.sourceUid)}
        />
      ))}
    </>
  );
}

function DayChart({ definition, entity }: { definition: CheckDefinition; entity: Entity }) {
  const styles = useStyles2(getStyles);
  const { warn, fail } = limitsFor(definition, entity.labels);
  const name = subjectOf(definition, entity.labels);
  const yesOrNo = definition.unit === 'bool';
  return (
    <section>
      <div className={styles.headLine}>
        <h4 className={styles.heading}>
          {t('evidence.chart', '{{title}}, last 24 hours', { title: definition.title })}
        </h4>
        <span className={styles.small}>{limitWords(definition, { warn, fail })}</span>
      </div>
      <TrendChart
        points={entity.trend}
        verdict={entity.verdict}
        warn={typeof warn === 'number' && !yesOrNo ? warn : undefined}
        fail={typeof fail === 'number' && !yesOrNo ? fail : undefined}
        levels={yesOrNo ? [0, 1] : undefined}
        crossedMs={entity.verdict === 'fail' || entity.verdict === 'warn' ? entity.sinceMs : null}
        format={(value) => levelText(definition, value)}
        label={t('evidence.chart-label', '{{title}} of {{name}} over the last 24 hours, now {{value}}', {
          title: definition.title,
          name,
          value: levelText(definition, entity.value),
        })}
      />
    </section>
  );
}

/** "fails above 90 %, warns above 80 %"; a yes or no has no limit to speak of. */
function limitWords({ op, unit }: CheckDefinition, { warn, fail }: ReturnType<typeof limitsFor>): string {
  const over = op === 'gt' || op === 'gte';
  if (unit === 'bool') {
    return '';
  }
  const side = over
    ? t('limit.above', 'above')
    : op === 'outside'
      ? t('limit.outside', 'outside')
      : t('limit.below', 'below');
  return [
    fail === undefined ? '' : t('limit.fails', 'fails {{side}} {{limit}}', { side, limit: formatLimit(fail, unit) }),
    warn === undefined ? '' : t('limit.warns', 'warns {{side}} {{limit}}', { side, limit: formatLimit(warn, unit) }),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function columnsOf(
  check: CheckResult,
  nowMs: number,
  zone: string,
  { code, quiet }: { code: string; quiet: string },
  act: Props['act']
): Array<Column<Entity>> {
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
  ];
  return columns.filter(
    ({ key }) =>
      (key !== 'value' || entities.some((entity) => valueText(definition, entity) !== '')) &&
      (key !== 'left' || entities.some((entity) => entity.left !== undefined)) &&
      (key !== 'yesterday' || entities.some((entity) => sinceYesterday(definition, entity, nowMs) !== '')) &&
      (key !== 'since' || entities.some((entity) => sinceText(entity, nowMs, zone) !== ''))
  );
}

/** "+22.5 pp", "-1.2 GiB"; empty when a day ago has no value. */
function sinceYesterday({ unit }: CheckDefinition, { value, trend }: Entity, nowMs: number): string {
  const then = trend[0];
  if (value === null || !then || then.value === null || unit === 'bool' || unit === 'timestamp') {
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
  headLine: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
    marginBottom: theme.spacing(1),
  }),
  heading: css({ ...theme.typography.h6, margin: 0 }),
  small: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  line: css({ margin: 0, maxWidth: '80ch', overflowWrap: 'anywhere' }),
  quiet: css({ color: theme.colors.text.secondary }),
  code: css({ ...theme.typography.code, fontSize: theme.typography.bodySmall.fontSize, letterSpacing: 0 }),
});
