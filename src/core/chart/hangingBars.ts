import type { SliBar } from '../slo/course';

/** Geometry of an SLI as bars that hang from 100 %: what is short is seen, however long the time. */
export interface HangingFrame {
  width: number;
  height: number;
  fromMs: number;
  toMs: number;
  /** Share of good ones at the lower edge; see `hangingLow`. */
  low: number;
  /** Share of good ones that is promised. */
  target: number;
}

export interface HangingBar {
  x: number;
  width: number;
  /** Down to the value, or to the target where the value is below it. */
  kept: number;
  /** From there to the value; 0 where the target is kept. */
  missed: number;
  /** Lower than the chart shows. */
  isCut: boolean;
}

/** How many times the allowed share the chart can show, each with the steps of its scale. */
const DEPTHS = [1.5, 3, 7.5, 15];
/** Where nothing may be bad. */
const DEPTH_OF_ALL = 0.015;
/** A bar is seen, also where all were good. */
const STUB = 3;
const MIN_WIDTH = 1;

/** The lower edge: as near to the target as the worst value allows, at most 15 times what may be bad. */
export function hangingLow(bars: readonly SliBar[], allowedRatio: number): number {
  const worst = bars.reduce((low, bar) => Math.min(low, bar.worst ?? 1), 1);
  const depths = allowedRatio > 0 ? DEPTHS.map((times) => times * allowedRatio) : [DEPTH_OF_ALL];
  const depth = depths.find((one) => 1 - one <= worst) ?? depths[depths.length - 1] ?? 1;
  return Math.max(0, 1 - depth);
}

/** Values of the scale from 1 down to the lower edge. */
export function hangingTicks(low: number): readonly number[] {
  return [0, 1, 2, 3].map((step) => 1 - ((1 - low) * step) / 3);
}

export function hangingY(value: number, { height, low }: HangingFrame): number {
  return ((1 - Math.max(low, Math.min(1, value))) / (1 - low)) * height;
}

/** The bars with a value; the others are gaps. */
export function hangingBars(bars: readonly SliBar[], frame: HangingFrame): readonly HangingBar[] {
  const { width, fromMs, toMs, target, low } = frame;
  const x = (ms: number) => ((Math.min(ms, toMs) - fromMs) / (toMs - fromMs)) * width;
  const targetY = hangingY(target, frame);
  return bars.flatMap(({ worst, ...bar }) => {
    if (worst === null) {
      return [];
    }
    const depth = Math.max(STUB, hangingY(worst, frame));
    const kept = worst < target ? Math.min(depth, Math.max(STUB, targetY)) : depth;
    const gap = Math.min(1, (x(bar.toMs) - x(bar.fromMs)) * 0.25);
    return [
      {
        x: x(bar.fromMs),
        width: Math.max(MIN_WIDTH, x(bar.toMs) - x(bar.fromMs) - gap),
        kept,
        missed: worst < target ? Math.max(STUB, depth - kept) : 0,
        isCut: worst < low,
      },
    ];
  });
}
