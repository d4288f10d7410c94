import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { t } from '../../t';

/** How a new admin gets a token that may only read; holds `Lines`. */
export function SetUp({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <details className={styles.details}>
      <summary>{t('datasource.set-up', 'How to make a token that may only read')}</summary>
      {children}
    </details>
  );
}

interface LinesProps {
  help: string;
  /** What the lines are, for whoever cannot see where they stand. */
  label: string;
  lines: string;
  copy: string;
}

/** Something to be pasted as it is, in one place. */
export function Lines({ help, label, lines, copy }: LinesProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <p>{help}</p>
      <pre className={styles.lines} tabIndex={0} aria-label={label}>
        {lines}
      </pre>
      <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => lines}>
        {copy}
      </ClipboardButton>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({
    ...theme.typography.bodySmall,
    maxWidth: theme.spacing(90),
    '& summary': { cursor: 'pointer', color: theme.colors.text.link, width: 'fit-content' },
    '& p': { margin: theme.spacing(1, 0), color: theme.colors.text.secondary },
  }),
  lines: css({ margin: theme.spacing(0, 0, 1), fontSize: theme.typography.bodySmall.fontSize, overflowX: 'auto' }),
});
