import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useState, type ReactNode } from 'react';

import type { CheckDefinition } from '../core/check/definition';
import { isAnswer } from '../core/check/format';
import { subjectOf } from '../core/check/finding';
import { limitsFor } from '../core/check/limits';
import type { CheckResult, Entity } from '../core/check/result';
import type { DataSource } from '../core/connection/dataSource';
import { DataTable } from './DataTable';
import { CustomisedLine } from './CustomisedLine';
import { Evidence } from './Evidence';
import { limitsText } from './limitsText';
import { reasonWords } from './reasonText';
import { checkAdvice } from './serverAdvice';
import { SourceSaid } from './SourceSaid';
import type { EntityRisks } from './risk/useEntityRisks';
import { plural, t } from './t';
import { TrendChart } from './TrendChart';
import { useEvidenceColumns } from './useEvidenceColumns';
import { levelText } from './valueText';
import { verdictCounts } from './verdictCounts';
import { WhatToDo } from './WhatToDo';

/** Rows before "Show more": all that do not pass, and passing ones up to this many in all. */
const FEW = 4;

interface Props {
  check: CheckResult;
  dataSources: readonly DataSource[];
  nowMs: number;
  /** What a person can say of an entity; null where there is nothing to say. */
  act?: (entity: Entity) => ReactNode;
  /** What is accepted of its entities. */
  risks?: EntityRisks;
}

/** Everything behind one check's verdict: the worst entity's day, all entities worst first, and how it was measured. */
export function CheckEvidence({ check, dataSources, nowMs, act, risks }: Props) {
  const styles = useStyles2(getStyles);
  const columns = useEvidenceColumns(check, { nowMs, act, risk: risks?.act });
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
      <CustomisedLine definition={definition} />
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
            columns={columns}
            rows={shown}
            rowKey={(entity) => entity.key}
            {...(risks && { note: risks.note })}
          />
          {hidden > 0 && (
            <Button size="sm" variant="secondary" fill="text" icon="angle-down" onClick={() => setAll(true)}>
              {plural('evidence.show-more', hidden, {
                one: 'Show 1 more, passing',
                other: 'Show {{count}} more, all pass',
              })}
            </Button>
          )}
          {risks?.below}
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
  const answers = isAnswer(definition);
  const worst = definition.unit === 'none' ? (definition.fail ?? definition.warn) : 1;
  return (
    <section>
      <div className={styles.headLine}>
        <h4 className={styles.heading}>
          {t('evidence.chart', '{{title}}, last 24 hours', { title: definition.title })}
        </h4>
        <span className={styles.small}>{limitsText(definition, { warn, fail })}</span>
      </div>
      <TrendChart
        points={entity.trend}
        verdict={entity.verdict}
        warn={typeof warn === 'number' && !answers ? warn : undefined}
        fail={typeof fail === 'number' && !answers ? fail : undefined}
        levels={answers ? [0, typeof worst === 'number' ? worst : 1] : undefined}
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
});
