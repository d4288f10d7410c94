import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import {
  useCallback,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';

import { DAY_STATES, type DayMatrix as Days, type TargetRow } from '../../../core/products/backups/view';
import { HatchPattern } from '../../../ui/backups/DayCells';
import { dayLong, dayShort, dayTotalWords } from '../../../ui/backups/dayText';
import { dayStateWord } from '../../../ui/backups/postureWords';
import { t } from '../../../ui/t';
import { useWidth } from '../../../ui/useWidth';
import { DayTotals } from './DayTotals';
import { CellTip, type TipAt } from './CellTip';
import { FOOT_PX, HEAD_PX, matrixFrame, matrixTicks, nextCell, ROW_PX, type Cell } from './matrixFrame';
import { MatrixRow } from './MatrixRow';

/** Rows that are seen at once; the others scroll below a head and above a foot that stay. */
const SEEN_ROWS = 16;
/** Rows that are drawn beyond each edge. */
const OVERSCAN = 4;

interface Props {
  /** In the order to draw. */
  rows: readonly TargetRow[];
  days: Days;
  /** Opens a target at a day. */
  onOpen: (key: string, date: string | null) => void;
}

/** Targets by days: what ran, what failed, what did not run that should have. Arrow keys move from cell to cell, Enter opens. */
export function DayMatrix({ rows, days, onOpen }: Props) {
  const styles = useStyles2(getStyles);
  const hatchId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const { namesPx, step } = matrixFrame(useWidth(scroller), days.days.length);
  const { first, end, reach, onScroll } = useRowsSeen(scroller, rows.length);
  const size = useMemo(() => ({ rows: rows.length + 1, days: days.days.length }), [rows, days]);
  const { at, onKeyDown, onFocus } = useCells({ scroller, first, end, size, reach, open: (cell) => open(cell) });
  const [tip, setTip] = useState<TipAt | null>(null);
  const wordsOf = (cell: Cell) => cellWords(rows, days, cell);
  const open = ({ row, day }: Cell) => {
    const target = rows[row]?.target;
    if (target) {
      onOpen(target.key, days.days[day] ?? null);
    }
  };
  const openName = useCallback((key: string) => onOpen(key, null), [onOpen]);
  const cellAt = (event: MouseEvent): Cell | null => {
    const box = body.current?.getBoundingClientRect();
    if (!box || (event.target instanceof Element && event.target.closest('[role="rowheader"]'))) {
      return null;
    }
    const day = Math.floor((event.clientX - box.left - namesPx) / step);
    const row = Math.min(rows.length, Math.floor((event.clientY - box.top) / ROW_PX));
    const isFoot = event.target instanceof Element && event.target.closest('[data-foot]') !== null;
    return day >= 0 && day < size.days && row >= 0 ? { row: isFoot ? rows.length : row, day } : null;
  };
  const point = (event: MouseEvent) => {
    const cell = cellAt(event);
    setTip(cell && { ...wordsOf(cell), x: event.clientX, y: event.clientY });
  };
  // The newest days are what one looks for.
  useLayoutEffect(() => {
    scroller.current?.scrollTo?.({ left: scroller.current.scrollWidth });
  }, [size.days, step]);
  const width = namesPx + size.days * step;
  const focusOf = (row: number) => {
    if (at.row !== row) {
      return null;
    }
    const { title, text } = wordsOf(at);
    return { day: at.day, label: `${title}: ${text}` };
  };
  return (
    <>
      <HatchPattern id={hatchId} />
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ maxHeight: HEAD_PX + FOOT_PX + SEEN_ROWS * ROW_PX }}
        role="grid"
        aria-label={t('matrix.label', 'Targets by days')}
        aria-rowcount={size.rows + 1}
        aria-colcount={size.days + 1}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          onFocus();
          const box = event.target.getBoundingClientRect();
          setTip({ ...wordsOf(at), x: box.right, y: box.bottom });
        }}
        onBlur={() => setTip(null)}
        onMouseMove={point}
        onMouseLeave={() => setTip(null)}
        onClick={(event) => {
          const cell = cellAt(event);
          if (cell) {
            open(cell);
          }
        }}
      >
        <div className={styles.content} style={{ width }}>
          <Head days={days.days} namesPx={namesPx} step={step} />
          <div ref={body} role="presentation" className={styles.body} style={{ height: rows.length * ROW_PX }}>
            {rows.slice(first, end).map((row, offset) => (
              <FocusedRow
                key={row.target.key}
                row={row}
                index={first + offset}
                states={days.states.get(row.target.key) ?? NO_DAYS}
                namesPx={namesPx}
                step={step}
                hatchId={hatchId}
                onOpen={openName}
                focus={focusOf(first + offset)}
              />
            ))}
          </div>
          <DayTotals
            totals={days.totals}
            index={rows.length}
            namesPx={namesPx}
            step={step}
            hatchId={hatchId}
            focus={focusOf(rows.length)}
          />
        </div>
      </div>
      {tip && <CellTip {...tip} />}
    </>
  );
}

