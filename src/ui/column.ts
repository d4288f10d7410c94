import type { ReactNode } from 'react';

/** A column of any table of ours; what only some tables can do says so. */
export interface Column<Row> {
  key: string;
  /** Empty where the content needs no heading. */
  heading: string;
  /** Numbers stand right. */
  numeric?: boolean;
  /** Pixels in a table of a fixed layout (`VirtualTable`, `PanelTable`); columns without it share what is left. */
  width?: number;
  /** Takes no more room than its content, where the content makes the layout (`DataTable`). */
  tight?: boolean;
  /** Its words stay whole where others have to break (`DataTable`). */
  wholeWords?: boolean;
  /** Left out where the table has less room than this many pixels. */
  from?: number;
  /** Left out where it has this many pixels: stands in for those that are left out below. */
  below?: number;
  /** Words that are read to their end: they take as many lines as they need (`VirtualTable`, where it is not too long to draw whole). */
  wraps?: boolean;
  /** The ascending order of this column; makes the heading a button where the table sorts (`VirtualTable`). */
  compare?: (a: Row, b: Row) => number;
  /** The first click sorts the largest first. */
  largestFirst?: boolean;
  cell: (row: Row) => ReactNode;
  /** What takes this cell and all behind it instead (`VirtualTable`); null where the columns hold what they always do. */
  span?: (row: Row) => ReactNode | null;
}

/** Whether a table of this width in pixels has the column; one whose width is not known yet is taken for a wide one. */
export function isShownAt<Row>({ from, below }: Column<Row>, width: number | null): boolean {
  return width === null ? below === undefined : width >= (from ?? 0) && (below === undefined || width < below);
}
