import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { RefObject } from 'react';

import { useItemsInView } from './useItemsInView';
import { useRowKeys } from './useRowKeys';

/** A table whose rows have a sentence below them where something is wrong. */

/** Up to this many rows such a table is drawn whole, and sentences take as many lines as they need. */
export const DRAWN_WHOLE = 60;

/**
 * The rows to draw, and the keys that move between them.
 * @param heights Pixels of each row with its sentence; null where all are drawn.
 * @param rowHeight Pixels of a row.
 */
export function useDrawnRows(
  table: RefObject<HTMLTableElement>,
  count: number,
  { heights, rowHeight }: { heights: readonly number[] | null; rowHeight: number }
) {
  const { first, end: last, abovePx, belowPx, reach } = useItemsInView(table, heights);
  const end = Math.min(last, count);
  const { active, onKeyDown, onFocus } = useRowKeys(table, count, rowHeight, reach);
  return {
    first,
    /** One past the last. */
    end,
    abovePx,
    belowPx,
    /** The row that Tab leads to. */
    tabStop: active >= first && active < end ? active : first,
    on: { onKeyDown, onFocus },
  };
}

export const getNotedTableStyles = (theme: GrafanaTheme2) => ({
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
  /** Where it is too narrow for columns. */
  asBlocks: css({
    display: 'block',
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    '& td': { padding: theme.spacing(0.5, 1, 0.5, 0) },
  }),
  sorted: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  right: css({ '&&': { textAlign: 'right', whiteSpace: 'nowrap' } }),
});

export const getNotedRowStyles = (theme: GrafanaTheme2) => ({
  item: css({
    cursor: 'pointer',
    '&:hover': { background: theme.colors.background.secondary },
    '& > tr:first-of-type:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  noted: css({ '&& > td': { borderBottom: 0, paddingBottom: theme.spacing(0.25) } }),
  note: css({ '&& > td': { paddingTop: 0 } }),
  blocks: css({
    display: 'block',
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    '& > tr': { display: 'grid', gridTemplateColumns: '118px minmax(0, 1fr)', gap: theme.spacing(0.5, 1) },
    '&& td': { border: 0, padding: 0 },
    '& > tr + tr': { gridTemplateColumns: 'minmax(0, 1fr)', paddingTop: theme.spacing(0.5) },
    '& > tr:first-of-type > td:nth-of-type(n+3)': { gridColumn: '2 / -1', maxWidth: 240 },
  }),
  number: css({ '&&': { textAlign: 'right', whiteSpace: 'nowrap' } }),
});
