import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { Mark } from '../../ui/Mark';
import { t } from '../../ui/t';
import type { MarkState } from '../../ui/verdictLook';

/** Something that was looked at: its verdict, what it is and what follows. */
export interface Finding {
  state: MarkState;
  finding: string;
  follows: string;
  /** What to do about it. */
  fix?: string;
  /** What to set for that, as it stands in a file. */
  setting?: string;
}

interface Props extends Finding {
  /** What can be done about it here. */
  action?: ReactNode;
}

export function FindingRow({ state, finding, follows, fix, setting, action }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row} role="listitem">
      <div className={styles.verdict}>
        <Mark key={state} state={state} />
      </div>
      <div className={styles.words}>
        {finding}
        {follows && <div className={styles.quiet}>{follows}</div>}
        {fix && (
          <div className={styles.quiet}>
            {t('what-to-do', 'What to do:')} {fix}
          </div>
        )}
      </div>
      {(setting ?? action) !== undefined && (
        <div className={styles.aside}>
          {setting !== undefined && (
            <>
              <pre className={styles.code}>{setting}</pre>
              <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => setting}>
                {t('setup.copy-setting', 'Copy setting')}
              </ClipboardButton>
            </>
          )}
          {action}
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  verdict: css({ flex: '0 0 112px' }),
  words: css({ flex: '1 1 300px', overflowWrap: 'anywhere' }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, maxWidth: '80ch' }),
  aside: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'flex-end',
    gap: theme.spacing(1, 2),
    marginLeft: 'auto',
  }),
  code: css({
    ...theme.typography.code,
    margin: 0,
    padding: 0,
    border: 0,
    background: 'none',
    // What scrolled could not be reached with the keyboard.
    overflow: 'visible',
    whiteSpace: 'pre-wrap',
    color: theme.colors.text.primary,
  }),
});
