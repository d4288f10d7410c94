import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { Mark } from '../../Mark';
import { t } from '../../t';
import type { FailureWords } from './failure';

/** Why the server cannot be read: what happened, and what it may come from, each with what mends it. */
export function FailureView({ failure: { message, causes } }: { failure: FailureWords }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <Mark state="fail" word={message} />
      {causes.length > 1 && <div>{t('datasource.causes', 'It may come from, the likeliest first:')}</div>}
      {causes.length > 0 && (
        <ol className={styles.list}>
          {causes.map(({ why, fix }) => (
            <li key={why}>
              <div className={styles.why}>{why}</div>
              <div>{fix}</div>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    margin: theme.spacing(1, 0, 3),
    paddingLeft: theme.spacing(2.5),
    maxWidth: '100ch',
    overflowWrap: 'anywhere',
    '& li + li': { marginTop: theme.spacing(1) },
  }),
  why: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium }),
});
