import type { Series } from '../../../check/series';
import type { Reason } from '../../../check/verdict';
import { CLOCK_TOLERANCE_MS } from '../../../time/clockTolerance';
import type { BackupRun, Copy, Provider } from '../target';

/** How exact the time of `lastRise` is. */
const EXACT_MS = 600_000;

/**
 * The newest backup by its timestamp in seconds. Neither the year 1970 nor a time to come is the time of a backup: 0 is never, and
 * the future is not known.
 */
export function newestOf(seconds: number | undefined, nowMs: number, unread: Reason | null): Copy['newest'] {
  if (seconds === undefined || seconds <= 0) {
    return unread === null ? { state: 'never' } : { state: 'unknown', reason: unread };
  }
  return seconds * 1000 > nowMs + CLOCK_TOLERANCE_MS
    ? { state: 'unknown', reason: { code: 'no-data', detail: 'The time of its last backup lies in the future.' } }
    : { state: 'known', atMs: seconds * 1000 };
}

/** What is known of runs beside their end. */
export interface RunDetails {
  /** Of the newest run at a moment. */
  sizes?: readonly Series[];
  durations?: readonly Series[];
}

/** PromQL: the labels of the counters that rose within a window; one that was not there the day before and is not 0 rose as well. */
export function risen(selector: string, window: string): string {
  return `(increase(${selector}[${window}]) > 0 or (${selector} unless last_over_time(${selector}[1d] offset ${window})) > 0)`;
}

/** PromQL: when a counter rose last within eight days, in seconds, at most ten minutes too early. */
export function lastRise(selector: string, by: string): string {
  return `(max_over_time((time() * group ${by} (${risen(selector, '20m')}))[8d:10m]) - 1200)`;
}

/**
 * Good runs from a gauge that holds the time of the last one: each value that was seen is one run. Two that are closer than
 * `toleranceMs` are one, which an exporter told inexactly.
 */
export function goodRuns(
  stamps: readonly Series[],
  now: number | undefined,
  { provider, nowMs, toleranceMs = 0, stepMs = 0, details = {} }: GoodRunOptions
): readonly BackupRun[] {
  const seen = new Set(stamps.flatMap(({ values }) => values));
  const ends = [...seen, now]
    .flatMap((seconds) => (typeof seconds === 'number' && seconds > 0 ? [seconds * 1000] : []))
    .filter((ms) => ms <= nowMs + CLOCK_TOLERANCE_MS)
    .sort((a, b) => a - b);
  const kept: number[] = [];
  for (const ms of ends) {
    const before = kept.at(-1);
    if (before === undefined || ms - before > toleranceMs) {
      kept.push(ms);
    }
  }
  return kept
    .map((endedMs): BackupRun => {
      const duration = valueAfter(details.durations, endedMs, stepMs);
      return {
        provider,
        startedMs: endedMs - (duration ?? 0) * 1000,
        endedMs,
        result: 'good',
        sizeBytes: valueAfter(details.sizes, endedMs, stepMs),
        said: '',
      };
    })
    .reverse();
}

interface GoodRunOptions {
  provider: Provider;
  nowMs: number;
  toleranceMs?: number;
  stepMs?: number;
  details?: RunDetails;
}

/** The value at the end of the step in which something ended. */
function valueAfter(series: readonly Series[] = [], endedMs: number, stepMs: number): number | null {
  for (const { timesMs, values } of series) {
    const at = timesMs.findIndex((ms) => ms >= endedMs);
    const value = at < 0 || (timesMs[at] ?? 0) > endedMs + stepMs ? null : (values[at] ?? null);
    if (value !== null) {
      return value;
    }
  }
  return null;
}

/**
 * Runs from the increase of a counter by step: one for each step in which it rose, at its begin, so that a good run in the same step
 * counts as the later one. Newest first.
 */
export function countedRuns(
  increases: readonly Series[],
  stepMs: number,
  run: Pick<BackupRun, 'provider' | 'result'>
): readonly BackupRun[] {
  const begins = new Set(
    increases.flatMap(({ timesMs, values }) => timesMs.filter((_ms, index) => (values[index] ?? 0) > 0))
  );
  return [...begins]
    .sort((a, b) => b - a)
    .map((ms) => ({ ...run, startedMs: ms - stepMs, endedMs: ms, sizeBytes: null, said: '' }));
}

/** A run at a moment that is known to ten minutes and not by step: it takes the place of the one of its step. */
export function withExact(
  runs: readonly BackupRun[],
  seconds: number | undefined,
  run: Pick<BackupRun, 'provider' | 'result'>
): readonly BackupRun[] {
  if (seconds === undefined || seconds <= 0) {
    return runs;
  }
  const ms = seconds * 1000;
  const others = runs.filter(({ startedMs, endedMs }) => ms < startedMs - EXACT_MS || ms > (endedMs ?? startedMs));
  return newestFirst([...others, { ...run, startedMs: ms, endedMs: ms, sizeBytes: null, said: '' }]);
}

export function newestFirst(runs: readonly BackupRun[]): readonly BackupRun[] {
  return [...runs].sort((a, b) => b.startedMs - a.startedMs);
}
