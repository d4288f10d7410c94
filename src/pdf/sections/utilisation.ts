import { USE_METRICS, type NodeUse, type ReportModel, type Use, type UseMetric } from '../../core/report/model';
import { formatCount, plural } from '../../core/report/numbers';
import { drawDayNumbers, drawUse } from '../charts';
import type { Flow } from '../flow';
import type { Paper } from '../paper';
import { inColour, LEFT, RIGHT, TYPE, VERDICT_TEXT, type Colour } from '../tokens';
import { drawTable, text, type Cell } from '../table';
import { breakLines, drawLines } from '../words';

const BUSIEST = 6;
const QUIETEST = 4;
const PANEL_WIDTH = 75;
const PANEL_HEIGHT = 40;
const PANEL_STEP = 115;
const PANELS_LEFT = 102;
const ROW_STEP = 55;

const TITLES: Readonly<Record<UseMetric, string>> = {
  cpu: 'Processor, % of cores',
  memory: 'Memory, % of installed',
  disk: 'Fullest file system, %',
  network: 'Busiest link, % of speed',
};

/** Use of the nodes: the busiest and the quietest as small multiples, all of them as a table. */
export function drawUtilisation(flow: Flow, model: ReportModel): void {
  const { nodes, verdict, finding } = model.utilisation;
  flow.section({ id: 'utilisation', number: '1', title: 'Utilisation', verdict, finding }, () => {
    if (nodes.length === 0) {
      flow.noData('No data: no node reported its use.', 'Add a metrics source that scrapes node_exporter.');
      return;
    }
    drawMultiples(flow, nodes, model.period.days.length);
    if (nodes.length > BUSIEST + QUIETEST) {
      flow.y += 16;
      drawAllNodes(flow, nodes, Math.floor(model.period.hours));
    }
  });
}

function drawMultiples(flow: Flow, nodes: readonly NodeUse[], days: number): void {
  const { paper } = flow;
  const all = nodes.length <= BUSIEST + QUIETEST;
  const drawn = all ? nodes : [...nodes.slice(0, BUSIEST), ...nodes.slice(-QUIETEST)];
  const title = all
    ? `All ${plural(nodes.length, 'node')}, by processor use`
    : `Ten of ${plural(nodes.length, 'node')}: six busiest, four quietest, by processor use`;
  flow.heading(title, 'line: daily mean; band: lowest to highest hour; grey: 70–80\u202f%', ROW_STEP * 2);
  paper.element('Table', {}, () => {
    drawMultiplesHead(paper, flow.y);
    flow.y += 20;
    paper.element('TBody', {}, () => {
      drawn.forEach((node, index) => {
        if (!all && index === BUSIEST) {
          paper.artifact(() => paper.line([LEFT, flow.y - 4], [RIGHT, flow.y - 4], 'rule'));
          flow.y += 6;
        }
        drawNode(paper, node, flow.y);
        flow.y += ROW_STEP;
      });
    });
  });
  paper.artifact(() => {
    USE_METRICS.forEach((_, index) => drawDayNumbers(paper, days, panelLeft(index), flow.y - 7, PANEL_WIDTH));
  });
  flow.y += 2;
  flow.prose(
    'All panels share one scale, 0 to 100\u202f%. Numbers are the mean of the month and the 95th percentile of hourly means, not of raw samples. ' +
      'Amber above 80\u202f%, red above 90\u202f% at p95; hours without an answer are hatched and left out of both.'
  );
}

function panelLeft(index: number): number {
  return PANELS_LEFT + index * PANEL_STEP;
}

function drawMultiplesHead(paper: Paper, y: number): void {
  paper.element('THead', {}, () =>
    paper.element('TR', {}, () => {
      paper.leaf('TH', { scope: 'Column' }, () => paper.text(LEFT, y + 8, 'Node', TYPE.head));
      USE_METRICS.forEach((metric, index) =>
        paper.leaf('TH', { scope: 'Column' }, () => paper.text(panelLeft(index), y + 8, TITLES[metric], TYPE.head))
      );
    })
  );
  paper.artifact(() => paper.line([LEFT, y + 12.5], [RIGHT, y + 12.5], 'ink', 0.6));
}

