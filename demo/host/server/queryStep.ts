/** The step and the variables of a Prometheus query, worked out as Grafana's backend does. All durations in ms. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Up to and including the first, the interval becomes the second. */
const roundings: ReadonlyArray<readonly [number, number]> = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1.5 * SECOND, SECOND],
  [3.5 * SECOND, 2 * SECOND],
  [7.5 * SECOND, 5 * SECOND],
  [12.5 * SECOND, 10 * SECOND],
  [17.5 * SECOND, 15 * SECOND],
  [25 * SECOND, 20 * SECOND],
  [45 * SECOND, 30 * SECOND],
  [90 * SECOND, MINUTE],
  [210 * SECOND, 2 * MINUTE],
  [450 * SECOND, 5 * MINUTE],
  [750 * SECOND, 10 * MINUTE],
  [1050 * SECOND, 15 * MINUTE],
  [1500 * SECOND, 20 * MINUTE],
  [45 * MINUTE, 30 * MINUTE],
  [90 * MINUTE, HOUR],
  [150 * MINUTE, 2 * HOUR],
  [270 * MINUTE, 3 * HOUR],
  [9 * HOUR, 6 * HOUR],
  [DAY, 12 * HOUR],
  [7 * DAY, DAY],
  [21 * DAY, 7 * DAY],
  [42 * DAY, 30 * DAY],
];

function roundInterval(ms: number): number {
  return roundings.find(([upTo]) => ms <= upTo)?.[1] ?? 365 * DAY;
}

const unitsMs: Record<string, number> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY, y: 365 * DAY };

/** `15s`, `1m`, `1h30m`; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwy])/g)];
  const complete = parts.map(([all]) => all).join('') === text && parts.length > 0;
  return complete ? parts.reduce((sum, [, count, unit]) => sum + Number(count) * unitsMs[unit!]!, 0) : undefined;
}

/** As Go prints a duration: `15s`, `1m0s`, `1h0m0s`. */
export function goDuration(ms: number): string {
  if (ms < SECOND) {
    return `${ms}ms`;
  }
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const seconds = `${(ms % MINUTE) / SECOND}s`;
  return hours > 0 ? `${hours}h${minutes}m${seconds}` : minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

/** The shortest single unit: `15s`, `5m`, `1h`. */
function shortDuration(ms: number): string {
  const unit = ['d', 'h', 'm', 's'].find((one) => ms % unitsMs[one]! === 0);
  return unit ? `${ms / unitsMs[unit]!}${unit}` : `${ms}ms`;
}

export interface StepInput {
  fromMs: number;
  toMs: number;
  maxDataPoints: number;
  /** Of the query's model; 0 when it has none. */
  intervalMs: number;
  /** Of the query's model; empty when it has none. */
  interval: string;
  intervalFactor: number;
  /** `jsonData.timeInterval` of the data source. */
  timeInterval: string;
}

const SAFE_RESOLUTION = 11000;
const DEFAULT_SCRAPE_MS = 15 * SECOND;
const isRateInterval = (text: string): boolean => text === '$__rate_interval' || text === '${__rate_interval}';

export function stepOf(input: StepInput): number {
  const rangeMs = input.toMs - input.fromMs;
  const interval = input.interval.includes('$__') || input.interval.includes('${__') ? '' : input.interval;
  const scrapeMs = parseDuration(input.timeInterval);
  const minMs = parseDuration(interval) ?? (input.intervalMs || scrapeMs || DEFAULT_SCRAPE_MS);
  const wanted = rangeMs / (input.maxDataPoints || 1500);
  const calculated = wanted < minMs ? minMs : roundInterval(wanted);
  const step = Math.max(calculated, roundInterval(rangeMs / SAFE_RESOLUTION));
  return isRateInterval(input.interval) ? rateInterval(step, input.timeInterval) : step * (input.intervalFactor || 1);
}

function rateInterval(stepMs: number, timeInterval: string): number {
  const scrapeMs = parseDuration(timeInterval) ?? DEFAULT_SCRAPE_MS;
  return Math.max(stepMs + scrapeMs, 4 * scrapeMs);
}

/** Replaces `$__interval`, `$__range` and their kin, in both spellings. */
export function interpolate(expr: string, stepMs: number, rangeMs: number, timeInterval: string): string {
  const rangeSeconds = Math.round(rangeMs / SECOND);
  const rateMs = rateInterval(stepMs, timeInterval);
  const values: Record<string, string> = {
    interval_ms: String(stepMs),
    interval: shortDuration(stepMs),
    range_ms: String(rangeMs),
    range_s: String(rangeSeconds),
    range: `${rangeSeconds}s`,
    rate_interval_ms: String(rateMs),
    rate_interval: goDuration(rateMs),
  };
  const names = '(interval_ms|interval|range_ms|range_s|range|rate_interval_ms|rate_interval)';
  return expr
    .replace(new RegExp(`\\$\\{__${names}\\}`, 'g'), (_, name: string) => values[name]!)
    .replace(new RegExp(`\\$__${names}`, 'g'), (_, name: string) => values[name]!);
}
