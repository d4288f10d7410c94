import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

const ROWS = [
  [430, 280, 668],
  [326, 386, 668],
  [460, 222, 668],
];

/** Three rows of nothing yet. No verdict is shown anywhere before its source answered. */
export function RoundSkeleton() {
  const styles = useStyles2(getStyles);
  return (
    <div aria-hidden>
      {ROWS.map((widths) => (
        <div key={widths.join(' ')} className={styles.row}>
          <div className={styles.block} style={{ width: 80 }} />
          <div className={styles.lines}>
            {widths.map((width, index) => (
              <div key={index} className={styles.block} style={{ width, maxWidth: '100%' }} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'grid',
    gridTemplateColumns: '100px minmax(0, 1fr)',
    columnGap: theme.spacing(3),
    padding: theme.spacing(2, 2.5, 3, 2.5),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '@container (max-width: 559px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: theme.spacing(1.25) },
  }),
  lines: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.25) }),
  block: css({
    height: 14,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
  }),
});
