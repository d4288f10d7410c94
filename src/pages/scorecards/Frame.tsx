import { css } from '@emotion/css';
import { PluginPage } from '@grafana/runtime';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { Verdict } from '../../core/check/verdict';
import { Mark } from '../../ui/Mark';
import { objectiveWord } from '../../ui/slo/objectiveWords';
import { t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { SCORECARDS, scorecardsHref } from './paths';

interface Props {
  /** The objective, or another page below the list; without it the page is the list. */
  name?: string;
  verdict?: Verdict | null;
  subTitle?: ReactNode;
  info?: Array<{ label: string; value: ReactNode }>;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of Scorecards: its name and verdict in one line, back to the same window; widths inside are the container's. */
export function Frame({ name, verdict, subTitle, info, actions, children }: Props) {
  const styles = useStyles2(getStyles);
  const [params] = useAddress();
  const text = t('scorecards.title', 'Scorecards');
  return (
    <PluginPage
      pageNav={
        name === undefined
          ? { text, url: SCORECARDS }
          : { text: name, parentItem: { text, url: scorecardsHref(params.get('window')) } }
      }
      renderTitle={(title) => (
        <div className={styles.title}>
          <h1>{title}</h1>
          {verdict && <Mark state={verdict} word={objectiveWord(verdict)} size="lg" />}
        </div>
      )}
      subTitle={subTitle}
      {...(info && { info })}
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
