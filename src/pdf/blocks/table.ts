import { rowsOf, toneOf, type Column, type TableBlock, type Tone } from '../../core/report/blocks';
import { cellText } from '../../core/report/cellText';
import { drawDayNumbers, drawDayStrip, STRIP_HEIGHT } from '../dayCharts';
import { BLOCK_HEIGHT, BUDGET_HEIGHT, drawBar, drawBudget, drawSquares } from '../figures';
import type { Flow } from '../flow';
import { drawVerdict } from '../marks';
import type { Paper } from '../paper';
import { FLOOR, inColour, LEFT, RIGHT, TYPE, WIDTH, type Style } from '../tokens';
import { breakLines, drawRuns, lineWidth, type Line } from '../words';

const CELL_LEADING = 10;
const HEAD_HEIGHT = 14;
const ROW_HEIGHT = 14.5;
/** White above a group's head. */
const GROUP_LEAD = 6;
const MIN_GUTTER = 2;

/** A column with its place on the page. */
interface Placed {
  column: Column;
  x: number;
  width: number;
}

/** A row as it is drawn: cells of the table, or the head of a group. */
interface Measured {
  row: number | null;
  lines: ReadonlyArray<readonly Line[]>;
  height: number;
}

/** Draws a table, broken between rows over as many pages as it takes, its head repeated. */
export function drawTable(flow: Flow, table: TableBlock): void {
  const { paper } = flow;
  const columns = place(table.columns);
  const rows = measureAll(paper, table, columns);
  flow.need(leastHeight(rows));
  paper.element('Table', {}, () => {
    paper.element('THead', {}, () => drawHead(flow, columns, false));
    paper.element('TBody', {}, () => {
      rows.forEach((measured, index) => {
        const next = measured.row === null ? (rows[index + 1]?.height ?? 0) : 0;
        if (flow.y + measured.height + next > FLOOR) {
          flow.newPage();
          paper.artifact(() => drawHead(flow, columns, true), 'Pagination');
        }
        drawRow(flow, columns, measured);
      });
    });
  });
}

/** Height of the head with the first two rows: a heading stands over no less. */
export function heightToKeep(paper: Paper, table: TableBlock): number {
  return measureAll(paper, table, place(table.columns), 2).reduce((sum, { height }) => sum + height, HEAD_HEIGHT);
}

/** A group's head never stands alone. */
function leastHeight([first, second]: readonly Measured[]): number {
  return HEAD_HEIGHT + (first?.height ?? 0) + (first?.row === null ? (second?.height ?? 0) : 0);
}

/** Left edges: what the widths leave over is shared out between the columns. */
function place(columns: readonly Column[]): Placed[] {
  const used = columns.reduce((sum, { width }) => sum + width, 0);
  const gutter = columns.length > 1 ? (WIDTH - used) / (columns.length - 1) : 0;
  if (used > WIDTH || (columns.length > 1 && gutter < MIN_GUTTER)) {
    throw new Error(`the columns ${columns.map(({ title }) => `"${title}"`).join(', ')} are wider than the page`);
  }
  let x = LEFT;
  return columns.map((column) => {
    const placed = { column, x, width: column.width };
    x += column.width + gutter;
    return placed;
  });
}

function isRight({ kind }: Column): boolean {
  return kind === 'count' || kind === 'percent' || kind === 'hours' || kind === 'share' || kind === 'number';
}

function drawHead(flow: Flow, columns: readonly Placed[], repeated: boolean): void {
  const { paper } = flow;
  const baseline = flow.y + 8;
  const draw = ({ column, x, width }: Placed) => {
    if (column.kind === 'days') {
      drawDayNumbers(paper, column.cells[0]?.length ?? 0, x, baseline, width);
    } else {
      const right = isRight(column);
      paper.text(right ? x + width : x, baseline, column.title, TYPE.head, right ? 'right' : 'left');
    }
  };
  const rule = () => paper.line([LEFT, flow.y + 12.5], [RIGHT, flow.y + 12.5], 'ink', 0.6);
  if (repeated) {
    columns.forEach(draw);
    rule();
  } else {
    paper.element('TR', {}, () =>
      columns.forEach((column) => paper.leaf('TH', { scope: 'Column' }, () => draw(column)))
    );
    paper.artifact(rule);
  }
  flow.y += HEAD_HEIGHT;
}