function drawNode(paper: Paper, node: NodeUse, y: number): void {
  paper.element('TR', {}, () => {
    paper.leaf('TH', { scope: 'Row' }, () => {
      const lines = breakLines(paper, [{ text: node.name, role: TYPE.cellStrong }], PANELS_LEFT - LEFT - 4);
      drawLines(paper, lines.slice(0, 4), LEFT, y + 10, 9.5);
    });
    USE_METRICS.forEach((metric, index) => {
      const use = node.use[metric];
      const x = panelLeft(index);
      const bbox: [number, number, number, number] = [x, y, x + PANEL_WIDTH, y + PANEL_HEIGHT];
      paper.element('TD', {}, () => {
        paper.leaf('Figure', { alt: altOf(use), bbox }, () => drawUse(paper, use, x, y, PANEL_WIDTH, PANEL_HEIGHT));
        paper.content(() => drawNumbers(paper, use, x + PANEL_WIDTH + 26, y));
      });
    });
  });
}

function drawNumbers(paper: Paper, use: Use, right: number, y: number): void {
  if (use.mean === null || use.p95 === null) {
    paper.text(right, y + 20, 'no data', inColour(TYPE.chart, 'unknown'), 'right');
    return;
  }
  paper.text(right, y + 20, whole(use.mean), inColour(TYPE.chartStrong, colourOf(use)), 'right');
  paper.text(right, y + 30, `p95 ${whole(use.p95)}`, TYPE.chart, 'right');
}

function colourOf(use: Use): Colour {
  return use.verdict === 'pass' || use.verdict === 'unknown' ? 'ink' : VERDICT_TEXT[use.verdict];
}

function altOf(use: Use): string {
  return use.mean === null
    ? 'no data'
    : `mean ${whole(use.mean)} %, p95 ${whole(use.p95 ?? 0)} %, highest hour ${whole(use.highest ?? 0)} %`;
}

function whole(value: number): string {
  return String(Math.round(value));
}

function drawAllNodes(flow: Flow, nodes: readonly NodeUse[], hours: number): void {
  flow.heading('All nodes', 'mean and p95 of hourly means, in percent', 44);
  const numbers = USE_METRICS.flatMap((metric, index) => [
    { title: `${SHORT[metric]} mean`, x: 168 + index * 88, width: 44, align: 'right' as const },
    { title: 'p95', x: 216 + index * 88, width: 26, align: 'right' as const },
  ]);
  drawTable(flow, {
    columns: [
      { title: 'Node', x: LEFT, width: 116 },
      ...numbers,
      { title: 'Hours', x: 516, width: 32, align: 'right' },
    ],
    rows: nodes.map((node) => ({
      cells: [
        text(node.name, TYPE.cellStrong),
        ...USE_METRICS.flatMap((metric) => cellsOf(node.use[metric])),
        hoursCell(Math.max(...USE_METRICS.map((metric) => node.use[metric].hours)), hours),
      ],
    })),
  });
}

const SHORT: Readonly<Record<UseMetric, string>> = {
  cpu: 'Processor',
  memory: 'Memory',
  disk: 'Disk',
  network: 'Link',
};

function cellsOf(use: Use): Cell[] {
  if (use.mean === null || use.p95 === null) {
    return [text('unknown', inColour(TYPE.cellQuiet, 'unknown')), text('—', TYPE.cellQuiet)];
  }
  const strong = use.verdict === 'warn' || use.verdict === 'fail';
  return [
    text(use.mean.toFixed(1)),
    text(use.p95.toFixed(1), strong ? inColour(TYPE.cellStrong, colourOf(use)) : TYPE.cellQuiet),
  ];
}

function hoursCell(hours: number, expected: number): Cell {
  return text(formatCount(hours), hours < expected * 0.95 ? inColour(TYPE.cellStrong, 'unknown') : TYPE.cellQuiet);
}
