import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2 } from '@grafana/ui';

export interface TipAt {
  title: string;
  text: string;
  /** In the window, px. */
  x: number;
  y: number;
}

const WIDTH = 240;

/** What a cell says, beside it; the cell's own label says the same to whoever does not see it. */
export function CellTip({ title, text, x, y }: TipAt) {
  const styles = useStyles2(getStyles);
  const left = Math.max(8, Math.min(x + 12, window.innerWidth - WIDTH - 8));
  return (
    <Portal>
      <div aria-hidden className={styles.tip} style={{ left, top: y + 14, maxWidth: WIDTH }}>
        <strong>{text}</strong>
        <span>{title}</span>
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tip: css({
    ...theme.typography.bodySmall,
    position: 'fixed',
    zIndex: theme.zIndex.tooltip,
    display: 'grid',
    padding: theme.spacing(0.5, 1),
    color: theme.colors.text.primary,
    background: theme.colors.background.elevated,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z2,
    pointerEvents: 'none',
    overflowWrap: 'anywhere',
    '& span': { color: theme.colors.text.secondary },
  }),
});
