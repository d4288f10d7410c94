import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { memo, useMemo } from 'react';

import { dayTotalPaths } from '../../../core/chart/dayCells';
import type { DayMatrix } from '../../../core/products/backups/view';
import { t } from '../../../ui/t';
import { markColor } from '../../../ui/verdictLook';
import { FOOT_PX } from './matrixFrame';
import { FocusCell } from './MatrixRow';

interface Props {
  totals: DayMatrix['totals'];
  index: number;
  namesPx: number;
  step: number;
  hatchId: string;
  focus: { day: number; label: string } | null;
}

const BAR_PX = FOOT_PX - 14;

/** The foot of the matrix: how many of all targets succeeded on each day. */
export function DayTotals({ totals, index, namesPx, step, hatchId, focus }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div role="row" data-foot aria-rowindex={index + 2} className={styles.foot} style={{ height: FOOT_PX }}>
      <span role="rowheader" className={styles.head} style={{ width: namesPx }}>
        {t('matrix.success', 'Daily success')}
      </span>
      <Bars totals={totals} step={step} hatchId={hatchId} />
      {focus !== null && <FocusCell {...focus} namesPx={namesPx} step={step} />}
    </div>
  );
}

const Bars = memo(function Bars({ totals, step, hatchId }: Pick<Props, 'totals' | 'step' | 'hatchId'>) {
  const theme = useTheme2();
  const gap = step >= 6 ? 2 : 1;
  const paths = useMemo(() => dayTotalPaths(totals, { step, height: BAR_PX, gap }), [totals, step, gap]);
  return (
    <svg width={totals.length * step} height={BAR_PX} aria-hidden focusable="false" style={{ display: 'block' }}>
      <path d={paths.good} fill={theme.colors.success.main} />
      <path d={paths.bad} fill={markColor('fail', theme)} />
      <path d={paths.unknown} fill={`url(#${hatchId})`} />
    </svg>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  foot: css({
    position: 'sticky',
    bottom: 0,
    zIndex: 2,
    display: 'flex',
    alignItems: 'center',
    background: theme.colors.background.primary,
    borderTop: `1px solid ${theme.colors.border.medium}`,
  }),
  head: css({
    ...theme.typography.bodySmall,
    position: 'sticky',
    left: 0,
    zIndex: 1,
    display: 'flex',
    alignItems: 'center',
    flex: 'none',
    height: '100%',
    color: theme.colors.text.secondary,
    background: theme.colors.background.primary,
  }),
});
