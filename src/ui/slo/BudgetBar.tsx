import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import type { Verdict } from '../../core/check/verdict';
import { Hatch } from '../Hatch';
import { markColor } from '../verdictLook';

interface Props {
  /** Share of the budget that is left; negative is overspent, null unknown. */
  left: number | null;
  verdict: Verdict;
  height?: number;
}

/** Drawn from so much overspent to all left. */
const LOW = -0.5;
const HIGH = 1;
const ZERO = ((0 - LOW) / (HIGH - LOW)) * 100;

/**
 * What is left of a budget, around zero: to the right of the line what is left, to the left what is overspent, pointed where there is
 * more of it than fits. Decoration: the number always stands beside it as text.
 */
export function BudgetBar({ left, verdict, height = 8 }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  if (left === null || verdict === 'unknown') {
    return (
      <span aria-hidden className={styles.bar} style={{ height }}>
        <span className={styles.unknown} style={{ left: `${ZERO}%` }}>
          <Hatch height={height} />
        </span>
        <span className={styles.zero} style={{ left: `${ZERO}%`, height: height + 4 }} />
      </span>
    );
  }
  const color =
    left < 0 ? markColor('fail', theme) : verdict === 'pass' ? theme.colors.success.main : markColor(verdict, theme);
  const shown = Math.max(LOW, Math.min(HIGH, left));
  const width = (Math.abs(shown) / (HIGH - LOW)) * 100;
  const isClamped = left < LOW;
  return (
    <span aria-hidden className={styles.bar} style={{ height }}>
      <span className={styles.track} style={{ left: `${ZERO}%` }} />
      <span
        data-part="fill"
        className={styles.fill}
        style={{
          left: `${left < 0 ? ZERO - width : ZERO}%`,
          width: `${width}%`,
          minWidth: left === 0 ? 0 : 2,
          background: color,
          ...(isClamped && { clipPath: `polygon(${height / 2}px 0, 100% 0, 100% 100%, ${height / 2}px 100%, 0 50%)` }),
        }}
      />
      <span className={styles.zero} style={{ left: `${ZERO}%`, height: height + 4 }} />
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ position: 'relative', display: 'block', flex: 'none', width: '100%' }),
  track: css({
    position: 'absolute',
    top: 0,
    right: 0,
    height: '100%',
    borderRadius: 2,
    background: theme.colors.action.selected,
  }),
  fill: css({ position: 'absolute', top: 0, height: '100%', borderRadius: 2 }),
  zero: css({ position: 'absolute', top: -2, width: 1, background: theme.colors.text.secondary }),
  unknown: css({ position: 'absolute', top: 0, right: 0 }),
});
