/** promtool's notation of sample values, with `{now-26h}` wherever a number may stand. */

/** A number, or a time in seconds relative to the time of the verdict. */
export interface Amount {
  value: number;
  ofNow: boolean;
}

/** Samples that stand one interval apart: `count` values from `first` on, or as many places without a sample. */
export type Run =
  { kind: 'values'; first: Amount; step: number; count: number } | { kind: 'none'; count: number } | { kind: 'stale' };

export type NotationReading = { ok: true; runs: readonly Run[] } | { ok: false; message: string };

/** More places than this are refused: a typo must not fill the disk. */
const MAX_PLACES = 200_000;

const NUMBER = '(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:e[+-]?[0-9]+)?|inf|nan';
const ITEM = new RegExp(
  `^(?:(?<none>_)|(?<amount>[+-]?(?:${NUMBER})|\\{[^}]*\\})(?<step>[+-](?:${NUMBER}))?)(?:x(?<times>[0-9]+))?$`,
  'i'
);
const NOW = /^\{\s*now\s*(?:(?<sign>[+-])\s*(?<duration>[0-9a-z]+)\s*)?\}$/;

/** Parses `1+1x5 _x3 stale {now-26h}x60`; `axn` is the value and n more of it, `_xn` n places without a sample. */
export function parseNotation(text: string): NotationReading {
  const runs: Run[] = [];
  for (const [item] of text.matchAll(/(?:\{[^}]*\}|\S)+/g)) {
    const run = item === 'stale' ? ({ kind: 'stale' } as const) : parseItem(item);
    if (typeof run === 'string') {
      return { ok: false, message: run };
    }
    runs.push(run);
  }
  const places = placesOf(runs);
  if (places === 0) {
    return { ok: false, message: 'there is no value' };
  }
  return places > MAX_PLACES
    ? { ok: false, message: `${places} samples, at most ${MAX_PLACES} are taken` }
    : { ok: true, runs };
}

/** How many intervals the runs cover, places without a sample among them. */
export function placesOf(runs: readonly Run[]): number {
  return runs.reduce((sum, run) => sum + (run.kind === 'stale' ? 1 : run.count), 0);
}

/** A run's value at its place `index`, at the time of the verdict `nowSeconds`. */
export function valueAt({ first, step }: Extract<Run, { kind: 'values' }>, index: number, nowSeconds: number): number {
  return first.value + (first.ofNow ? nowSeconds : 0) + index * step;
}

function parseItem(item: string): Run | string {
  const { none, amount, step, times } = ITEM.exec(item)?.groups ?? {};
  if (none !== undefined) {
    return { kind: 'none', count: Number(times ?? 1) };
  }
  if (amount === undefined || (step !== undefined && times === undefined)) {
    return `"${item}" is no value: write 5, 5x10, 5+1x10, 5-1x10, _, _x10, stale, NaN, Inf or {now-26h}`;
  }
  const first = amount.startsWith('{') ? parseNow(amount) : { value: parseNumber(amount), ofNow: false };
  return first === undefined
    ? `"${amount}" is no time: write {now}, {now-26h} or {now+3d}`
    : { kind: 'values', first, step: step === undefined ? 0 : parseNumber(step), count: Number(times ?? 0) + 1 };
}

function parseNow(text: string): Amount | undefined {
  const found = NOW.exec(text);
  const { sign, duration = '0s' } = found?.groups ?? {};
  const seconds = durationSeconds(duration);
  return found === null || seconds === undefined
    ? undefined
    : { value: sign === '-' ? -seconds : seconds, ofNow: true };
}

function parseNumber(text: string): number {
  const [, sign = '', digits = ''] = /^([+-]?)(.*)$/.exec(text.toLowerCase()) ?? [];
  const value = digits === 'inf' ? Infinity : Number(digits);
  return sign === '-' ? -value : value;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Seconds of a duration as PromQL writes it, such as `90s`, `16h` or `1d12h`; undefined when it is none. */
export function durationSeconds(text: string): number | undefined {
  if (!/^(?:[0-9]+(?:ms|[smhdwy]))+$/.test(text)) {
    return undefined;
  }
  let seconds = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(/([0-9]+)(ms|[smhdwy])/g)) {
    seconds += Number(amount) * (UNIT_SECONDS[unit] ?? 0);
  }
  return seconds;
}
