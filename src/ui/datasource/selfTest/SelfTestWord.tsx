import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { Mark } from '../../Mark';

interface Props {
  state: 'fail' | 'warn';
  word: string;
  children: ReactNode;
}

/** Something to be mended. No box: Grafana's own alert says the same in one, once "Save & test" was pressed. */
export function SelfTestWord({ state, word, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.word}>
      <Mark state={state} word={word} />
      <div>{children}</div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  word: css({ maxWidth: '100ch', marginBottom: theme.spacing(1.5), overflowWrap: 'anywhere' }),
});
