import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { memo } from 'react';

import type { TargetRow } from '../../../core/products/backups/view';
import { DayCells } from '../../../ui/backups/DayCells';
import { postureVerdict } from '../../../ui/backups/postureWords';
import { Mark } from '../../../ui/Mark';
import { CELL_PX, ROW_PX } from './matrixFrame';

interface Props {
  row: TargetRow;
  index: number;
  states: Uint8Array;
  namesPx: number;
  step: number;
  hatchId: string;
  onOpen: (key: string) => void;
  /** The cell that has, or gets, the focus; null while it is in another row. */
  focus: { day: number; label: string } | null;
}

/** The days of one target: its name stays while the days scroll. */
export const MatrixRow = memo(function MatrixRow({
  row: { target, posture },
  index,
  states,
  namesPx,
  step,
  hatchId,
  onOpen,
  focus,
}: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div role="row" aria-rowindex={index + 2} className={styles.row} style={{ top: index * ROW_PX, height: ROW_PX }}>
      <span role="rowheader" className={styles.head} style={{ width: namesPx }}>
        <Mark state={postureVerdict(posture)} glyphOnly size="sm" />
        <button
          type="button"
          tabIndex={-1}
          title={`${target.name} · ${target.place}`}
          onClick={() => onOpen(target.key)}
        >
          {target.name}
        </button>
      </span>
      <DayCells states={states} step={step} height={CELL_PX} hatchId={hatchId} />
      {focus !== null && <FocusCell {...focus} namesPx={namesPx} step={step} />}
    </div>
  );
});

interface FocusProps {
  day: number;
  label: string;
  namesPx: number;
  step: number;
  className?: string;
}

/** The one cell that is there for the keyboard; the grid hears its keys. */
export function FocusCell({ day, label, namesPx, step, className }: FocusProps) {
  const styles = useStyles2(getStyles);
  return (
    <div
      role="gridcell"
      tabIndex={0}
      data-cell
      aria-colindex={day + 2}
      aria-label={label}
      className={cx(styles.focus, className)}
      style={{ left: namesPx + day * step - 2, width: step + 2, scrollMarginLeft: namesPx + 8 }}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    position: 'absolute',
    left: 0,
    display: 'flex',
    alignItems: 'center',
    minWidth: '100%',
    '&:hover': { background: theme.colors.background.secondary },
  }),
  head: css({
    position: 'sticky',
    left: 0,
    zIndex: 1,
    display: 'flex',
    alignItems: 'center',
    flex: 'none',
    gap: theme.spacing(0.75),
    height: '100%',
    paddingRight: theme.spacing(1.5),
    background: theme.colors.background.primary,
    '& button': {
      minWidth: 0,
      border: 0,
      padding: 0,
      background: 'none',
      font: 'inherit',
      color: theme.colors.text.primary,
      textAlign: 'left',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      fontSize: theme.typography.bodySmall.fontSize,
    },
    '& button:hover': { textDecoration: 'underline' },
  }),
  focus: css({
    position: 'absolute',
    top: 1,
    bottom: 1,
    pointerEvents: 'none',
    scrollMarginTop: 32,
    scrollMarginBottom: 52,
    borderRadius: 2,
    '&:focus': { outline: `2px solid ${theme.colors.primary.text}` },
  }),
});
