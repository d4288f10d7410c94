import type { Block, Column, StripBlock } from '../../core/report/blocks';
import { drawStripLegend, legendWidth } from '../dayCharts';
import type { Flow } from '../flow';
import { RIGHT } from '../tokens';
import { CHART_KEEP, drawChart } from './chart';
import { drawNotes, notesHeight } from './notes';
import { drawTable, heightToKeep } from './table';
import { drawTiles, TILES_HEIGHT, TILES_IN_ROW } from './tiles';

/** White between the end of a block and the heading of the next. */
const BETWEEN = 20;
/** White before a block without a heading, which belongs to the one above. */
const BELOW = 2;

/** Blocks one below the other. A strip is a table of three columns. */
export function drawBlocks(flow: Flow, blocks: readonly Block[]): void {
  blocks.forEach((block, index) => {
    const drawn = block.kind === 'strip' ? tableOf(block) : block;
    if (index > 0) {
      flow.y += drawn.title === '' ? BELOW : BETWEEN;
    }
    if (drawn.title !== '') {
      drawHeading(flow, drawn);
    }
    drawBody(flow, drawn);
  });
}

type Drawn = Exclude<Block, StripBlock>;

function drawBody(flow: Flow, block: Drawn): void {
  switch (block.kind) {
    case 'table':
      drawTable(flow, block);
      return;
    case 'notes':
      drawNotes(flow, block);
      return;
    case 'chart':
      drawChart(flow, block);
      return;
    case 'tiles':
      for (let first = 0; first < block.tiles.length; first += TILES_IN_ROW) {
        flow.need(TILES_HEIGHT);
        drawTiles(flow.paper, block.tiles.slice(first, first + TILES_IN_ROW), flow.y + 6);
        flow.y += 6 + TILES_HEIGHT;
      }
  }
}

/** The legend of day strips stands on the line of the heading, where it has room. */
function drawHeading(flow: Flow, block: Drawn): void {
  const { paper } = flow;
  const end = flow.heading(block.title, block.note, heightBelow(flow, block));
  const hasDays = block.kind === 'table' && block.columns.some(({ kind }) => kind === 'days');
  if (hasDays && end + 12 < RIGHT - legendWidth(paper)) {
    paper.leaf('P', {}, () => drawStripLegend(paper, RIGHT, flow.y - 4));
  }
}

function heightBelow({ paper }: Flow, block: Drawn): number {
  switch (block.kind) {
    case 'table':
      return heightToKeep(paper, block);
    case 'notes':
      return notesHeight(paper, block);
    case 'chart':
      return CHART_KEEP;
    case 'tiles':
      return TILES_HEIGHT;
  }
}

function tableOf({ id, title, note, rows }: StripBlock): Extract<Block, { kind: 'table' }> {
  const columns: Column[] = [
    { kind: 'text', title: 'What', width: 250, cells: rows.map((row) => row.title) },
    { kind: 'days', title: 'Days', width: 170, cells: rows.map(({ days }) => days) },
    { kind: 'verdict', title: 'End of month', width: 60, cells: rows.map(({ end }) => end) },
  ];
  return { kind: 'table', id, title, note, columns };
}
