import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';

import { Mark } from '../../ui/Mark';
import { t } from '../../ui/t';
import { cleanUpFinding, keepingSetting, ownFinding, writersFinding, type HomeFinding } from './homeWords';
import type { HomeFound } from './useHome';

interface Props {
  found: HomeFound;
  dashboardUid: string | undefined;
}

/** Who may write at the home and what Grafana's clean-up does there, with the setting itself. */
export function HomeFindings({ found: { home, cleanUp }, dashboardUid }: Props) {
  const styles = useStyles2(getStyles);
  const setting = keepingSetting(dashboardUid);
  return (
    <div>
      {home && <FindingRow {...writersFinding(home)} />}
      {home && <FindingRow {...ownFinding(home)} />}
      <FindingRow {...cleanUpFinding(cleanUp)}>
        {cleanUp.state !== 'forever' && (
          <div className={styles.setting}>
            <pre className={styles.code}>{setting}</pre>
            <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => setting}>
              {t('setup.copy-setting', 'Copy setting')}
            </ClipboardButton>
          </div>
        )}
      </FindingRow>
    </div>
  );
}

function FindingRow({ state, finding, follows, children }: HomeFinding & { children?: React.ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row}>
      <div className={styles.verdict}>
        <Mark state={state} />
      </div>
      <div className={styles.words}>
        {finding}
        {follows && <div className={styles.quiet}>{follows}</div>}
        {children}
      </div>
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
  verdict: css({ flex: '0 0 128px' }),
  words: css({ flex: '1 1 300px', overflowWrap: 'anywhere' }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  setting: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(1),
  }),
  code: css({ ...theme.typography.code, margin: 0 }),
});
