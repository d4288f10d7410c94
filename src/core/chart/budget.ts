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
  /** Middle of its letter, moved so that letters do not cover each other. */
  tagX: number;
}

/** A band is seen. */
const MIN_BAND = 3;
/** Between the middles of two letters. */
const TAG_STEP = 20;

/** Bands of periods with their letters; letters that would cover each other stand side by side, in the order of time. */
export function periodTags(
  periods: ReadonlyArray<{ letter: string; fromMs: number; toMs: number }>,
  frame: BudgetFrame
): readonly Tag[] {
  const x = budgetX(frame);
  const tags = [...periods]
    .sort((a, b) => a.fromMs - b.fromMs)
    .map(({ letter, fromMs, toMs }): Tag => {
      const width = Math.max(MIN_BAND, x(toMs) - x(fromMs));
      const left = Math.max(0, Math.min(x(fromMs), frame.width - width));
      return { letter, x: left, width, tagX: left + width / 2 };
    });
  const half = TAG_STEP / 2;
  let free = half;
  const pushed = tags.map((tag) => {
    const tagX = Math.max(free, tag.tagX);
    free = tagX + TAG_STEP;
    return { ...tag, tagX };
  });
  let limit = frame.width - half;
  return pushed
    .reverse()
    .map((tag) => {
      const tagX = Math.min(limit, tag.tagX);
      limit = tagX - TAG_STEP;
      return { ...tag, tagX };
    })
    .reverse();
}
