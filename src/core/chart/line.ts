import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { TrendPoint } from '../check/series';

export interface LineFrame {
  width: number;
  height: number;
  fromMs: number;
  toMs: number;
  /** Value range; see `valueDomain`. */
  domain: readonly [number, number];
}

/** A little under the minimum to a little over the maximum of the points and the limits, never from 0 by itself. */
export function valueDomain(points: readonly TrendPoint[], limits: readonly number[] = []): [number, number] {
  const values = [...points.flatMap((p) => (p.value === null ? [] : [p.value])), ...limits];
  if (values.length === 0) {
    return [0, 1];
  }
  const low = Math.min(...values);
  const high = Math.max(...values);
  const pad = high > low ? (high - low) * 0.08 : Math.max(Math.abs(high) * 0.05, 1e-9);
  return [low - pad, high + pad];
}

/** SVG path data of the line in the frame's pixels, y downwards; a null breaks the line and is never crossed. */
export function linePath(points: readonly TrendPoint[], frame: LineFrame): string {
  const x = scaleLinear([frame.fromMs, frame.toMs], [0, frame.width]);
  const y = scaleLinear(frame.domain, [frame.height, 0]);
  return (
    line<TrendPoint>()
      .defined((p) => p.value !== null)
      .x((p) => x(p.timeMs))
      .y((p) => y(p.value ?? 0))
      .digits(2)([...points]) ?? ''
  );
}

/** SVG path data of the surface between the line and the frame's lower edge, broken where the line is. */
export function areaPath(points: readonly TrendPoint[], frame: LineFrame): string {
  const x = scaleLinear([frame.fromMs, frame.toMs], [0, frame.width]);
  const y = scaleLinear(frame.domain, [frame.height, 0]);
  return (
    area<TrendPoint>()
      .defined((p) => p.value !== null)
      .x((p) => x(p.timeMs))
      .y0(frame.height)
      .y1((p) => y(p.value ?? 0))
      .digits(2)([...points]) ?? ''
  );
}

/** y of a value in the frame's pixels. */
export function yOf(value: number, frame: LineFrame): number {
  return scaleLinear(frame.domain, [frame.height, 0])(value);
}

/** x of a time in the frame's pixels. */
export function xOf(timeMs: number, frame: LineFrame): number {
  return scaleLinear([frame.fromMs, frame.toMs], [0, frame.width])(timeMs);
}
