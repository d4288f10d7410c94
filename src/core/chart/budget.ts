import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { BudgetPoint } from '../slo/course';

/** Geometry of an error budget on its way down: x grows to the right and y downwards from the chart's upper left corner. */
export interface BudgetFrame {
  width: number;
  height: number;
  fromMs: number;
  /** Where the period ends; the line may end before it. */
  toMs: number;
}

/** Drawn from so much overspent to all left; what is beyond lies on the edge. */
export const BUDGET_LOW = -0.5;
const BUDGET_HIGH = 1;

export interface BudgetShapes {
  /** One path of the line and one of the surface between it and zero; to be drawn twice, clipped above and below `zeroY`. */
  line: string;
  area: string;
  zeroY: number;
  /** The newest point that is known; null without one. */
  end: { x: number; y: number; left: number } | null;
  /** Where the budget would be if it were spent evenly: from all at the start to none at the end of the period. */
  even: { x1: number; y1: number; x2: number; y2: number };
}

export function budgetShapes(points: readonly BudgetPoint[], frame: BudgetFrame): BudgetShapes {
  const x = budgetX(frame);
  const y = budgetY(frame);
  const known = (point: BudgetPoint) => point.left !== null;
  const height = ({ left }: BudgetPoint) => y(left ?? 0);
  const last = points.filter(known).at(-1);
  return {
    line:
      line<BudgetPoint>()
        .defined(known)
        .x(({ timeMs }) => x(timeMs))
        .y(height)
        .digits(2)([...points]) ?? '',
    area:
      area<BudgetPoint>()
        .defined(known)
        .x(({ timeMs }) => x(timeMs))
        .y0(y(0))
        .y1(height)
        .digits(2)([...points]) ?? '',
    zeroY: y(0),
    end: last ? { x: x(last.timeMs), y: height(last), left: last.left ?? 0 } : null,
    even: { x1: x(frame.fromMs), y1: y(1), x2: x(frame.toMs), y2: y(0) },
  };
}

/** x of an instant; one outside of the period lies on its edge. */
export function budgetX({ fromMs, toMs, width }: BudgetFrame): (timeMs: number) => number {
  return scaleLinear([fromMs, toMs], [0, width]).clamp(true);
}

/** y of a share of the budget. */
export function budgetY({ height }: BudgetFrame): (left: number) => number {
  return scaleLinear([BUDGET_LOW, BUDGET_HIGH], [height, 0]).clamp(true);
}

export interface Tag {
  letter: string;
  /** Where its band begins and ends; at least `MIN_BAND` wide. */
  x: number;
  width: number;
  /** Middle of its letter, moved so that letters do not cover each other; null where there is no room for it. */
  tagX: number | null;
}

/** A band is seen. */
const MIN_BAND = 3;
/** Between the middles of two letters. */
const TAG_STEP = 20;

/**
 * Bands of periods, the largest first, with their letters: as many as there is room for, side by side where they would cover each
 * other, in the order of time.
 */
export function periodTags(
  periods: ReadonlyArray<{ letter: string; fromMs: number; toMs: number }>,
  frame: BudgetFrame
): readonly Tag[] {
  const x = budgetX(frame);
  const room = Math.floor(frame.width / TAG_STEP);
  const lettered = new Set(periods.slice(0, room).map(({ letter }) => letter));
  const bands = [...periods]
    .sort((a, b) => a.fromMs - b.fromMs)
    .map(({ letter, fromMs, toMs }) => {
      const width = Math.max(MIN_BAND, x(toMs) - x(fromMs));
      return { letter, x: Math.max(0, Math.min(x(fromMs), frame.width - width)), width };
    });
  const places = spread(
    bands.filter(({ letter }) => lettered.has(letter)).map((band) => band.x + band.width / 2),
    frame.width
  );
  let next = 0;
  return bands.map((band) => ({ ...band, tagX: lettered.has(band.letter) ? (places[next++] ?? null) : null }));
}

/** Places in ascending order, moved to the right where they are too near, then back to the left from the edge. */
function spread(wanted: readonly number[], width: number): readonly number[] {
  const places: number[] = [];
  for (const place of wanted) {
    places.push(Math.max(place, (places[places.length - 1] ?? -TAG_STEP / 2) + TAG_STEP));
  }
  let limit = width - TAG_STEP / 2;
  for (let index = places.length - 1; index >= 0; index -= 1) {
    places[index] = Math.min(places[index] ?? 0, limit);
    limit = (places[index] ?? 0) - TAG_STEP;
  }
  return places;
}
