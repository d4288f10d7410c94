import { useMemo } from 'react';

/** The least that a column without a width gets. */
const SHARED_PX = 88;

interface Fitted {
  width?: number;
  from?: number;
}

/**
 * Those columns that need no wider table: the same array while none has to leave. `overWidth` is what they take where even they
 * do not fit, else null.
 */
export function useColumnsThatFit<Column extends Fitted>(
  all: readonly Column[],
  width: number | null
): { columns: readonly Column[]; overWidth: number | null } {
  return useMemo(() => {
    const fitting = all.filter(({ from }) => width === null || from === undefined || width >= from);
    const columns = fitting.length === all.length ? all : fitting;
    const needed = columns.reduce((sum, column) => sum + (column.width ?? SHARED_PX), 0);
    return { columns, overWidth: width !== null && needed > width ? needed : null };
  }, [all, width]);
}