function measureAll(paper: Paper, table: TableBlock, columns: readonly Placed[], atMost = Infinity): Measured[] {
  const heads = new Map(table.groups?.heads.map((head) => [head.at, head]));
  return Array.from({ length: Math.min(rowsOf(table), atMost) }, (_, row) => row).flatMap((row) => {
    const own = measure(row, cellLines(paper, columns, row));
    const head = heads.get(row);
    if (head === undefined) {
      return [own];
    }
    const words = [
      { text: head.title, role: TYPE.cellStrong },
      { text: head.note, role: TYPE.cellQuiet },
    ];
    const lines = columns.map(({ width }, index) => {
      const run = words[index];
      return run === undefined ? [] : breakLines(paper, [run], width);
    });
    return [measure(null, lines), own];
  });
}

function cellLines(paper: Paper, columns: readonly Placed[], row: number): Array<readonly Line[]> {
  return columns.map(({ column, width }) =>
    isFigure(column) ? [] : breakLines(paper, [{ text: cellText(column, row), role: roleOf(column, row) }], width)
  );
}

function measure(row: number | null, lines: ReadonlyArray<readonly Line[]>): Measured {
  const tallest = Math.max(1, ...lines.map((cell) => cell.length));
  return { row, lines, height: ROW_HEIGHT + (row === null ? GROUP_LEAD : 0) + (tallest - 1) * CELL_LEADING };
}

function isFigure({ kind }: Column): boolean {
  return kind === 'verdict' || kind === 'days' || kind === 'bar' || kind === 'marks' || kind === 'budget';
}

const TONES: Readonly<Record<Tone, Style>> = {
  plain: TYPE.cell,
  strong: TYPE.cellStrong,
  quiet: TYPE.cellQuiet,
  warn: inColour(TYPE.cellStrong, 'warnText'),
  fail: inColour(TYPE.cellStrong, 'fail'),
  unknown: inColour(TYPE.cellStrong, 'unknown'),
};
const UNKNOWN_WORD = inColour(TYPE.cellQuiet, 'unknown');

/** The word "unknown" is lighter than a number of unknown ones. */
function roleOf(column: Column, row: number): Style {
  const tone = toneOf(column, row);
  return tone === 'unknown' && column.cells[row] === 'unknown' ? UNKNOWN_WORD : TONES[tone];
}

function drawRow(flow: Flow, columns: readonly Placed[], { row, lines, height }: Measured): void {
  const { paper } = flow;
  const bottom = flow.y + height;
  const baseline = bottom - 4.8 - (Math.max(1, ...lines.map((cell) => cell.length)) - 1) * CELL_LEADING;
  paper.element('TR', {}, () => {
    columns.forEach((placed, index) => {
      const first = index === 0;
      paper.element(first ? 'TH' : 'TD', first ? { scope: 'Row' } : {}, () => {
        if (row === null || !isFigure(placed.column)) {
          const right = row !== null && isRight(placed.column);
          paper.content(() => drawCellLines(paper, lines[index] ?? [], placed, right, baseline));
        } else {
          drawFigure(paper, placed, row, baseline);
        }
      });
    });
  });
  paper.artifact(() => paper.line([LEFT, bottom], [RIGHT, bottom], 'hair'));
  flow.y = bottom;
}

function drawCellLines(
  paper: Paper,
  lines: readonly Line[],
  { x, width }: Placed,
  right: boolean,
  baseline: number
): void {
  lines.forEach((line, index) => {
    const left = right ? x + width - lineWidth(paper, line) : x;
    drawRuns(paper, line, left, baseline + index * CELL_LEADING);
  });
}

function drawFigure(paper: Paper, { column, x, width }: Placed, row: number, baseline: number): void {
  // Beside the first line of what the row says.
  const figure = (height: number, draw: (top: number) => void) => {
    const top = baseline + 0.8 - height;
    const bbox: [number, number, number, number] = [x, top, x + width, top + height];
    paper.leaf('Figure', { alt: cellText(column, row), bbox }, () => draw(top));
  };
  switch (column.kind) {
    case 'verdict':
      paper.content(() => drawVerdict(paper, column.cells[row] ?? 'na', x, baseline, { ...TYPE.mark, size: 7.6 }));
      return;
    case 'days':
      figure(STRIP_HEIGHT, (top) => drawDayStrip(paper, column.cells[row] ?? '', x, top, width));
      return;
    case 'bar': {
      const share = (column.cells[row] ?? 0) / Math.max(1, ...column.cells);
      figure(5, (top) => drawBar(paper, share, x, top, width));
      return;
    }
    case 'marks': {
      const marks = column.cells[row] ?? { warn: 0, fail: 0, unknown: 0 };
      figure(BLOCK_HEIGHT, (top) => drawSquares(paper, marks, x, top, width));
      return;
    }
    case 'budget':
      figure(BUDGET_HEIGHT, (top) => drawBudget(paper, column.cells[row] ?? 'unknown', x, top, width));
      return;
    case 'text':
    case 'number':
    case 'count':
    case 'percent':
    case 'hours':
    case 'share':
  }
}
