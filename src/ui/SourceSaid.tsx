import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Reason } from '../core/check/verdict';
import { programTextOf } from './programText';
import { t } from './t';

/** Behind a fold the words of whoever was asked, for whoever repairs it; nothing where all was said in our sentence. */
export function SourceSaid({ reason }: { reason: Reason | undefined }) {
  const styles = useStyles2(getStyles);
  const said = reason ? programTextOf(reason) : null;
  return said === null ? null : (
    <details className={styles.fold}>
      <summary>{t('reason.said', 'What the source said')}</summary>
      <pre tabIndex={0}>{said}</pre>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fold: css({
    ...theme.typography.bodySmall,
    maxWidth: '80ch',
    color: theme.colors.text.secondary,
    '& summary': { display: 'list-item', width: 'fit-content', minHeight: 24, cursor: 'pointer' },
    '& summary:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
    '& pre': {
      ...theme.typography.code,
      margin: theme.spacing(0.5, 0),
      padding: theme.spacing(0.75, 1),
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.primary,
      background: theme.colors.background.canvas,
      border: 0,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
  }),
});
