import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { memo, type KeyboardEvent, type MouseEvent } from 'react';

import type { TargetRow } from '../../../core/products/backups/view';
import { PostureMark } from '../../../ui/backups/PostureMark';
import { postureReasonSentence } from '../../../ui/backups/reasonSentence';
import { getNotedRowStyles } from '../../../ui/notedTable';
import { useAddress } from '../../../ui/useAddress';
import { useZone } from '../../../ui/zone';
import { ReasonLink } from './ReasonLink';
import { Copies, LastGood, ProtectedBy, RestoreTested, Verified } from './targetCells';
import type { TargetShape } from './targetShape';

interface Props {
  row: TargetRow;
  index: number;
  nowMs: number;
  shape: TargetShape;
  columns: number;
  isExplained: boolean;
  isTabStop: boolean;
  /** Of the row, and of its sentence: a long list is drawn in part, so that they are as high as this and no higher. */
  heights: { row: number; note: number } | null;
  onRecord: ((key: string) => void) | null;
}

/** One target: how it stands, what protects it, and in a second row why it is not protected. */
export const TargetItem = memo(function TargetItem(props: Props) {
  const { row, index, nowMs, shape, columns, isExplained, isTabStop, heights, onRecord } = props;
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const [, change] = useAddress();
  const { target, posture, reasons } = row;
  const [reason] = reasons;
  const hasNote = reason !== undefined && isExplained;
  const open = (event: MouseEvent | KeyboardEvent) => {
    if (!(event.target instanceof Element && event.target.closest('a, button, input'))) {
      change({ target: target.key, day: null });
    }
  };
  const isQuiet = posture === 'protected' || posture === 'excluded';
  const sentence = reason ? postureReasonSentence(reason, zone) : '';
  return (
    <tbody className={cx(styles.item, shape.isBlocks && styles.blocks)} onClick={open}>
      <tr
        data-index={index}
        aria-rowindex={index + 2}
        tabIndex={isTabStop ? 0 : -1}
        className={cx(hasNote && styles.noted)}
        style={heights === null ? undefined : { height: heights.row }}
        onKeyDown={(event) => event.key === 'Enter' && event.target === event.currentTarget && open(event)}
      >
        <td>
          <PostureMark posture={posture} />
        </td>
        <td>
          <span className={styles.naming}>
            <button
              type="button"
              className={cx(styles.name, !isQuiet && styles.medium)}
              title={target.name}
              onClick={() => change({ target: target.key, day: null })}
            >
              {target.name}
            </button>{' '}
            <small className={styles.place}>{target.place}</small>
          </span>
        </td>
        {shape.isBlocks ? (
          <td>
            <LastGood row={row} nowMs={nowMs} />
          </td>
        ) : (
          <Cells row={row} nowMs={nowMs} shape={shape} />
        )}
      </tr>
      {hasNote && (
        <tr className={styles.note} style={heights === null ? undefined : { height: heights.note }}>
          {!shape.isBlocks && <td />}
          <td colSpan={columns - 1}>
            <div className={heights === null ? styles.line : styles.cut} {...(heights !== null && { title: sentence })}>
              {sentence} <ReasonLink row={row} reason={reason} onRecord={onRecord} />
            </div>
          </td>
        </tr>
      )}
    </tbody>
  );
});

function Cells({ row, nowMs, shape }: Pick<Props, 'row' | 'nowMs' | 'shape'>) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {shape.hasProviders && (
        <td>
          <div className={styles.one}>
            <ProtectedBy row={row} nowMs={nowMs} />
          </div>
        </td>
      )}
      <td>
        <LastGood row={row} nowMs={nowMs} />
      </td>
      {shape.hasVerified && (
        <td className={styles.number}>
          <Verified row={row} nowMs={nowMs} />
        </td>
      )}
      {shape.hasRestoreTest && (
        <td className={styles.number}>
          <RestoreTested row={row} nowMs={nowMs} />
        </td>
      )}
      {shape.hasCells && (
        <td className={styles.number}>
          <Copies row={row} />
        </td>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const one = { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    ...getNotedRowStyles(theme),
    naming: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(0.75), minWidth: 0 }),
    name: css({
      ...one,
      flex: '0 1 auto',
      border: 0,
      padding: 0,
      background: 'none',
      font: 'inherit',
      color: theme.colors.text.primary,
      textAlign: 'left',
      borderRadius: theme.shape.radius.default,
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
    }),
    medium: css({ '&&': { fontWeight: theme.typography.fontWeightMedium } }),
    place: css({
      ...one,
      flex: '0 100 auto',
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    one: css(one),
    line: css({ overflowWrap: 'anywhere' }),
    cut: css(one),
  };
};
