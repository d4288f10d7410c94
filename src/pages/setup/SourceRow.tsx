import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { Fact } from '../../sources/doctor/fact';
import type { Loadable } from '../../ui/loadable';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { t } from '../../ui/t';
import { countText } from '../../ui/when';
import { factFinding } from './factFinding';

interface Props {
  name: string;
  type: string;
  answer: Loadable<Fact>;
  onRetry: () => void;
  /** Absent where it cannot be taken away. */
  onRemove?: (() => void) | undefined;
  /** What can be set of it. */
  children?: ReactNode;
}

/** A data source and what it answers. */
export function SourceRow({ name, type, answer, onRetry, onRemove, children }: Props) {
  const styles = useStyles2(getStyles);
  const { state, finding, beside } = answerWords(answer);
  return (
    <div className={styles.row} role="listitem" aria-label={name}>
      <div>
        <Mark key={state} state={state} />
      </div>
      <div className={styles.source}>
        <span className={styles.name}>{name}</span> <span className={styles.quiet}>{type}</span>
        {children}
      </div>
      <div className={styles.answer} role="status">
        {finding}
        {beside && <div className={styles.quiet}>{beside}</div>}
      </div>
      <div className={styles.acts}>
        {state !== 'pass' && state !== 'pending' && (
          <Button size="sm" variant="secondary" onClick={onRetry}>
            {t('loadable.retry', 'Retry')}
          </Button>
        )}
        {onRemove && (
          <IconButton
            name="trash-alt"
            tooltip={t('setup.remove-source', 'Ask {{name}} no more', { name })}
            onClick={onRemove}
          />
        )}
      </div>
    </div>
  );
}

function answerWords(answer: Loadable<Fact>) {
  if (answer.state === 'failed') {
    return { state: 'unknown' as const, finding: reasonWords(answer.reason), beside: '' };
  }
  if (answer.state !== 'ready') {
    return { state: 'pending' as const, finding: t('setup.asking', 'is being asked'), beside: '' };
  }
  const { verdict: state, params } = answer.value;
  if (state === 'pass') {
    const ms = countText(Number(params?.['durationMs'] ?? 0));
    return { state, finding: t('setup.answers-in', 'answers in {{ms}} ms', { ms }), beside: '' };
  }
  const { finding, follows, fix } = factFinding(answer.value);
  return { state, finding, beside: [follows, fix].filter(Boolean).join(' ') };
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'grid',
    gridTemplateColumns: '112px minmax(0, 1fr) minmax(0, 1fr) 104px',
    gap: theme.spacing(0.5, 2),
    '@container (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  source: css({ overflowWrap: 'anywhere' }),
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  answer: css({ overflowWrap: 'anywhere' }),
  acts: css({ display: 'flex', alignItems: 'flex-start', justifyContent: 'flex-end', gap: theme.spacing(1) }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
