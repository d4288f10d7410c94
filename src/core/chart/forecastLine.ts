import { reachesAt, type Forecast } from '../capacity/forecast';

/** When and where what grows meets a limit, and the days to come as pixels. */

const DAY_MS = 86_400_000;

export interface Crossing {
  atMs: number;
  days: number;
  soonestDays: number;
  /** Null where nobody can say. */
  latestDays: number | null;
}

/** Where the forecast reaches a limit, in days from now; null when it does not grow. A limit that is behind is reached now. */
export function crossingOf(forecast: Forecast, limit: number, nowMs: number): Crossing | null {
  const reaches = reachesAt(forecast, limit);
  if (reaches === null) {
    return null;
  }
  const daysTo = (ms: number) => Math.max(0, (ms - nowMs) / DAY_MS);
  return {
    atMs: Math.max(nowMs, reaches.atMs),
    days: daysTo(reaches.atMs),
    soonestDays: daysTo(reaches.earliestMs),
    latestDays: reaches.latestMs === null ? null : daysTo(reaches.latestMs),
  };
}

export interface ForecastFrame {
  width: number;
  height: number;
  fromMs: number;
  toMs: number;
  /** Lowest and highest value. */
  domain: readonly [number, number];
}

interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** The forecast in the frame's pixels, y downwards: beyond the frame where it leaves it. */
export function forecastShapes(
  forecast: Extract<Forecast, { state: 'grows' }>,
  frame: ForecastFrame
): { line: Line; band: string } {
  const { from, fromMs, perDay, lowPerDay, highPerDay } = forecast;
  const { width, height, domain } = frame;
  const [low, high] = domain;
  const x = (ms: number) => ((ms - frame.fromMs) / (frame.toMs - frame.fromMs)) * width;
  const y = (value: number) => height - ((value - low) / (high - low)) * height;
  const days = (frame.toMs - fromMs) / DAY_MS;
  const start = [x(fromMs), y(from)] as const;
  const ends = [perDay, lowPerDay, highPerDay].map((slope) => y(from + slope * days));
  const [end = 0, lowEnd = 0, highEnd = 0] = ends;
  const points = [start, [width, highEnd], [width, lowEnd]] as const;
  return {
    line: { x1: start[0], y1: start[1], x2: width, y2: end },
    band: `M${points.map((point) => point.map(rounded).join(',')).join('L')}Z`,
  };
}

/** Positions as near to the given ones as labels of this height allow, in the order given: the first is the lowest on the screen. */
export function spreadLabels(ys: readonly number[], height: number): number[] {
  let free = Infinity;
  return ys.map((y) => {
    const at = Math.min(y, free);
    free = at - height;
    return at;
  });
}

/** A share's scale: from a round value below all of them to the whole. */
export function shareDomain(values: readonly number[]): [number, number] {
  const least = values.length === 0 ? 0 : Math.min(...values);
  return [Math.min(0.8, Math.max(0, Math.floor((least - 0.01) * 5) / 5)), 1];
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
