import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useState, type ReactNode } from 'react';

import { riskWithdrawn, saidRisk } from '../../core/acceptance/risk';
import { subjectOf } from '../../core/check/finding';
import type { CheckResult, Entity } from '../../core/check/result';
import { isException } from '../../core/check/verdict';
import type { Connected } from '../connection';
import { useRisks } from '../journal/useRisks';
import { reasonWords } from '../reasonText';
import { useServices } from '../services';
import { t } from '../t';
import { useZone } from '../zone';
import { entityRiskText, riskCountText } from './riskWords';
import { RiskDialog } from './RiskDialog';

/** What stands in and below a table of entities about accepted risks. */
export interface EntityRisks {
  /** In the row: how to accept it or take it back; null where there is nothing to do. */
  act: (entity: Entity) => ReactNode;
  /** Below the row: what is accepted of it; empty without anything. */
  note: (entity: Entity) => string;
  /** Below the table. */
  below: ReactNode;
}

interface Options {
  check: CheckResult;
  connected: Pick<Connected, 'connection' | 'memory'>;
  mayWrite: boolean;
  nowMs: number;
  /** Somebody began to accept one. */
  onStay?: () => void;
}

/** The accepted risks of a check's entities. */
export function useEntityRisks({ check, connected, mayWrite, nowMs, onStay }: Options): EntityRisks {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const { newKey } = useServices();
  const { risks, ...append } = useRisks(connected, nowMs);
  const [asked, setAsked] = useState<Entity | null>(null);
  const { definition } = check;
  const count = riskCountText(risks, check, zone);
  const act = (entity: Entity): ReactNode => {
    const said = saidRisk(risks, definition.id, entity);
    const isBad = entity.verdict === 'fail' || entity.verdict === 'warn';
    if (!mayWrite || !isException(entity.verdict) || (said === null && !isBad)) {
      return null;
    }
    const onClick = () => {
      onStay?.();
      append.forgetProblem();
      if (said === null) {
        setAsked(entity);
      } else if (!append.isSaving) {
        void append.write(riskWithdrawn(said, newKey()));
      }
    };
    return (
      // One button: it keeps the focus when what it does is done, and is not disabled meanwhile.
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        className={styles.act}
        aria-label={actLabel(said !== null, check, entity)}
        onClick={onClick}
      >
        {said === null ? t('risk.accept', 'Accept risk…') : t('gone.withdraw', 'Withdraw')}
      </Button>
    );
  };
  const below = (
    <>
      {count !== '' && <p className={styles.count}>{count}</p>}
      {append.problem && asked === null && (
        <p role="alert">{t('gone.failed', 'Not saved. {{why}}', { why: reasonWords(append.problem) })}</p>
      )}
      {asked && (
        <RiskDialog
          definition={definition}
          entity={asked}
          append={append}
          nowMs={nowMs}
          onClose={() => {
            append.forgetProblem();
            setAsked(null);
          }}
        />
      )}
    </>
  );
  return { act, note: (entity) => entityRiskText(risks, definition.id, entity, zone), below };
}

function actLabel(isSaid: boolean, { definition }: CheckResult, { labels }: Entity): string {
  const name = subjectOf(definition, labels) || definition.title;
  return isSaid
    ? t('risk.withdraw-of', 'Withdraw: the risk of {{name}}', { name })
    : t('risk.accept-of', 'Accept risk… of {{name}}', { name });
}

const getStyles = (theme: GrafanaTheme2) => ({
  // On a phone its words take two lines.
  act: css({
    height: 'auto',
    minHeight: 24,
    padding: 0,
    lineHeight: 1.4,
    textAlign: 'left',
    // No word of it is broken, whatever the cell does.
    overflowWrap: 'break-word',
    '& > span': { whiteSpace: 'normal' },
  }),
  count: css({ margin: theme.spacing(1, 0, 0, 0), color: theme.colors.text.secondary }),
});
