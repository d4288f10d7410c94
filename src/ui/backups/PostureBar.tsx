import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import { POSTURES, type Posture } from '../../core/products/backups/view';
import { Hatch } from '../Hatch';
import { markColor } from '../verdictLook';
import { postureVerdict } from './postureWords';

interface Props {
  counts: Readonly<Record<Posture, number>>;
  height?: number;
}

/** Two of many are seen, too. */
const LEAST_PX = 6;

/** How targets stand, as shares of one bar, worst first; excluded ones are left out. Decoration: the counts stand beside it. */
export function PostureBar({ counts, height = 8 }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const shown = POSTURES.filter((posture) => posture !== 'excluded' && counts[posture] > 0);
  return (
    <span aria-hidden className={styles.bar} style={{ height }}>
      {shown.map((posture) => (
        <span key={posture} data-posture={posture} style={{ flex: `${counts[posture]} 1 0`, minWidth: LEAST_PX }}>
          {posture === 'unknown' ? (
            <Hatch height={height} />
          ) : (
            <span
              className={styles.part}
              style={{
                height,
                background:
                  posture === 'protected' ? theme.colors.success.main : markColor(postureVerdict(posture), theme),
              }}
            />
          )}
        </span>
      ))}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', gap: 1, width: '100%', flexShrink: 0 }),
  part: css({ display: 'block', borderRadius: theme.shape.radius.sm }),
});
