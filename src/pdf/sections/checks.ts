import type { CheckRow, PackTally, ReportModel } from '../../core/report/model';
import { formatCount, formatHours, plural } from '../../core/report/numbers';
import { drawDayNumbers, drawDayStrip, drawStripLegend, STRIP_HEIGHT, stripAlt } from '../charts';
import type { Flow } from '../flow';
import type { Paper } from '../paper';
import { inColour, LEFT, RIGHT, TYPE, type Colour } from '../tokens';
import { drawTable, text, type Cell, type Row } from '../table';

const BLOCK = 5.6;
const BLOCK_STEP = 6.8;
const BAR_LEFT = 340;
const BAR_WIDTH = 108;
const BLOCKS_LEFT = 456;
const BLOCKS_WIDTH = RIGHT - BLOCKS_LEFT;

/** Per pack, then everything that did not pass all month. */
export function drawChecks(flow: Flow, model: ReportModel): void {
  const { verdict, finding, packs, rows, omitted } = model.checks;
  flow.section({ id: 'checks', number: '2', title: 'Checks', verdict, finding }, () => {
    if (packs.length === 0) {
      flow.noData('No data: no check was answered.', 'The data quality section says what was asked and why it failed.');
      return;
    }
    flow.heading(
      'By pack, state at the end of the month',
      'bar: pairs watched; one block for each that did not pass',
      44
    );
    drawPacks(flow, packs);
    flow.y += 20;
    const shown = `${plural(rows.length, 'row')}${omitted > 0 ? `, ${formatCount(omitted)} more are not printed` : ''}`;
    flow.heading('Everything that did not pass, by pack and by time not passing', shown, 60);
    if (rows.length === 0) {
      flow.prose('Nothing: every check passed in every hour of the month.');
      return;
    }
    drawLegend(flow);
    drawRows(flow, packs, rows, model.period.days.length);
  });
}

function drawPacks(flow: Flow, packs: readonly PackTally[]): void {
  const most = Math.max(...packs.map((pack) => pack.pairs));
  const number = (title: string, x: number) => ({ title, x, width: 36, align: 'right' as const });
  drawTable(flow, {
    columns: [
      { title: 'Pack', x: LEFT, width: 92 },
      number('Pairs', 142),
      number('Pass', 182),
      number('Warn', 222),
      number('Fail', 258),
      number('Unknown', 296),
      { title: '', x: BAR_LEFT, width: BAR_WIDTH },
      { title: '', x: BLOCKS_LEFT, width: BLOCKS_WIDTH },
    ],
    rows: packs.map((pack) => ({
      cells: [
        text(pack.title),
        text(formatCount(pack.pairs)),
        text(formatCount(pack.pass)),
        countCell(pack.warn, 'warnText'),
        countCell(pack.fail, 'fail'),
        countCell(pack.unknown, 'unknown'),
        {
          kind: 'figure',
          alt: `${pack.pairs} pairs`,
          height: 5,
          draw: (paper, x, y) =>
            paper.rect(x, y + 0.5, Math.max(0.8, (BAR_WIDTH * pack.pairs) / most), 4.2, { fill: 'passFill' }),
        },
        {
          kind: 'figure',
          alt: `${pack.warn} warning, ${pack.fail} fail, ${pack.unknown} unknown`,
          height: BLOCK,
          draw: (paper, x, y) => drawBlocks(paper, pack, x, y),
        },
      ],
    })),
  });
}

function countCell(count: number, colour: Colour): Cell {
  return count === 0 ? text('–', TYPE.cellQuiet) : text(formatCount(count), inColour(TYPE.cellStrong, colour));
}

/** One block per pair; when they are too many, the rest as a number. */
function drawBlocks(paper: Paper, pack: PackTally, x: number, y: number): void {
  const kinds = [...'w'.repeat(pack.warn), ...'f'.repeat(pack.fail), ...'u'.repeat(pack.unknown)];
  const room = Math.floor((BLOCKS_WIDTH - 20) / BLOCK_STEP);
  const shown = kinds.length > room + 2 ? kinds.slice(0, room) : kinds;
  shown.forEach((kind, index) => {
    const left = x + index * BLOCK_STEP;
    if (kind === 'u') {
      paper.hatch(left, y, BLOCK, BLOCK);
    } else {
      const height = kind === 'f' ? BLOCK + 1.6 : BLOCK - 1;
      paper.rect(left, y + BLOCK - height, BLOCK, height, { fill: kind === 'f' ? 'fail' : 'warn' });
    }
  });
  if (shown.length < kinds.length) {
    paper.text(x + shown.length * BLOCK_STEP + 1, y + BLOCK, `+${kinds.length - shown.length}`, TYPE.chart);
  }
}

function drawRows(flow: Flow, packs: readonly PackTally[], rows: readonly CheckRow[], days: number): void {
  const strip = { x: 405, width: 83 };
  drawTable(flow, {
    columns: [
      { title: 'Check', x: LEFT, width: 138 },
      { title: 'Thing', x: 192, width: 112 },
      { title: 'Not passing', x: 306, width: 44, align: 'right' },
      { title: 'Longest', x: 352, width: 46, align: 'right' },
      {
        title: 'Days',
        ...strip,
        drawHead: (paper, x, baseline, width) => drawDayNumbers(paper, days, x, baseline, width),
      },
      { title: 'End of month', x: 496, width: 52 },
    ],
    rows: groupRows(packs, rows),
  });
}

function groupRows(packs: readonly PackTally[], rows: readonly CheckRow[]): Row[] {
  let pack = '';
  return rows.flatMap((row) => {
    const cells = [rowCells(row)];
    if (row.pack === pack) {
      return cells;
    }
    pack = row.pack;
    const tally = packs.find((one) => one.pack === row.pack);
    const count = rows.filter((one) => one.pack === row.pack).length;
    const head: Row = {
      group: true,
      cells: [
        text(tally?.title ?? row.pack),
        text(`${formatCount(count)} of ${formatCount(Math.max(count, tally?.pairs ?? count))} pairs`, TYPE.cellQuiet),
        ...[0, 1, 2, 3].map(() => text('')),
      ],
    };
    return [head, ...cells];
  });
}

function rowCells(row: CheckRow): Row {
  const known = row.notPassing > 0;
  return {
    cells: [
      text(row.title),
      text(row.thing),
      known ? text(formatHours(row.notPassing), TYPE.cellStrong) : text('unknown', inColour(TYPE.cellQuiet, 'unknown')),
      known ? text(formatHours(row.longest), TYPE.cellQuiet) : text('—', TYPE.cellQuiet),
      {
        kind: 'figure',
        alt: stripAlt(row.days),
        height: STRIP_HEIGHT,
        draw: (paper, x, y, width) => drawDayStrip(paper, row.days, x, y, width),
      },
      { kind: 'verdict', verdict: row.end },
    ],
  };
}

/** On the line of the heading, so that it stands on the first page. */
function drawLegend(flow: Flow): void {
  const { paper } = flow;
  paper.leaf('P', {}, () => drawStripLegend(paper, RIGHT, flow.y - 4));
}
