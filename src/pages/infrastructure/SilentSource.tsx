import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import type { Reason } from '../../core/check/verdict';
import { useConnection } from '../../ui/connection';
import { GrafanaLink } from '../../ui/GrafanaLink';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { serverAdvice } from '../../ui/serverAdvice';
import { SourceSaid } from '../../ui/SourceSaid';
import { t } from '../../ui/t';
import { WhatToDo } from '../../ui/WhatToDo';

interface Props {
  name: string;
  uid: string;
  /** Null when the first read was cancelled. */
  reason: Reason | null;
  /** What was read before stands below. */
  isKept?: boolean;
  onRetry: () => void;
}

/** In place of a system that gave nothing: why, what to do, and Refresh. Nothing old and nothing green. */
export function SilentSource({ name, uid, reason, isKept = false, onRetry }: Props) {
  const styles = useStyles2(getStyles);
  const { connection } = useConnection();
  const inOrganisation = connection.dataSources.some((source) => source.uid === uid);
  return (
    <div role="alert" className={styles.silent}>
      <Mark
        state="unknown"
        size="lg"
        word={
          reason === null
            ? t('silent.cancelled', '{{name}} was not read', { name })
            : isKept
              ? t('silent.kept', '{{name}} does not answer', { name })
              : t('silent.title', 'Nothing is known of {{name}}', { name })
        }
      />
      {reason !== null && (
        <>
          <div className={styles.line}>{reasonWords(reason)}</div>
          <SourceSaid reason={reason} />
          <WhatToDo text={serverAdvice(reason)} />
        </>
      )}
      <div className={styles.actions}>
        <Button icon="sync" onClick={onRetry}>
          {t('infra.refresh', 'Refresh')}
        </Button>
        {inOrganisation && <GrafanaLink place={{ to: 'data-source', uid }} look="quiet" />}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  silent: css({ padding: theme.spacing(3, 0), borderTop: `1px solid ${theme.colors.border.weak}` }),
  line: css({ marginTop: theme.spacing(1), maxWidth: '80ch', overflowWrap: 'anywhere' }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginTop: theme.spacing(2) }),
});
