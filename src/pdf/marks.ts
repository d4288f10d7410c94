import type { Verdict } from '../core/check/verdict';
import { VERDICT_WORDS } from '../core/report/cellText';
import type { Paper, Point } from './paper';
import { inColour, TYPE, VERDICT_FILL, VERDICT_TEXT, type Style } from './tokens';

/** Verdict marks as vectors: no font is trusted for them. Each has its own shape, colour only repeats it. */

/** The mark in a square of this size, its lower edge on the baseline. */
export function drawMark(paper: Paper, verdict: Verdict, x: number, baseline: number, size = 7): void {
  const y = baseline - size + 0.6;
  const at = (fx: number, fy: number): Point => [x + fx * size, y + fy * size];
  const colour = VERDICT_FILL[verdict];
  switch (verdict) {
    case 'pass':
      paper.path([at(0.06, 0.56), at(0.36, 0.86), at(0.96, 0.14)], { stroke: colour, line: size * 0.17 });
      return;
    case 'warn':
      paper.path([at(0.5, 0.02), at(1.02, 0.96), at(-0.02, 0.96)], { fill: colour, closed: true });
      paper.line(at(0.5, 0.34), at(0.5, 0.64), 'white', size * 0.13);
      paper.line(at(0.5, 0.73), at(0.5, 0.85), 'white', size * 0.13);
      return;
    case 'fail':
      paper.rect(x, y, size, size, { fill: colour });
      paper.line(at(0.28, 0.28), at(0.72, 0.72), 'white', size * 0.16);
      paper.line(at(0.72, 0.28), at(0.28, 0.72), 'white', size * 0.16);
      return;
    case 'unknown':
      ring(paper, x + size / 2, y + size / 2, size * 0.48);
      paper.text(x + size / 2, y + size * 0.76, '?', { font: 'sansBold', size: size * 0.78, colour }, 'centre');
      return;
    case 'na':
      paper.line(at(0.15, 0.5), at(0.85, 0.5), colour, size * 0.13);
  }
}

/** Mark and word. Returns the width. */
export function drawVerdict(
  paper: Paper,
  verdict: Verdict,
  x: number,
  baseline: number,
  role: Style = TYPE.mark,
  word: string = VERDICT_WORDS[verdict]
): number {
  const size = role.size * 0.88;
  drawMark(paper, verdict, x, baseline, size);
  paper.text(x + size + 3.2, baseline, word, inColour(role, VERDICT_TEXT[verdict]));
  return size + 3.2 + paper.width(word, role);
}

/** A dashed circle of four Bézier arcs. */
function ring(paper: Paper, x: number, y: number, radius: number): void {
  const k = radius * 0.5523;
  const c = (...values: number[]) => values.map((value) => Math.round(value * 100) / 100).join(' ');
  const path = [
    `${c(x + radius, y)} m`,
    `${c(x + radius, y + k, x + k, y + radius, x, y + radius)} c`,
    `${c(x - k, y + radius, x - radius, y + k, x - radius, y)} c`,
    `${c(x - radius, y - k, x - k, y - radius, x, y - radius)} c`,
    `${c(x + k, y - radius, x + radius, y - k, x + radius, y)} c`,
  ];
  paper.shape(path.join(' '), { stroke: 'unknown', line: 0.6, dash: '1.1 0.8' });
}
