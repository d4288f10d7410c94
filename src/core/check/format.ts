import type { CheckDefinition, Limit, Unit } from './definition';

const NBSP = '\u00a0';
// Made once: one costs more than a hundred numbers.
const ONE_DECIMAL = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const TWO_DECIMALS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const THREE_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** A value with its unit as one line of English text: `93.4 %`, `12 d`, `3.2 GiB`. Null is `no value`. */
export function formatValue(value: number | null, unit: Unit): string {
  if (value === null || !Number.isFinite(value)) {
    return 'no value';
  }
  switch (unit) {
    case 'ratio':
      return `${decimal(value * 100)}${NBSP}%`;
    case 'bool':
      return value === 0 ? 'no' : 'yes';
    case 'seconds':
      return duration(value);
    case 'days':
      return Math.abs(value) < 2 ? `${Math.round(value * 24)}${NBSP}h` : `${decimal(value)}${NBSP}d`;
    case 'bytes':
      return bytes(value);
    case 'bytes/s':
      return `${bytes(value)}/s`;
    case 'per-second':
      return `${decimal(value)}${NBSP}/s`;
    case 'celsius':
      return `${decimal(value)}${NBSP}°C`;
    case 'timestamp':
      return timestamp(value);
    case 'count':
      // increase() extrapolates: 3 events come as 3.001.
      return decimal(Math.abs(value) < 10 ? Number(value.toFixed(1)) : Math.round(value));
    case 'none':
      return decimal(value);
  }
}

/** From here on nobody counts the days that are left. */
const YEAR_DAYS = 365;

/** What a check measured: of days that are left, more than a year is `> 1 year`; an age is said whole. */
export function formatMeasured(value: number | null, { unit, op }: Pick<CheckDefinition, 'unit' | 'op'>): string {
  const isLeft = unit === 'days' && (op === 'lt' || op === 'lte');
  return isLeft && value !== null && value > YEAR_DAYS ? '> 1 year' : formatValue(value, unit);
}

/** What tells whether a check measures anything. */
export type Answering = Pick<CheckDefinition, 'unit' | 'op' | 'finding' | 'findings' | 'warn' | 'fail' | 'thresholds'>;

/**
 * Whether its value is an answer and no measure: yes or no, or one of few numbers that stand for states, of which its sentences do
 * not speak. Beside the verdict that it led to it says nothing.
 */
export function isAnswer({ unit, op, finding, findings, ...limits }: Answering): boolean {
  if (op === 'none' || unit !== 'none') {
    return op !== 'none' && unit === 'bool';
  }
  const isSpokenOf = [finding, ...Object.values(findings ?? {})].some((sentence) => /\{value\b/.test(sentence));
  const all = [limits, ...limits.thresholds].flatMap(({ warn, fail }) => [warn ?? 0, fail ?? 0]);
  return !isSpokenOf && all.every((limit) => limit === 0 || limit === 1 || limit === 2);
}

/** A limit in the check's unit; the interval of `outside` as `0.5 to 2`. */
export function formatLimit(limit: Limit, unit: Unit): string {
  return typeof limit === 'number'
    ? formatValue(limit, unit)
    : `${formatValue(limit[0], unit)} to ${formatValue(limit[1], unit)}`;
}

/** One decimal from 10 upwards, two below 10, three significant digits below 1; no trailing zeros. */
function decimal(value: number): string {
  const size = Math.abs(value);
  const formatter = size >= 10 || size === 0 ? ONE_DECIMAL : size >= 1 ? TWO_DECIMALS : THREE_DIGITS;
  return formatter.format(value);
}

function bytes(value: number): string {
  let rest = value;
  let step = 0;
  while (Math.abs(rest) >= 1024 && step < BYTE_UNITS.length - 1) {
    rest /= 1024;
    step += 1;
  }
  return `${decimal(rest)}${NBSP}${BYTE_UNITS[step] ?? 'B'}`;
}

/** The two largest parts: `7 h 20 min`, `2 d 3 h`; below a minute decimals of a second. */
function duration(value: number): string {
  const sign = value < 0 ? '-' : '';
  const size = Math.abs(value);
  if (size < 60) {
    return size !== 0 && size < 0.1 ? `${sign}${decimal(size * 1000)}${NBSP}ms` : `${sign}${decimal(size)}${NBSP}s`;
  }
  const minutes = Math.round(size / 60);
  const parts: Array<[number, string]> = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  const shown = parts.slice(first, first + 2).filter(([amount]) => amount > 0);
  return sign + shown.map(([amount, word]) => `${amount}${NBSP}${word}`).join(NBSP);
}

function timestamp(seconds: number): string {
  const ms = seconds * 1000;
  if (Math.abs(ms) > 8.64e15) {
    return 'no value';
  }
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', NBSP)}${NBSP}UTC`;
}
