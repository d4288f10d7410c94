import type { Tile } from '../../core/report/blocks';
import { drawVerdict } from '../marks';
import type { Paper } from '../paper';
import { inColour, LEFT, TYPE, VERDICT_FILL } from '../tokens';

export const TILES_HEIGHT = 84;
/** So many stand in a row. */
export const TILES_IN_ROW = 5;
const TILE_WIDTH = 88.8;
const TILE_STEP = TILE_WIDTH + 14;

/** One row of tiles, five at most. */
export function drawTiles(paper: Paper, tiles: readonly Tile[], top: number): void {
  tiles.forEach((tile, index) => {
    const x = LEFT + index * TILE_STEP;
    const quiet = tile.verdict === 'pass' || tile.verdict === 'na';
    paper.artifact(() =>
      paper.line([x, top], [x + TILE_WIDTH, top], quiet ? 'rule' : VERDICT_FILL[tile.verdict], quiet ? 0.8 : 1.5)
    );
    paper.leaf('P', {}, () => paper.text(x, top + 14.5, tile.label, TYPE.tileLabel));
    paper.leaf('P', {}, () => {
      const unknown = tile.unit === '' && !/^\d/.test(tile.value);
      const role = unknown ? { ...inColour(TYPE.tileValue, 'unknown'), size: 17 } : TYPE.tileValue;
      paper.text(x, top + 41, tile.value, role);
      paper.text(x + paper.width(tile.value, role) + 4, top + 41, tile.unit, TYPE.tileUnit);
    });
    paper.leaf('P', {}, () => {
      drawVerdict(paper, tile.verdict, x, top + 57, { ...TYPE.mark, size: 7.6 });
      if (tile.target !== null) {
        paper.text(x + TILE_WIDTH, top + 57, `target ${tile.target}`, TYPE.tileLine, 'right');
      }
    });
    tile.lines.forEach((line, row) =>
      paper.leaf('P', {}, () => paper.text(x, top + 69 + row * 10.4, line, TYPE.tileLine))
    );
  });
}
