import type { Band, ChartBlock } from '../../core/report/blocks';
import { drawBand, drawDayNumbers } from '../dayCharts';
import type { Flow } from '../flow';
import type { Paper } from '../paper';
import { FLOOR, inColour, LEFT, RIGHT, TYPE, VERDICT_TEXT, type Colour } from '../tokens';
import { breakLines, drawLines } from '../words';

const PANEL_WIDTH = 75;
const PANEL_HEIGHT = 40;
const PANEL_STEP = 115;
const PANELS_LEFT = 102;
const MOST_PANELS = 4;
const HEAD_HEIGHT = 20;
const ROW_STEP = 55;
const SPLIT_HEIGHT = 6;

/** The head with two rows. */
export const CHART_KEEP = HEAD_HEIGHT + 2 * ROW_STEP;

/** Small multiples, a row per thing and a column per quantity; the days are counted under the last row of a page. */
export function drawChart(flow: Flow, chart: ChartBlock): void {
  const { paper } = flow;
  if (chart.columns.length > MOST_PANELS) {
    throw new Error(`a chart of ${chart.columns.length} columns is wider than the page`);
  }
  paper.element('Table', {}, () => {
    paper.element('THead', {}, () =>
      paper.element('TR', {}, () =>
        headsOf(chart).forEach(([title, x]) =>
          paper.leaf('TH', { scope: 'Column' }, () => paper.text(x, flow.y + 8, title, TYPE.head))
        )
      )
    );
    paper.artifact(() => drawHeadRule(flow));
    flow.y += HEAD_HEIGHT;
    paper.element('TBody', {}, () => {
      chart.rows.forEach((row, index) => {
        if (flow.y + ROW_STEP > FLOOR) {
          nextPage(flow, chart);
        }
        if (index === chart.split) {
          paper.artifact(() => paper.line([LEFT, flow.y - 4], [RIGHT, flow.y - 4], 'rule'));
          flow.y += SPLIT_HEIGHT;
        }
        drawRow(paper, row, flow.y);
        flow.y += ROW_STEP;
      });
    });
  });
  drawDays(flow, chart);
}

function headsOf({ what, columns }: ChartBlock): Array<readonly [title: string, x: number]> {
  return [[what, LEFT], ...columns.map((title, index) => [title, panelLeft(index)] as const)];
}

function drawHeadRule({ paper, y }: Flow): void {
  paper.line([LEFT, y + 12.5], [RIGHT, y + 12.5], 'ink', 0.6);
}

function nextPage(flow: Flow, chart: ChartBlock): void {
  drawDays(flow, chart);
  flow.newPage();
  flow.paper.artifact(() => {
    headsOf(chart).forEach(([title, x]) => flow.paper.text(x, flow.y + 8, title, TYPE.head));
    drawHeadRule(flow);
  }, 'Pagination');
  flow.y += HEAD_HEIGHT;
}

function drawDays(flow: Flow, { columns, rows }: ChartBlock): void {
  const days = rows[0]?.panels[0]?.days.length ?? 0;
  flow.paper.artifact(() =>
    columns.forEach((_, index) => drawDayNumbers(flow.paper, days, panelLeft(index), flow.y - 7, PANEL_WIDTH))
  );
}

function panelLeft(index: number): number {
  return PANELS_LEFT + index * PANEL_STEP;
}

function drawRow(paper: Paper, { title, panels }: ChartBlock['rows'][number], y: number): void {
  paper.element('TR', {}, () => {
    paper.leaf('TH', { scope: 'Row' }, () => {
      const lines = breakLines(paper, [{ text: title, role: TYPE.cellStrong }], PANELS_LEFT - LEFT - 4);
      drawLines(paper, lines.slice(0, 4), LEFT, y + 10, 9.5);
    });
    panels.forEach((band, index) => {
      const x = panelLeft(index);
      const bbox: [number, number, number, number] = [x, y, x + PANEL_WIDTH, y + PANEL_HEIGHT];
      paper.element('TD', {}, () => {
        paper.leaf('Figure', { alt: altOf(band), bbox }, () => drawBand(paper, band, x, y, PANEL_WIDTH, PANEL_HEIGHT));
        paper.content(() => drawNumbers(paper, band, x + PANEL_WIDTH + 26, y));
      });
    });
  });
}

function drawNumbers(paper: Paper, { mean, p95, verdict }: Band, right: number, y: number): void {
  if (mean === null || p95 === null) {
    paper.text(right, y + 20, 'no data', inColour(TYPE.chart, 'unknown'), 'right');
    return;
  }
  const colour: Colour = verdict === 'pass' || verdict === 'unknown' ? 'ink' : VERDICT_TEXT[verdict];
  paper.text(right, y + 20, whole(mean), inColour(TYPE.chartStrong, colour), 'right');
  paper.text(right, y + 30, `p95 ${whole(p95)}`, TYPE.chart, 'right');
}

function altOf({ mean, p95, highest }: Band): string {
  return mean === null
    ? 'no data'
    : `mean ${whole(mean)} %, p95 ${whole(p95 ?? 0)} %, highest hour ${whole(highest ?? 0)} %`;
}

function whole(value: number): string {
  return String(Math.round(value));
}
