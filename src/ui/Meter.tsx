import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import type { Standing } from '../core/products/pending';
import { Hatch } from './Hatch';
import { markColor } from './verdictLook';

interface Props {
  /** 0..1 of the track; null is unknown. */
  ratio: number | null;
  verdict: Standing;
  /** Where a mark stands over the track: a limit, or what there is. */
  limit?: number | null;
  /** A thin second line under the bar that may go beyond 1, for what is promised beside what is used. */
  under?: number | null;
  /** Ratio that fills the whole width; more than 1 leaves room for `under` behind the track. */
  scale?: number;
  height?: number;
}

const UNDER_GAP = 1;
const UNDER_HEIGHT = 2;

/** A bar with its limit; a hatch when nobody knows. Decoration: the number always stands beside it as text. */
export function Meter({ ratio, verdict, limit = null, under = null, scale = 1, height = 8 }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const percent = (value: number) => `${(Math.min(Math.max(value, 0), scale) / scale) * 100}%`;
  if (ratio === null) {
    return (
      <span aria-hidden className={styles.meter}>
        <span style={{ display: 'block', width: percent(1) }}>
          <Hatch height={height} />
        </span>
      </span>
    );
  }
  const fill = verdict === 'pass' || verdict === 'na' ? theme.colors.success.main : markColor(verdict, theme);
  const bottom = under === null ? 0 : UNDER_GAP + UNDER_HEIGHT;
  const overbooked = under !== null && under > 1;
  return (
    <span aria-hidden className={styles.meter} style={{ height: height + bottom }}>
      <span className={styles.track} style={{ width: percent(1), height }} />
      <span data-part="fill" className={styles.track} style={{ width: percent(ratio), height, background: fill }} />
      {under !== null && (
        <span
          data-part="under"
          className={styles.under}
          style={{
            width: percent(under),
            top: height + UNDER_GAP,
            background: overbooked ? theme.colors.warning.text : theme.colors.text.secondary,
          }}
        />
      )}
      {limit !== null && (
        <span data-part="limit" className={styles.limit} style={{ left: percent(limit), height: height + 4 }} />
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  meter: css({ position: 'relative', display: 'block', flex: 'none', width: '100%' }),
  track: css({
    position: 'absolute',
    top: 0,
    left: 0,
    borderRadius: 2,
    background: theme.colors.action.selected,
  }),
  under: css({ position: 'absolute', left: 0, height: UNDER_HEIGHT }),
  limit: css({
    position: 'absolute',
    top: -2,
    width: 1.5,
    marginLeft: -0.75,
    background: theme.colors.text.primary,
  }),
});
