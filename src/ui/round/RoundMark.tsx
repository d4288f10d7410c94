import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { HistoryDay } from '../../core/checklist/history';
import { markColor } from '../verdictLook';
import { roundMark } from './roundWords';

export const ROUND_MARK_WIDTH = 7;

/**
 * One round in a strip: its height says how it went, colour follows. Low is on time, a little more than half is late or
 * incomplete (hollow), full is missed. Decoration: the words stand in what holds it.
 */
export function RoundMark({ state, height = 24 }: { state: HistoryDay['state']; height?: number }) {
  const styles = useStyles2(getStyles);
  return (
    <span aria-hidden className={styles.slot} style={{ height }}>
      <span className={cx(styles.mark, styles[state])} />
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const of = (state: HistoryDay['state']) => markColor(roundMark(state), theme);
  const hairline = css({ height: 1, background: theme.colors.border.medium });
  const hatch = `repeating-linear-gradient(135deg, ${of('skipped')} 0 1px, transparent 1px 3px)`;
  return {
    slot: css({ display: 'flex', alignItems: 'flex-end', width: ROUND_MARK_WIDTH, padding: '0 0.5px' }),
    mark: css({ display: 'block', width: '100%', borderRadius: 1 }),
    'on-time': css({ height: '22%', background: of('on-time') }),
    late: css({ height: '60%', background: of('late') }),
    incomplete: css({ height: '60%', border: `1.5px solid ${of('incomplete')}` }),
    missed: css({ height: '100%', background: of('missed') }),
    skipped: css({ height: '44%', border: `1px solid ${of('skipped')}`, background: hatch }),
    due: css({ height: '22%', border: `1px solid ${of('due')}` }),
    unknown: css({ height: '60%', border: `1px dashed ${of('unknown')}` }),
    upcoming: hairline,
    none: hairline,
  };
};
