import { Icon, useStyles2 } from '@grafana/ui';
import { useMemo, useRef } from 'react';

import type { TargetRow } from '../../../core/products/backups/view';
import { DRAWN_WHOLE, getNotedTableStyles, useDrawnRows } from '../../../ui/notedTable';
import { t } from '../../../ui/t';
import { UndrawnRows } from '../../../ui/UndrawnRows';
import { useWidth } from '../../../ui/useWidth';
import { TargetItem } from './TargetItem';
import { columnCount, targetShapeAt, WIDTHS, type TargetShape } from './targetShape';

/** Pixels, in a table that is drawn in part. */
const HEIGHTS = { row: 38, block: 74, note: 30 } as const;

interface Props {
  /** In the order to draw. */
  rows: readonly TargetRow[];
  nowMs: number;
  /** Whether a row says by itself why it stands as it does; an alert above does otherwise. */
  isExplained: (row: TargetRow) => boolean;
  onRecord: ((key: string) => void) | null;
}

/** All targets, each exception with its sentence; of a long list only those in view are drawn. Arrow keys move between rows. */
export function TargetTable({ rows, nowMs, isExplained, onRecord }: Props) {
  const styles = useStyles2(getNotedTableStyles);
  const frame = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  // The same object as long as nothing about it is another: rows are drawn again with it.
  const key = JSON.stringify(targetShapeAt(useWidth(frame)));
  const shape = useMemo(() => JSON.parse(key) as TargetShape, [key]);
  const columns = columnCount(shape);
  const isWhole = rows.length <= DRAWN_WHOLE;
  const rowHeight = shape.isBlocks ? HEIGHTS.block : HEIGHTS.row;
  const heights = useMemo(
    () =>
      isWhole ? null : rows.map((row) => rowHeight + (row.reasons.length > 0 && isExplained(row) ? HEIGHTS.note : 0)),
    [isWhole, rows, rowHeight, isExplained]
  );
  const drawnHeights = useMemo(() => (isWhole ? null : { row: rowHeight, note: HEIGHTS.note }), [isWhole, rowHeight]);
  const { first, end, abovePx, belowPx, tabStop, on } = useDrawnRows(table, rows.length, { heights, rowHeight });
  return (
    <div ref={frame}>
      <table
        ref={table}
        className={shape.isBlocks ? styles.asBlocks : styles.table}
        aria-label={t('targets.table', 'Targets')}
        aria-rowcount={rows.length + 1}
        {...on}
      >
        {!shape.isBlocks && <Head shape={shape} />}
        <UndrawnRows px={abovePx} columns={columns} />
        {rows.slice(first, end).map((row, offset) => (
          <TargetItem
            key={row.target.key}
            row={row}
            index={first + offset}
            nowMs={nowMs}
            shape={shape}
            columns={columns}
            isExplained={isExplained(row)}
            isTabStop={first + offset === tabStop}
            heights={drawnHeights}
            onRecord={onRecord}
          />
        ))}
        <UndrawnRows px={belowPx} columns={columns} />
      </table>
    </div>
  );
}

function Head({ shape }: { shape: TargetShape }) {
  const styles = useStyles2(getNotedTableStyles);
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" style={{ width: WIDTHS.posture }}>
          <span className={styles.sorted} title={t('targets.worst-first', 'Worst first')}>
            {t('targets.posture', 'Posture')} <Icon name="arrow-down" size="xs" aria-hidden />
          </span>
        </th>
        <th scope="col">{t('targets.target', 'Target')}</th>
        {shape.hasProviders && (
          <th scope="col" style={{ width: WIDTHS.providers }}>
            {t('targets.protected-by', 'Protected by')}
          </th>
        )}
        <th scope="col" style={{ width: WIDTHS.lastGood }}>
          {t('targets.last-good', 'Last good backup')}
        </th>
        {shape.hasVerified && (
          <th scope="col" className={styles.right} style={{ width: WIDTHS.verified }}>
            {t('targets.verified', 'Verified')}
          </th>
        )}
        {shape.hasRestoreTest && (
          <th scope="col" className={styles.right} style={{ width: WIDTHS.restoreTest }}>
            {t('targets.restore-test', 'Restore test')}
          </th>
        )}
        {shape.hasCells && (
          <th scope="col" className={styles.right} style={{ width: WIDTHS.cells }}>
            3-2-1-1-0
          </th>
        )}
      </tr>
    </thead>
  );
}
