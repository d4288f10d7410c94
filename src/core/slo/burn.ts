import { burnRateOf, highestBurnRate } from './budget';
import { sumOf, type Counts, type Exclusion } from './counts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type AlertKind = 'page' | 'ticket';

/** A pair of windows that alerts when the budget burns faster than `factor` in both. */
export interface BurnPair {
  alert: AlertKind;
  longMs: number;
  shortMs: number;
  factor: number;
}

/**
 * Share of the budget that the long window may eat: SRE workbook, table 5-8, with the row of one day that Sloth and Grafana add;
 * `short` for windows of a week, as Sloth has them.
 */
const PAIRS: ReadonlyArray<{ alert: AlertKind; longMs: number; shortMs: number; share: number; short: number }> = [
  { alert: 'page', longMs: HOUR_MS, shortMs: 5 * MINUTE_MS, share: 0.02, short: 0.08 },
  { alert: 'page', longMs: 6 * HOUR_MS, shortMs: 30 * MINUTE_MS, share: 0.05, short: 0.125 },
  { alert: 'ticket', longMs: DAY_MS, shortMs: 2 * HOUR_MS, share: 0.1, short: 0.2 },
  { alert: 'ticket', longMs: 3 * DAY_MS, shortMs: 6 * HOUR_MS, share: 0.1, short: 0.42 },
];
/** A week with the hour that the clocks may add. */
const WEEK_MS = 7 * DAY_MS + HOUR_MS;

/** The pairs of a window: 14.4, 6, 3 and 1 over 30 days; 13.44, 5.6, 2.8 and 0.933 over 28; 13.44, 3.5, 1.4 and 0.98 over 7. */
export function burnPairs(windowMs: number): readonly BurnPair[] {
  return PAIRS.map(({ alert, longMs, shortMs, share, short }) => ({
    alert,
    longMs,
    shortMs,
    // Without the dust of binary fractions: 0.02 x 720 is 14.4.
    factor: Math.round((((windowMs <= WEEK_MS ? short : share) * windowMs) / longMs) * 1e12) / 1e12,
  }));
}

/** `one`: one of both windows is above the limit, which is no alert. `never`: not even a total outage could fire it. */
export type BurnState = 'calm' | 'one' | 'firing' | 'unknown' | 'never';

export interface Burn extends BurnPair {
  /** Null where its window has too little data. */
  long: number | null;
  short: number | null;
  /** Bad ones in the long window. */
  bad: number;
  state: BurnState;
}

/** Below this share of its window with data, a burn rate is not known. */
const MIN_COVERAGE = 0.8;

/** How fast the budget burns at an instant, over one window. Null when the window has too little data. */
export function burnAt(
  counts: Counts,
  atMs: number,
  windowMs: number,
  allowedRatio: number,
  exclusions: readonly Exclusion[] = []
): { rate: number | null; bad: number } {
  const sum = sumOf(counts, atMs - windowMs, atMs, exclusions);
  const ofMs = windowMs - sum.excludedMs;
  const isKnown = ofMs > 0 && sum.coveredMs >= MIN_COVERAGE * ofMs;
  return { rate: isKnown ? burnRateOf(sum.total, sum.bad, allowedRatio) : null, bad: sum.bad };
}

/** The burn rates of all pairs at an instant. Fewer bad ones than `minBad` in the long window fire nothing. */
export function burnsAt(
  counts: Counts,
  atMs: number,
  windowMs: number,
  allowedRatio: number,
  minBad: number,
  exclusions: readonly Exclusion[] = []
): readonly Burn[] {
  return burnPairs(windowMs).map((pair) => {
    const long = burnAt(counts, atMs, pair.longMs, allowedRatio, exclusions);
    const short = burnAt(counts, atMs, pair.shortMs, allowedRatio, exclusions);
    const state = stateOf(pair.factor, long.rate, short.rate, allowedRatio, long.bad >= minBad);
    return { ...pair, long: long.rate, short: short.rate, bad: long.bad, state };
  });
}

function stateOf(
  factor: number,
  long: number | null,
  short: number | null,
  allowedRatio: number,
  isEnough: boolean
): BurnState {
  if (factor > highestBurnRate(allowedRatio)) {
    return 'never';
  }
  if (long === null || short === null) {
    return 'unknown';
  }
  const above = Number(long > factor) + Number(short > factor);
  return above === 2 ? (isEnough ? 'firing' : 'one') : above === 1 ? 'one' : 'calm';
}
