import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

const FIGURES = 7;
const ROWS = 5;

/** The page's frame before anything is known, as high as what will stand there. */
export function ServerSkeleton() {
  const styles = useStyles2(getStyles);
  return (
    <div aria-hidden>
      <div className={styles.figures}>
        {Array.from({ length: FIGURES }, (_unused, index) => (
          <div key={index}>
            <span style={{ width: '60%' }} />
            <span style={{ width: '40%', height: 24 }} />
            <span style={{ width: '50%' }} />
            <span style={{ width: '70%' }} />
          </div>
        ))}
      </div>
      <div className={styles.rows}>
        {Array.from({ length: ROWS }, (_unused, index) => (
          <span key={index} style={{ width: `${90 - index * 8}%` }} />
        ))}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const bar = {
    display: 'block',
    height: 12,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.action.selected,
  };
  return {
    figures: css({
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(136px, 1fr))',
      gap: theme.spacing(2),
      padding: theme.spacing(1.5, 0),
      minHeight: 120,
      borderTop: `1px solid ${theme.colors.border.weak}`,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      '& > div': { display: 'grid', alignContent: 'space-between' },
      '& span': bar,
    }),
    rows: css({ display: 'grid', gap: theme.spacing(3), marginTop: theme.spacing(13), '& span': bar }),
  };
};
