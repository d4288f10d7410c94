import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { t } from './t';

/** "What to do: ..." with the parts in backticks as code. Text of packs is never markup beyond that. */
export function WhatToDo({ text }: { text: string }) {
  const styles = useStyles2(getStyles);
  return (
    <p className={styles.line}>
      <span className={styles.lead}>{t('what-to-do', 'What to do:')}</span>{' '}
      {text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    margin: theme.spacing(1, 0, 0, 0),
    maxWidth: '80ch',
    overflowWrap: 'anywhere',
    '& code': { fontSize: theme.typography.bodySmall.fontSize },
  }),
  lead: css({ color: theme.colors.text.secondary }),
});
