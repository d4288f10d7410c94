import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { markColor } from './verdictLook';

/** Drawn instead of a bar or a chart that cannot be known. Decoration: the `?` or the reason beside it is text. */
export function Hatch({ width, height = 8 }: { width?: number; height?: number }) {
  const styles = useStyles2(getStyles);
  return <span aria-hidden className={styles.hatch} style={{ width: width ?? '100%', height }} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  hatch: css({
    display: 'block',
    flex: 'none',
    maxWidth: '100%',
    background: `repeating-linear-gradient(135deg, ${markColor('unknown', theme)} 0 1.5px, transparent 1.5px 5px)`,
  }),
});
