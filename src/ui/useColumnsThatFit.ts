import { useMemo } from 'react';

import { isShownAt, type Column } from './column';

/** The least that a column without a width gets. */
const SHARED_PX = 88;

/**
 * Those columns that need no wider table: the same array while none has to leave. `overWidth` is what they take where even they
 * do not fit, else null.
 */
export function useColumnsThatFit<Row>(
  all: ReadonlyArray<Column<Row>>,
  width: number | null
): { columns: ReadonlyArray<Column<Row>>; overWidth: number | null } {
  return useMemo(() => {
    const fitting = all.filter((column) => isShownAt(column, width));
    const columns = fitting.length === all.length ? all : fitting;
    const needed = columns.reduce((sum, column) => sum + (column.width ?? SHARED_PX), 0);
    return { columns, overWidth: width !== null && needed > width ? needed : null };
  }, [all, width]);
}
