import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { Run } from '../../core/checklist/run';
import { DueTime } from '../../ui/DueTime';
import { FOCUS_HOME } from '../../ui/FocusHome';
import { runTitle } from './runTitle';

interface Props {
  title: string;
  run: Run;
  nowMs: number;
  /** The tally, or what is being done while there is none. */
  children: ReactNode;
}

/** Title, due time, tally. */
export function RoundHead({ title, run, nowMs, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <h2 className={styles.title} {...FOCUS_HOME}>
          {runTitle(title, run, nowMs)}
        </h2>
        <DueTime run={run} nowMs={nowMs} />
      </div>
      {children}
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({ padding: theme.spacing(2, 2.5), display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
  }),
  title: css({ ...theme.typography.h3, margin: 0 }),
});
