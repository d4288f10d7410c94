import { addDays, instantOf, localDate } from '../time/zone';

export interface TimeTick {
  timeMs: number;
  /** It stands for a day, else for a time of day. */
  isDay: boolean;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAY_STEPS = [1, 2, 4, 7, 14, 28];
const HOUR_STEPS = [1, 3, 6, 12];

/** Local midnights, or full hours where it is short, at most so many; away from the right edge, where a label would be cut. */
export function timeTicks(fromMs: number, toMs: number, zone: string, most: number): readonly TimeTick[] {
  const days = (toMs - fromMs) / DAY_MS;
  if (days <= 3) {
    const step = HOUR_STEPS.find((hours) => (days * 24) / hours <= most) ?? 24;
    const first = instantOf(localDate(fromMs, zone), '00:00', zone);
    const ticks: TimeTick[] = [];
    for (let timeMs = first; timeMs <= toMs; timeMs += step * HOUR_MS) {
      ticks.push({ timeMs, isDay: localDate(timeMs - 1, zone) !== localDate(timeMs, zone) });
    }
    return inside(ticks, fromMs, toMs);
  }
  const step = DAY_STEPS.find((every) => days / every <= most) ?? Math.ceil(days / most);
  const ticks: TimeTick[] = [];
  for (let date = localDate(fromMs, zone); ; date = addDays(date, step)) {
    const timeMs = instantOf(date, '00:00', zone);
    if (timeMs > toMs) {
      return inside(ticks, fromMs, toMs);
    }
    ticks.push({ timeMs, isDay: true });
  }
}

function inside(ticks: readonly TimeTick[], fromMs: number, toMs: number): readonly TimeTick[] {
  const margin = (toMs - fromMs) * 0.02;
  return ticks.filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs - margin);
}
