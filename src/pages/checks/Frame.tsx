import { css } from '@emotion/css';
import { PluginPage, type PluginPageProps } from '@grafana/runtime';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { t } from '../../ui/t';
import { CHECKS } from './paths';

interface Props extends Pick<PluginPageProps, 'info'> {
  /** The check; without it the page is the catalogue. */
  name?: string;
  subTitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of Checks; widths inside are the container's. */
export function Frame({ name, subTitle, info, actions, children }: Props) {
  const styles = useStyles2(getStyles);
  const index = { text: t('checks.title', 'Checks'), url: CHECKS };
  return (
    <PluginPage
      pageNav={name === undefined ? index : { text: name, parentItem: index }}
      subTitle={subTitle}
      {...(info && { info })}
      actions={actions && <div className={styles.actions}>{actions}</div>}
    >
      <div className={styles.container}>{children}</div>
    </PluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  container: css({ containerType: 'inline-size', maxWidth: 1376, width: '100%' }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
