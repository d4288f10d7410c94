import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { t } from '../../../ui/t';

/** What is measured, before it was: places for it, without any value. */
export function ObjectiveSkeleton({ isWaiting = true }: { isWaiting?: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.column} aria-busy={isWaiting}>
      {!isWaiting && (
        <p role="alert">{t('objective.cancelled', 'Reading was cancelled: nothing is judged. Refresh reads again.')}</p>
      )}
      <div className={styles.figures} aria-hidden>
        {[1, 2, 3, 4, 5].map((one) => (
          <span key={one} className={styles.bar} style={{ height: 56 }} />
        ))}
      </div>
      <span className={styles.bar} style={{ height: 232 }} aria-hidden />
      <span className={styles.bar} style={{ height: 120 }} aria-hidden />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(4) }),
  figures: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(136px, 1fr))',
    gap: theme.spacing(2),
  }),
  bar: css({
    display: 'block',
    borderRadius: theme.shape.radius.default,
    background: theme.colors.action.hover,
  }),
});
