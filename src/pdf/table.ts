import type { Verdict } from '../core/check/verdict';
import type { Flow } from './flow';
import { drawVerdict } from './marks';
import { FLOOR, LEFT, RIGHT, TYPE, type Style } from './tokens';
import type { Align, Paper } from './paper';
import { breakLines, drawRuns, lineWidth, type Line } from './words';

const CELL_LEADING = 10;
const HEAD_HEIGHT = 14;

export interface Column {
  title: string;
  /** Left edge on the page. */
  x: number;
  width: number;
  align?: Align;
  /** Drawn in the head instead of the title, which stays the name for those who listen. */
  drawHead?: (paper: Paper, x: number, baseline: number, width: number) => void;
}

export type Cell =
  | { kind: 'text'; text: string; role?: Style }
  | { kind: 'verdict'; verdict: Verdict }
  | { kind: 'figure'; alt: string; height: number; draw: (paper: Paper, x: number, y: number, width: number) => void };

export interface Row {
  cells: readonly Cell[];
  /** A group head: its cells are set in semibold and it never stands alone. */
  group?: boolean;
}

export interface Table {
  columns: readonly Column[];
  rows: readonly Row[];
  rowHeight?: number;
  /** Edges of the rules; the whole width by default. */
  left?: number;
  right?: number;
}

interface Measured {
  row: Row;
  lines: ReadonlyArray<readonly Line[]>;
  height: number;
}

export function text(value: string, role?: Style): Cell {
  return role === undefined ? { kind: 'text', text: value } : { kind: 'text', text: value, role };
}

/** Draws a table, broken between rows over as many pages as it takes, its head repeated. */
export function drawTable(flow: Flow, table: Table): void {
  const { paper } = flow;
  const left = table.left ?? LEFT;
  const right = table.right ?? RIGHT;
  checkWidths(table.columns, left, right);
  const rows = table.rows.map((row) => measure(paper, row, table));
  const first = (rows[0]?.height ?? 0) + (rows[0]?.row.group ? (rows[1]?.height ?? 0) : 0);
  flow.need(HEAD_HEIGHT + first);
  paper.element('Table', {}, () => {
    paper.element('THead', {}, () => drawHead(flow, table.columns, left, right, false));
    paper.element('TBody', {}, () => {
      rows.forEach((measured, index) => {
        const next = measured.row.group ? (rows[index + 1]?.height ?? 0) : 0;
        if (flow.y + measured.height + next > FLOOR) {
          flow.newPage();
          paper.artifact(() => drawHead(flow, table.columns, left, right, true), 'Pagination');
        }
        drawRow(flow, table.columns, measured, left, right);
      });
    });
  });
}

function checkWidths(columns: readonly Column[], left: number, right: number): void {
  let edge = left - 0.01;
  for (const { title, x, width } of columns) {
    if (x < edge || x + width > right + 0.01) {
      throw new Error(`the column "${title}" is wider than the table has room for`);
    }
    edge = x + width;
  }
}

function drawHead(flow: Flow, columns: readonly Column[], left: number, right: number, repeated: boolean): void {
  const { paper } = flow;
  const baseline = flow.y + 8;
  const draw = (column: Column) =>
    column.drawHead
      ? column.drawHead(paper, column.x, baseline, column.width)
      : paper.text(anchor(column), baseline, column.title, TYPE.head, column.align);
  if (repeated) {
    columns.forEach(draw);
    paper.line([left, flow.y + 12.5], [right, flow.y + 12.5], 'ink', 0.6);
  } else {
    paper.element('TR', {}, () =>
      columns.forEach((column) => paper.leaf('TH', { scope: 'Column' }, () => draw(column)))
    );
    paper.artifact(() => paper.line([left, flow.y + 12.5], [right, flow.y + 12.5], 'ink', 0.6));
  }
  flow.y += HEAD_HEIGHT;
}

function measure(paper: Paper, row: Row, table: Table): Measured {
  const lines = row.cells.map((cell, index) =>
    cell.kind === 'text'
      ? breakLines(paper, [{ text: cell.text, role: roleOf(cell, row) }], table.columns[index]?.width ?? 0)
      : []
  );
  const tallest = Math.max(1, ...lines.map((cell) => cell.length));
  const base = (table.rowHeight ?? 14.5) + (row.group ? 6 : 0);
  return { row, lines, height: base + (tallest - 1) * CELL_LEADING };
}

function roleOf(cell: Extract<Cell, { kind: 'text' }>, row: Row): Style {
  return cell.role ?? (row.group ? TYPE.cellStrong : TYPE.cell);
}

function drawRow(
  flow: Flow,
  columns: readonly Column[],
  { row, lines, height }: Measured,
  left: number,
  right: number
): void {
  const { paper } = flow;
  const bottom = flow.y + height;
  const baseline = bottom - 4.8 - (Math.max(1, ...lines.map((cell) => cell.length)) - 1) * CELL_LEADING;
  paper.element('TR', {}, () => {
    row.cells.forEach((cell, index) => {
      const column = columns[index];
      if (column) {
        drawCell(paper, cell, column, index === 0, lines[index] ?? [], { baseline, bottom });
      }
    });
  });
  paper.artifact(() => paper.line([left, bottom], [right, bottom], 'hair'));
  flow.y = bottom;
}

function drawCell(
  paper: Paper,
  cell: Cell,
  column: Column,
  first: boolean,
  lines: readonly Line[],
  at: { baseline: number; bottom: number }
): void {
  const build = () => {
    switch (cell.kind) {
      case 'text':
        paper.content(() => drawCellLines(paper, lines, column, at.baseline));
        return;
      case 'verdict':
        paper.content(() => drawVerdict(paper, cell.verdict, column.x, at.baseline, { ...TYPE.mark, size: 7.6 }));
        return;
      case 'figure': {
        const top = at.bottom - 4 - cell.height;
        const bbox: [number, number, number, number] = [column.x, top, column.x + column.width, top + cell.height];
        paper.leaf('Figure', { alt: cell.alt, bbox }, () => cell.draw(paper, column.x, top, column.width));
      }
    }
  };
  paper.element(first ? 'TH' : 'TD', first ? { scope: 'Row' } : {}, build);
}

function drawCellLines(paper: Paper, lines: readonly Line[], column: Column, baseline: number): void {
  lines.forEach((line, index) => {
    const x = column.align === 'right' ? column.x + column.width - lineWidth(paper, line) : column.x;
    drawRuns(paper, line, x, baseline + index * CELL_LEADING);
  });
}

function anchor({ x, width, align }: Column): number {
  return align === 'right' ? x + width : align === 'centre' ? x + width / 2 : x;
}