const NO_DAYS = new Uint8Array(0);

/** A row without the focus is the same row, whatever the focus does. */
function FocusedRow(props: React.ComponentProps<typeof MatrixRow>) {
  const { day, label } = props.focus ?? { day: -1, label: '' };
  const focus = useMemo(() => (day < 0 ? null : { day, label }), [day, label]);
  return <MatrixRow {...props} focus={focus} />;
}

/** Which rows stand in the matrix or near it; `reach` draws those around one, so that it can take the focus. */
function useRowsSeen(scroller: React.RefObject<HTMLDivElement>, count: number) {
  const [topRow, setTopRow] = useState(0);
  const top = Math.max(0, Math.min(topRow, count - SEEN_ROWS));
  return {
    first: Math.max(0, top - OVERSCAN),
    end: Math.min(count, top + SEEN_ROWS + OVERSCAN),
    reach: (row: number) => setTopRow(Math.max(0, row - SEEN_ROWS / 2)),
    onScroll: () => setTopRow(Math.floor((scroller.current?.scrollTop ?? 0) / ROW_PX)),
  };
}

interface CellsStage {
  scroller: React.RefObject<HTMLDivElement>;
  first: number;
  end: number;
  size: { rows: number; days: number };
  reach: (row: number) => void;
  open: (cell: Cell) => void;
}

/** The cell that has the focus, or gets it, and how keys move it: also to rows that are not drawn yet. */
function useCells({ scroller, first, end, size, reach, open }: CellsStage) {
  const [active, setActive] = useState<Cell | null>(null);
  const isWanted = useRef(false);
  const day = Math.min(active?.day ?? Infinity, size.days - 1);
  const isDrawn = active !== null && (active.row === size.rows - 1 || (active.row >= first && active.row < end));
  const at = isDrawn ? { row: Math.min(active.row, size.rows - 1), day } : { row: first, day };
  useLayoutEffect(() => {
    const cell = isWanted.current && isDrawn ? scroller.current?.querySelector<HTMLElement>('[data-cell]') : null;
    if (cell) {
      isWanted.current = false;
      cell.focus({ preventScroll: true });
      cell.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    }
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['cell'] === undefined) {
      return;
    }
    const next = nextCell(event.key, event.ctrlKey || event.metaKey, at, size);
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(at);
    } else if (next !== null) {
      event.preventDefault();
      isWanted.current = true;
      setActive(next);
      if (next.row < size.rows - 1 && (next.row < first || next.row >= end)) {
        reach(next.row);
      }
    }
  };
  return { at, onKeyDown, onFocus: () => setActive(at) };
}

function cellWords(rows: readonly TargetRow[], days: Days, { row, day }: Cell): { title: string; text: string } {
  const date = days.days[day];
  const when = date === undefined ? '' : dayLong(date);
  const target = rows[row]?.target;
  if (target === undefined) {
    const total = days.totals[day];
    return { title: t('matrix.all-on', 'All targets, {{when}}', { when }), text: total ? dayTotalWords(total) : '' };
  }
  const state = DAY_STATES[days.states.get(target.key)?.[day] ?? -1] ?? 'unknown';
  return { title: t('matrix.on', '{{name}}, {{when}}', { name: target.name, when }), text: dayStateWord(state) };
}

function Head({ days, namesPx, step }: { days: readonly string[]; namesPx: number; step: number }) {
  const styles = useStyles2(getStyles);
  const ticks = useMemo(() => matrixTicks(days, step), [days, step]);
  return (
    <div role="row" aria-rowindex={1} className={styles.head} style={{ height: HEAD_PX }}>
      <span role="columnheader" aria-colindex={1} className={styles.corner} style={{ width: namesPx }}>
        {t('matrix.target', 'Target')}
      </span>
      {ticks.map(({ day, date }) => (
        <span
          key={date}
          role="columnheader"
          aria-colindex={day + 2}
          className={styles.tick}
          style={day === days.length - 1 ? { right: 0 } : { left: namesPx + day * step }}
        >
          {dayShort(date)}
        </span>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroller: css({
    position: 'relative',
    overflow: 'auto',
    fontVariantNumeric: 'tabular-nums',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  content: css({ position: 'relative', minWidth: '100%' }),
  body: css({ position: 'relative' }),
  head: css({
    ...theme.typography.bodySmall,
    position: 'sticky',
    top: 0,
    zIndex: 2,
    color: theme.colors.text.secondary,
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.medium}`,
  }),
  corner: css({
    position: 'sticky',
    left: 0,
    zIndex: 1,
    display: 'inline-block',
    height: '100%',
    fontWeight: theme.typography.fontWeightMedium,
    background: theme.colors.background.primary,
  }),
  tick: css({ position: 'absolute', top: 0, whiteSpace: 'nowrap' }),
});
