import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { t } from '../t';
import { lineDiff, type DiffLine } from './lineDiff';

const SIGN: Readonly<Record<DiffLine['kind'], string>> = { same: ' ', added: '+', removed: '-' };

/** Two texts, line by line; each line says by its sign what it is. */
export function DiffView({ before, after }: { before: string; after: string }) {
  const styles = useStyles2(getStyles);
  const lines = useMemo(() => lineDiff(before, after), [before, after]);
  return (
    <pre className={styles.code} tabIndex={0} aria-label={t('diff.label', 'What changes')}>
      {lines.map(({ kind, text }, index) => (
        <span key={index} className={styles[kind]}>
          {`${SIGN[kind]} ${text}\n`}
        </span>
      ))}
    </pre>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  code: css({
    ...theme.typography.code,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.6,
    letterSpacing: 0,
    margin: 0,
    padding: theme.spacing(1, 1.5),
    maxHeight: '45vh',
    overflow: 'auto',
    whiteSpace: 'pre',
    color: theme.colors.text.primary,
    background: theme.colors.background.canvas,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  same: css({ color: theme.colors.text.secondary }),
  added: css({ display: 'block', background: theme.colors.success.transparent }),
  removed: css({ display: 'block', background: theme.colors.error.transparent }),
});
