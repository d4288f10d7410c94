import { scaleLinear } from 'd3-scale';

/** Geometry of charts with one place per day; x grows to the right and y downwards from the chart's upper left corner. */
export interface DayFrame {
  width: number;
  height: number;
  days: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type ChartPoint = readonly [x: number, y: number];

/** Left edge of a day, counted from 0. */
export function dayLeft(frame: DayFrame, day: number): number {
  return (frame.width * day) / frame.days;
}

export interface StripMark extends Box {
  /** `p` is a thin tick, `w` half the height, `f` all of it; `u` is one box for consecutive days. */
  letter: string;
}

const PASS_HEIGHT = 1.1;
/** Part of a day's width that a bar takes. */
const BAR_SHARE = 0.68;

/** A day strip: ink in proportion to trouble, consecutive unknown days in one box, nothing where there was nothing to judge. */
export function stripMarks(letters: string, frame: DayFrame): StripMark[] {
  const marks: StripMark[] = [];
  const dayWidth = frame.width / frame.days;
  const inset = (dayWidth * (1 - BAR_SHARE)) / 2;
  for (let day = 0; day < letters.length; day += 1) {
    const letter = letters.charAt(day);
    if (letter === 'u') {
      const start = day;
      while (letters.charAt(day + 1) === 'u') {
        day += 1;
      }
      const x = dayLeft(frame, start) + inset / 2;
      marks.push({ letter, x, y: 0, width: dayLeft(frame, day + 1) - inset / 2 - x, height: frame.height });
      continue;
    }
    const height = { p: PASS_HEIGHT, w: frame.height / 2, f: frame.height }[letter];
    if (height !== undefined) {
      marks.push({
        letter,
        x: dayLeft(frame, day) + inset,
        y: frame.height - height,
        width: dayWidth * BAR_SHARE,
        height,
      });
    }
  }
  return marks;
}

/** Low, mean and high of a day. */
export type DayBand = readonly [low: number, mean: number, high: number] | null;

export interface BandShapes {
  /** One closed outline per run of days with values. */
  bands: readonly ChartPoint[][];
  /** One line per run. */
  lines: readonly ChartPoint[][];
  /** Days without a value. */
  gaps: readonly Box[];
}

/** Daily band and mean line on a given value range; the line never crosses a gap. A single day is drawn as wide as the day. */
export function bandShapes(days: readonly DayBand[], frame: DayFrame, domain: readonly [number, number]): BandShapes {
  const y = scaleLinear(domain, [frame.height, 0]).clamp(true);
  const bands: ChartPoint[][] = [];
  const lines: ChartPoint[][] = [];
  const gaps: Box[] = [];
  for (const { from, to, empty } of runsOf(days)) {
    const left = dayLeft(frame, from);
    const right = dayLeft(frame, to + 1);
    if (empty) {
      gaps.push({ x: left, y: 0, width: right - left, height: frame.height });
      continue;
    }
    const run = days.slice(from, to + 1).flatMap((day) => (day === null ? [] : [day]));
    const middle = (index: number) => dayLeft(frame, from + index + 0.5);
    const trace = (part: 0 | 1 | 2): ChartPoint[] => {
      const points = run.map((day, index): ChartPoint => [middle(index), y(day[part])]);
      const first = points[0] ?? [left, 0];
      const last = points[points.length - 1] ?? [right, 0];
      return [[left, first[1]], ...points, [right, last[1]]];
    };
    lines.push(trace(1));
    bands.push([...trace(2), ...trace(0).reverse()]);
  }
  return { bands, lines, gaps };
}

function runsOf(days: readonly DayBand[]): Array<{ from: number; to: number; empty: boolean }> {
  const runs: Array<{ from: number; to: number; empty: boolean }> = [];
  days.forEach((day, index) => {
    const empty = day === null;
    const last = runs[runs.length - 1];
    if (last?.empty === empty) {
      last.to = index;
    } else {
      runs.push({ from: index, to: index, empty });
    }
  });
  return runs;
}

/** Boxes of each day's parts, stacked from the base line in the given order; `top` is the value at the full height. */
export function stackDays<Part extends string>(
  days: ReadonlyArray<Readonly<Record<Part, number>>>,
  parts: readonly Part[],
  frame: DayFrame,
  top: number
): Array<Box & { part: Part }> {
  const dayWidth = frame.width / frame.days;
  const y = scaleLinear([0, top], [0, frame.height]);
  return days.flatMap((day, index) => {
    let base = 0;
    return parts.flatMap((part) => {
      const height = y(day[part]);
      base += height;
      const box = {
        part,
        x: dayLeft(frame, index) + dayWidth * 0.14,
        y: frame.height - base,
        width: dayWidth * 0.72,
        height,
      };
      return height > 0 ? [box] : [];
    });
  });
}

/** A round number at or above a value, for the top of a scale that starts at 0. */
export function roundTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 4, 5, 8, 10].map((step) => step * power).find((step) => step >= value) ?? power * 10;
}
