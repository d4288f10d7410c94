/** Curves of the lab: sums of sinusoids and ramps, because those have an exact integral, so a counter needs no history. */

const DAY = 86400;
const WEEK = 7 * DAY;
const TAU = 2 * Math.PI;

/** Periods of the jitter, in seconds; they have no common multiple within the weeks the lab covers. */
const JITTER_PERIODS = [11_171, 2_477, 743] as const;

/** A value from 0 up to 1 that depends on the seed and the key only (FNV-1a with a final mix). */
export function fraction(seed: number, key: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < key.length; i++) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A plateau of `height` between two moments (seconds since the epoch), reached and left over `rampSeconds`. */
export interface Bump {
  from: number;
  to: number;
  height: number;
  rampSeconds: number;
}

interface Term {
  amplitude: number;
  omega: number;
  phase: number;
}

export interface WaveShape {
  base: number;
  /** Amplitude of the day's rhythm, highest at `peakHour` (CET the whole year: a jump at the clock change would break the integral). */
  daily?: number;
  /** Amplitude of the week's rhythm, lowest on Sunday. */
  weekly?: number;
  jitter?: number;
  peakHour?: number;
  bumps?: readonly Bump[];
}

/** A curve over time and its exact integral; times in seconds since the epoch. */
export interface Wave {
  at(t: number): number;
  /** Integral from the epoch to `t`, in value times seconds. */
  total(t: number): number;
}

/** Builds a curve that is never negative; throws when its shape could be. */
export function wave(seed: number, key: string, shape: WaveShape): Wave {
  const { base, daily = 0, weekly = 0, jitter = 0, peakHour = 14, bumps = [] } = shape;
  if (base < daily * 1.3 + weekly + jitter) {
    throw new Error(`Wave ${key} could fall below 0`);
  }
  const terms: Term[] = [];
  if (daily > 0) {
    const peak = (peakHour - 1) * 3600;
    terms.push(cosine(daily, DAY, peak), cosine(daily * 0.3, DAY / 2, peak));
  }
  if (weekly > 0) {
    // The epoch was a Thursday; the middle of Wednesday lies 12 h before it.
    terms.push(cosine(weekly, WEEK, -DAY / 2));
  }
  if (jitter > 0) {
    JITTER_PERIODS.forEach((period, i) => {
      terms.push(cosine(jitter / JITTER_PERIODS.length, period, fraction(seed, `${key}#${i}`) * period));
    });
  }
  return {
    at: (t) => sum(terms, (term) => term.amplitude * Math.cos(term.omega * t + term.phase), base) + bumpAt(bumps, t),
    total: (t) =>
      sum(terms, (term) => (term.amplitude / term.omega) * Math.sin(term.omega * t + term.phase), base * t) +
      bumpTotal(bumps, t),
  };
}

/** Counts the moments in an ascending list that are not after `t`. */
export function countUntil(moments: readonly number[], t: number): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((moments[middle] ?? Infinity) <= t) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The latest moment in an ascending list that is not after `t`. */
export function lastUntil(moments: readonly number[], t: number): number | undefined {
  return moments[countUntil(moments, t) - 1];
}

function cosine(amplitude: number, period: number, peak: number): Term {
  const omega = TAU / period;
  return { amplitude, omega, phase: -omega * peak };
}

function sum(terms: readonly Term[], of: (term: Term) => number, start: number): number {
  let total = start;
  for (const term of terms) {
    total += of(term);
  }
  return total;
}

function bumpAt(bumps: readonly Bump[], t: number): number {
  let value = 0;
  for (const bump of bumps) {
    value +=
      bump.height * Math.max(0, Math.min(1, (t - bump.from) / bump.rampSeconds, (bump.to - t) / bump.rampSeconds));
  }
  return value;
}

function bumpTotal(bumps: readonly Bump[], t: number): number {
  let total = 0;
  for (const { from, to, height, rampSeconds } of bumps) {
    total += height * (rampTotal(t - from, rampSeconds) - rampTotal(t - (to - rampSeconds), rampSeconds));
  }
  return total;
}

/** Integral of a ramp that rises from 0 to 1 over `length` and stays there. */
function rampTotal(elapsed: number, length: number): number {
  if (elapsed <= 0) {
    return 0;
  }
  return elapsed < length ? elapsed ** 2 / (2 * length) : elapsed - length / 2;
}
