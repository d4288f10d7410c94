import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';

import type { Run } from '../core/checklist/run';
import { dueWords, overdueState } from './due';
import { markColor, markGlyph } from './verdictLook';

interface Props {
  run: Run;
  nowMs: number;
  small?: boolean;
}

/** When a round is due; one that is overdue looks it: a warning on its day, an error when its day is over. */
export function DueTime({ run, nowMs, small = false }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const state = overdueState(run, nowMs);
  return (
    <span
      className={cx(styles.due, small && styles.small, state && styles.over)}
      style={state ? { color: markColor(state, theme) } : undefined}
    >
      <Icon name={state ? markGlyph(state) : 'clock-nine'} size={small ? 'sm' : 'md'} aria-hidden />
      {dueWords(run, nowMs)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  due: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75) }),
  small: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  over: css({ fontWeight: theme.typography.fontWeightMedium }),
});
