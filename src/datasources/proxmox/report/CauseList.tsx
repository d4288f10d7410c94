import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { t } from '../../../ui/t';
import type { Cause, Facts } from './diagnose';
import { causeWords } from './diagnosisWords';

/** What it may come from, the likeliest first, each with what mends it. */
export function CauseList({ causes, facts }: { causes: readonly Cause[]; facts: Facts }) {
  const styles = useStyles2(getStyles);
  if (causes.length === 0) {
    return null;
  }
  return (
    <>
      {causes.length > 1 && <div>{t('proxmox.report.causes', 'It may come from, the likeliest first:')}</div>}
      <ol className={styles.list}>
        {causes.map((cause) => {
          const { why, fix } = causeWords(cause, facts);
          return (
            <li key={cause}>
              <div className={styles.why}>{why}</div>
              <div>{fix}</div>
            </li>
          );
        })}
      </ol>
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
