import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { t } from './t';

/** Says that a page is on its way; most are there before it shows. */
export function Waiting() {
  const styles = useStyles2(getStyles);
  return (
    <p role="status" className={styles.words}>
      {t('waiting', 'Loading')}
    </p>
  );
}

const appear = keyframes({ from: { visibility: 'hidden' }, to: { visibility: 'visible' } });

const getStyles = (theme: GrafanaTheme2) => ({
  words: css({ color: theme.colors.text.secondary, animation: `${appear} 400ms step-end` }),
});
