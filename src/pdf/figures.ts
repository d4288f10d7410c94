import { BUDGET_END, BUDGET_TIGHT, type Marks } from '../core/report/blocks';
import type { Paper } from './paper';
import { TYPE } from './tokens';

/** Small figures in the cells of a table. */

export const BLOCK_HEIGHT = 5.6;
const BLOCK_STEP = 6.8;

/** A bar of this share of the width. */
export function drawBar(paper: Paper, share: number, x: number, y: number, width: number): void {
  paper.rect(x, y + 0.5, Math.max(0.8, width * share), 4.2, { fill: 'passFill' });
}

export const BUDGET_HEIGHT = 6.4;
/** The line where all of a budget is spent stands out above and below its bar. */
const LINE_BEYOND = 1.4;

/** What is spent of a budget, a line where all of it is, what is overspent hatched. */
export function drawBudget(paper: Paper, spent: number | 'unknown', x: number, y: number, width: number): void {
  const at = (share: number) => (Math.min(share, BUDGET_END) / BUDGET_END) * width;
  if (spent === 'unknown') {
    paper.hatch(x, y, at(1), BUDGET_HEIGHT);
  } else {
    const fill = spent > 1 ? 'fail' : spent > BUDGET_TIGHT ? 'warn' : 'accent2';
    paper.rect(x, y, at(1), BUDGET_HEIGHT, { fill: 'band' });
    paper.rect(x, y + 1, at(Math.min(1, spent)), BUDGET_HEIGHT - 2, { fill });
    if (spent > 1) {
      paper.hatch(x + at(1), y + 1, Math.max(1.2, at(spent) - at(1)), BUDGET_HEIGHT - 2, 'fail');
    }
    paper.line([x + at(BUDGET_TIGHT), y], [x + at(BUDGET_TIGHT), y + BUDGET_HEIGHT], 'white', 0.6);
  }
  paper.line([x + at(1), y - LINE_BEYOND], [x + at(1), y + BUDGET_HEIGHT + LINE_BEYOND], 'ink', 0.8);
}

/** One block for each that did not pass; when they are too many, the rest as a number. */
export function drawSquares(paper: Paper, marks: Marks, x: number, y: number, width: number): void {
  const kinds = [...'w'.repeat(marks.warn), ...'f'.repeat(marks.fail), ...'u'.repeat(marks.unknown)];
  const room = Math.floor((width - 20) / BLOCK_STEP);
  const shown = kinds.length > room + 2 ? kinds.slice(0, room) : kinds;
  shown.forEach((kind, index) => {
    const left = x + index * BLOCK_STEP;
    if (kind === 'u') {
      paper.hatch(left, y, BLOCK_HEIGHT, BLOCK_HEIGHT);
    } else {
      const height = kind === 'f' ? BLOCK_HEIGHT + 1.6 : BLOCK_HEIGHT - 1;
      paper.rect(left, y + BLOCK_HEIGHT - height, BLOCK_HEIGHT, height, { fill: kind === 'f' ? 'fail' : 'warn' });
    }
  });
  if (shown.length < kinds.length) {
    paper.text(x + shown.length * BLOCK_STEP + 1, y + BLOCK_HEIGHT, `+${kinds.length - shown.length}`, TYPE.chart);
  }
}
