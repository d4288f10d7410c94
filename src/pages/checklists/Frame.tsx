import { css } from '@emotion/css';
import { PluginPage } from '@grafana/runtime';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { t } from '../../ui/t';
import { CHECKLISTS } from './paths';

interface Props {
  /** The round; without it the page is the index. */
  name?: string;
  badge?: ReactNode;
  subTitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of Checklists: its name and what became of the round in one line; widths inside are the container's. */
export function Frame({ name, badge, subTitle, actions, children }: Props) {
  const styles = useStyles2(getStyles);
  const index = { text: t('checklists.title', 'Checklists'), url: CHECKLISTS };
  return (
    <PluginPage
      pageNav={name === undefined ? index : { text: name, parentItem: index }}
      renderTitle={(title) => (
        <div className={styles.title}>
          <h1>{title}</h1>
          {badge}
        </div>
      )}
      subTitle={subTitle}
      actions={actions && <div className={styles.actions}>{actions}</div>}
    >
      <div className={styles.container}>{children}</div>
    </PluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    '& h1': { margin: 0, overflowWrap: 'anywhere' },
  }),
  container: css({ containerType: 'inline-size', width: '100%' }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
