import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { memo, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';

import type { Column } from './column';
import type { Sort } from './sortRows';
import { useColumnsThatFit } from './useColumnsThatFit';
import { useRowKeys } from './useRowKeys';
import { useRowsInView } from './useRowsInView';
import { useWidth } from './useWidth';

/** Up to this many rows a table with words that wrap is drawn whole; in a longer one they are cut, and filters make it shorter. */
const DRAWN_WHOLE = 200;

interface Props<Row> {
  label: string;
  /** The same array as long as the cells are the same: rows that are drawn are drawn again only with other columns. */
  columns: ReadonlyArray<Column<Row>>;
  /** In the order to draw; `sortRows` makes it. */
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** All rows have one height, so that only those in view need to be drawn. */
  rowHeight?: number;
  /** Where the head stays while the rows scroll: the height of whatever stands fixed above, in pixels. */
  stickyTop?: number;
  /** Enter or a click on a row; the first cell should hold a link or a button that does the same. */
  onOpen?: (row: Row) => void;
  /** A sentence over the whole width below a row, where there is one. */
  note?: (row: Row) => ReactNode | null;
  /** Draws this many rows of bars while nothing is known. */
  skeletonRows?: number;
}

/**
 * A table of any length: the head sticks, headings sort, the window scrolls, and only the rows in view are drawn.
 * Where its columns do not fit, it scrolls sideways, not the page, and the head stays in its place.
 * Arrow keys, Home, End, Page up and Page down move the focus between rows that open.
 */
export function VirtualTable<Row>(props: Props<Row>) {
  const { label, rows, rowHeight = 37, stickyTop = 0, onSort, sort, skeletonRows = 0 } = props;
  const styles = useStyles2(getStyles);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const { columns, overWidth } = useColumnsThatFit(props.columns, width);
  const isWider = overWidth !== null;
  return (
    <div ref={frame} {...(isWider && { className: styles.sideways, role: 'group', 'aria-label': label, tabIndex: 0 })}>
      <table
        className={styles.table}
        style={isWider ? { minWidth: overWidth } : undefined}
        aria-label={label}
        aria-rowcount={rows.length + 1}
      >
        <thead style={{ top: isWider ? 0 : stickyTop }}>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        {skeletonRows > 0 ? (
          <tbody aria-hidden>
            {Array.from({ length: skeletonRows }, (_unused, index) => (
              <tr key={index} style={{ height: rowHeight }}>
                {columns.map(({ key, numeric }) => (
                  <td key={key} className={cx(numeric && styles.numeric)}>
                    <span className={styles.bar} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ) : (
          <Body {...props} columns={columns} rowHeight={rowHeight} stickyTop={stickyTop} />
        )}
      </table>
    </div>
  );
}

type BodyProps<Row> = Props<Row> & { rowHeight: number; stickyTop: number };

function Body<Row>({ columns, rows, rowKey, rowHeight, stickyTop, onOpen, note }: BodyProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const isWhole = rows.length <= DRAWN_WHOLE && (note !== undefined || columns.some(({ wraps }) => wraps === true));
  const inView = useRowsInView(body, rows.length, rowHeight);
  const { first, end, reach } = isWhole ? { ...inView, first: 0, end: rows.length } : inView;
  const { active, onKeyDown, onFocus } = useRowKeys(body, rows.length, rowHeight, reach);
  const tabStop = active >= first && active < end ? active : first;
  return (
    <tbody ref={body} onKeyDown={onOpen && onKeyDown} onFocus={onOpen && onFocus}>
      {first > 0 && <Gap rows={first} rowHeight={rowHeight} />}
      {rows.slice(first, end).map((row, offset) => {
        const index = first + offset;
        return (
          <DrawnRow
            key={rowKey(row)}
            columns={columns}
            row={row}
            index={index}
            rowHeight={rowHeight}
            stickyTop={stickyTop}
            onOpen={onOpen}
            isTabStop={onOpen !== undefined && index === tabStop}
            note={isWhole ? note : undefined}
            hasWrapping={isWhole}
          />
        );
      })}
      {end < rows.length && <Gap rows={rows.length - end} rowHeight={rowHeight} />}
    </tbody>
  );
}

interface RowProps<Row> {
  columns: ReadonlyArray<Column<Row>>;
  row: Row;
  index: number;
  rowHeight: number;
  stickyTop: number;
  onOpen: ((row: Row) => void) | undefined;
  isTabStop: boolean;
  note: ((row: Row) => ReactNode | null) | undefined;
  hasWrapping: boolean;
}

function PlainRow<Row>(props: RowProps<Row>) {
  const { columns, row, index, rowHeight, stickyTop, onOpen, isTabStop, note, hasWrapping } = props;
  const styles = useStyles2(getStyles);
  const open = onOpen && (() => onOpen(row));
  const said = note?.(row) ?? null;
  return (
    <>
      <tr
        data-index={index}
        aria-rowindex={index + 2}
        className={cx(styles.row, open && styles.opens, said !== null && styles.noted)}
        style={{ height: rowHeight, scrollMarginTop: stickyTop + rowHeight }}
        {...(open && {
          tabIndex: isTabStop ? 0 : -1,
          onClick: (event: MouseEvent) => !isControl(event.target) && open(),
          onKeyDown: (event: KeyboardEvent) => event.key === 'Enter' && event.target === event.currentTarget && open(),
        })}
      >
        <Cells columns={columns} row={row} hasWrapping={hasWrapping} />
      </tr>
      {said !== null && (
        <tr>
          <td colSpan={columns.length} className={styles.note}>
            {said}
          </td>
        </tr>
      )}
    </>
  );
}

/** Scrolling, measuring and a table's other news leave rows as they are. */
const DrawnRow = memo(PlainRow) as typeof PlainRow;

interface CellsProps<Row> {
  columns: ReadonlyArray<Column<Row>>;
  row: Row;
  hasWrapping: boolean;
}

function Cells<Row>({ columns, row, hasWrapping }: CellsProps<Row>) {
  const styles = useStyles2(getStyles);
  const spanning = columns.findIndex(({ span }) => span?.(row) != null);
  const own = spanning < 0 ? columns : columns.slice(0, spanning);
  return (
    <>
      {own.map((column) => {
        const content = column.cell(row);
        return (
          <td
            key={column.key}
            className={cx(column.numeric && styles.numeric, hasWrapping && column.wraps && styles.wraps)}
            // Words may be cut.
            title={typeof content === 'string' && content !== '' ? content : undefined}
          >
            {content}
          </td>
        );
      })}
      {spanning >= 0 && <td colSpan={columns.length - spanning}>{columns[spanning]?.span?.(row)}</td>}
    </>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ rows, rowHeight }: { rows: number; rowHeight: number }) {
  return (
    <tr aria-hidden style={{ height: rows * rowHeight }}>
      <td style={{ border: 0, padding: 0 }} />
    </tr>
  );
}

interface HeadCellProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const styles = useStyles2(getStyles);
  const { key, heading, width, numeric, compare, largestFirst = false } = column;
  const sorted = compare !== undefined && sort?.key === key;
  const arrow = sorted && <Icon name={sort.descending ? 'arrow-down' : 'arrow-up'} size="xs" aria-hidden />;
  return (
    <th
      scope="col"
      style={{ width }}
      className={cx(numeric && styles.numeric)}
      {...(sorted && { 'aria-sort': sort.descending ? 'descending' : 'ascending' })}
    >
      {compare && onSort ? (
        <button
          type="button"
          className={styles.heading}
          onClick={() => onSort({ key, descending: sorted ? !sort.descending : largestFirst })}
        >
          {heading}
          {arrow}
        </button>
      ) : (
        heading
      )}
    </th>
  );
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label') !== null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    tableLayout: 'fixed',
    // Collapsed borders do not move with a head that sticks.
    borderCollapse: 'separate',
    borderSpacing: 0,
    fontVariantNumeric: 'tabular-nums',
    '& thead': { position: 'sticky', zIndex: 1, background: theme.colors.background.primary },
    '& th': {
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.text.secondary,
      textAlign: 'left',
      verticalAlign: 'bottom',
      whiteSpace: 'nowrap',
      borderBottom: `1px solid ${theme.colors.border.medium}`,
      padding: theme.spacing(0.75, 1),
    },
    '& td': {
      padding: theme.spacing(0, 1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    '& th:first-child, & td:first-child': { paddingLeft: 0 },
    '& th:last-child, & td:last-child': { paddingRight: 0 },
  }),
  numeric: css({ '&&': { textAlign: 'right' } }),
  wraps: css({ '&&': { whiteSpace: 'normal', overflowWrap: 'anywhere', padding: theme.spacing(0.75, 1) } }),
  noted: css({ '&& td': { borderBottom: 0 } }),
  note: css({ '&&': { whiteSpace: 'normal', overflowWrap: 'anywhere', padding: theme.spacing(0, 1, 1, 0) } }),
  sideways: css({
    overflowX: 'auto',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  heading: css({
    display: 'inline-flex',
    alignItems: 'center',
    // A finger hits it, and the head is no higher for that.
    minHeight: 24,
    margin: '-3px 0',
    gap: theme.spacing(0.5),
    border: 0,
    padding: 0,
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    whiteSpace: 'nowrap',
    borderRadius: theme.shape.radius.default,
    '&:hover': { color: theme.colors.text.primary },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
  row: css({ '&:hover': { background: theme.colors.background.secondary } }),
  opens: css({
    cursor: 'pointer',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  bar: css({
    display: 'inline-block',
    width: '70%',
    height: 10,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.action.selected,
  }),
});
