import { css } from '@emotion/css';
import { PluginPage } from '@grafana/runtime';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { t } from '../../ui/t';
import { AUDIT, HISTORY } from './paths';

interface Props {
  /** Null where the address is none of the tabs. */
  tab: 'rounds' | 'audit' | null;
  subTitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of History with its tabs, each with an address of its own; widths inside are the container's. */
export function Frame({ tab, subTitle, actions, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <PluginPage
      pageNav={{
        text: t('history.title', 'History'),
        url: HISTORY,
        children: [
          { id: 'rounds', text: t('history.rounds', 'Rounds'), url: HISTORY, active: tab === 'rounds' },
          { id: 'audit', text: t('history.audit', 'Audit'), url: AUDIT, active: tab === 'audit' },
        ],
      }}
      subTitle={subTitle}
      actions={actions && <div className={styles.actions}>{actions}</div>}
    >
      <div className={styles.container}>{children}</div>
    </PluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  container: css({ containerType: 'inline-size', width: '100%', paddingTop: theme.spacing(1) }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
