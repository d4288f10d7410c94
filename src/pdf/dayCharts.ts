import { bandShapes, dayLeft, roundTop, stackDays, stripMarks, type DayFrame } from '../core/chart/days';
import type { Band } from '../core/report/blocks';
import type { DayTally, Period } from '../core/report/model';
import type { Paper } from './paper';
import { TYPE, VERDICT_FILL, inColour, type Colour } from './tokens';

export const STRIP_HEIGHT = 10;
const LABELLED_DAYS = [1, 8, 15, 22, 29];
const LETTER_COLOURS: Readonly<Record<string, Colour>> = { p: 'pass', w: 'warn', f: 'fail' };

/** The day numbers under or over a chart with one place per day. */
export function drawDayNumbers(paper: Paper, days: number, x: number, baseline: number, width: number): void {
  const frame: DayFrame = { width, height: 0, days };
  LABELLED_DAYS.filter((day) => day <= days).forEach((day) => {
    paper.text(x + dayLeft(frame, day - 0.5), baseline, String(day), TYPE.chart, 'centre');
  });
}

/**
 * The verdicts of a month as bars on a base line. Days in a row with the same verdict are one dashed line, as wide as the bars are
 * high: a tenth of the operators that single bars would take.
 */
export function drawDayStrip(paper: Paper, letters: string, x: number, y: number, width: number): void {
  const marks = stripMarks(letters, { width, height: STRIP_HEIGHT, days: letters.length });
  const step = width / letters.length;
  for (let index = 0; index < marks.length; index += 1) {
    const first = marks[index];
    if (first === undefined) {
      return;
    }
    if (first.letter === 'u') {
      paper.hatch(x + first.x, y + first.y, first.width, first.height);
      continue;
    }
    let last = first;
    for (
      let next = marks[index + 1];
      next?.letter === first.letter && next.x - last.x < step * 1.5;
      next = marks[index + 1]
    ) {
      last = next;
      index += 1;
    }
    const middle = y + first.y + first.height / 2;
    const dash = `${first.width.toFixed(3)} ${(step - first.width).toFixed(3)}`;
    const colour = LETTER_COLOURS[first.letter] ?? 'ink3';
    paper.line([x + first.x, middle], [x + last.x + last.width, middle], colour, first.height, dash);
  }
}

/** Pale columns for the weekends, behind everything else of a chart. */
function drawWeekends(paper: Paper, days: Period['days'], frame: DayFrame, x: number, y: number): void {
  days.forEach((day, index) => {
    if (day.weekend) {
      paper.rect(x + dayLeft(frame, index), y, frame.width / frame.days, frame.height, { fill: 'wash' });
    }
  });
}

/** Daily band, mean line and the band of 70 to 80 %, on a scale of 0 to 100 %. */
export function drawBand(paper: Paper, use: Band, x: number, y: number, width: number, height: number): void {
  const frame: DayFrame = { width, height, days: use.days.length };
  paper.rect(x, y + height * 0.2, width, height * 0.1, { fill: 'band' });
  const shapes = bandShapes(use.days, frame, [0, 100]);
  const bad = use.verdict === 'fail';
  const move = ([dx, dy]: readonly [number, number]) => [x + dx, y + dy] as const;
  shapes.bands.forEach((band) => paper.path(band.map(move), { fill: bad ? 'failFill' : 'use', closed: true }));
  shapes.lines.forEach((line) => paper.path(line.map(move), { stroke: bad ? 'fail' : 'accent', line: 0.9 }));
  shapes.gaps.forEach((gap) => paper.hatch(x + gap.x, y + gap.y, gap.width, gap.height, 'unknown', false));
  paper.line([x, y + height], [x + width, y + height], 'rule', 0.6);
}

/** How many pairs did not pass, day by day: fail below, warning on it, unknown hatched on top. */
export function drawTroubleByDay(
  paper: Paper,
  daily: readonly DayTally[],
  days: Period['days'],
  at: { x: number; y: number; width: number; height: number }
): void {
  const { x, y } = at;
  const frame: DayFrame = { width: at.width, height: at.height, days: daily.length };
  const most = Math.max(...daily.map((day) => day.fail + day.warn + day.unknown));
  const top = roundTop(Math.max(4, most));
  drawWeekends(paper, days, frame, x, y);
  for (const share of [1, 0.5]) {
    paper.line([x, y + at.height * (1 - share)], [x + at.width, y + at.height * (1 - share)], 'hair');
    paper.text(x - 5, y + at.height * (1 - share) + 2.2, String(top * share), TYPE.chart, 'right');
  }
  for (const box of stackDays(daily, ['fail', 'warn', 'unknown'], frame, top)) {
    if (box.part === 'unknown') {
      paper.hatch(x + box.x, y + box.y, box.width, box.height);
    } else {
      paper.rect(x + box.x, y + box.y, box.width, box.height, { fill: VERDICT_FILL[box.part] });
    }
  }
  paper.line([x, y + at.height], [x + at.width, y + at.height], 'rule', 0.6);
  drawDayNumbers(paper, daily.length, x, y + at.height + 9, at.width);
}

const LEGEND = [
  ['p', 'pass'],
  ['w', 'warning'],
  ['f', 'fail'],
  ['u', 'unknown'],
] as const;

export function legendWidth(paper: Paper): number {
  return LEGEND.reduce((sum, [, word]) => sum + 21 + paper.width(word, TYPE.foot), -12);
}

/** Marks and words of the day strip, ending at a right edge. */
export function drawStripLegend(paper: Paper, right: number, baseline: number): void {
  let x = right - legendWidth(paper);
  LEGEND.forEach(([letter, word]) => {
    drawDayStrip(paper, letter, x, baseline - 8.4, 6);
    paper.text(x + 9, baseline, word, inColour(TYPE.foot, 'ink2'));
    x += 21 + paper.width(word, TYPE.foot);
  });
}
