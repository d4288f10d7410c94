import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useMemo, useRef } from 'react';

import type { TargetRow } from '../../../core/products/backups/view';
import { t } from '../../../ui/t';
import { UndrawnRows } from '../../../ui/UndrawnRows';
import { useItemsInView } from '../../../ui/useItemsInView';
import { useRowKeys } from '../../../ui/useRowKeys';
import { useWidth } from '../../../ui/useWidth';
import { TargetItem } from './TargetItem';
import { columnCount, targetShapeAt, WIDTHS, type TargetShape } from './targetShape';

/** Up to this many rows the table is drawn whole, and sentences take as many lines as they need. */
const DRAWN_WHOLE = 60;
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
  const styles = useStyles2(getStyles);
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
  const inView = useItemsInView(table, heights);
  const { first } = inView;
  const end = Math.min(inView.end, rows.length);
  const { active, onKeyDown, onFocus } = useRowKeys(table, rows.length, rowHeight, inView.reach);
  const tabStop = active >= first && active < end ? active : first;
  return (
    <div ref={frame}>
      <table
        ref={table}
        className={cx(shape.isBlocks ? styles.asBlocks : styles.table)}
        aria-label={t('targets.table', 'Targets')}
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        {!shape.isBlocks && <Head shape={shape} />}
        <UndrawnRows px={inView.abovePx} columns={columns} />
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
        <UndrawnRows px={inView.belowPx} columns={columns} />
      </table>
    </div>
  );
}

function Head({ shape }: { shape: TargetShape }) {
  const styles = useStyles2(getStyles);
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

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    tableLayout: 'fixed',
    fontVariantNumeric: 'tabular-nums',
    '& th': {
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.text.secondary,
      textAlign: 'left',
      whiteSpace: 'nowrap',
      borderBottom: `1px solid ${theme.colors.border.medium}`,
    },
    '& th, & td': { padding: theme.spacing(0.875, 1) },
    '& th:first-child, & td:first-child': { paddingLeft: 0 },
    '& th:last-child, & td:last-child': { paddingRight: 0 },
    '& td': { verticalAlign: 'top', borderBottom: `1px solid ${theme.colors.border.weak}` },
  }),
  asBlocks: css({ display: 'block', width: '100%', fontVariantNumeric: 'tabular-nums' }),
  sorted: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  right: css({ '&&': { textAlign: 'right', whiteSpace: 'nowrap' } }),
});
