import { config } from '@grafana/runtime';

const DAY_MS = 86_400_000;

// Intl formatters are slow to make and a table asks for many.
const formatters = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

/** Grafana's English is en-US, whose month-first dates read badly beside 24 h times: English is written day first. */
function locale(): string {
  const language = config.bootData.user.language || 'en-US';
  return language.startsWith('en') ? 'en-GB' : language;
}

function formatterOf(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${zone} ${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale(), { timeZone: zone, hourCycle: 'h23', ...options });
    formatters.set(key, formatter);
  }
  return formatter;
}

/** `08:37` in the zone. */
export function clockTime(ms: number, zone: string): string {
  return formatterOf(zone, { hour: '2-digit', minute: '2-digit' }).format(ms);
}

/** `08:37:04` in the zone. */
export function clockTimeWithSeconds(ms: number, zone: string): string {
  return formatterOf(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(ms);
}

/** `Friday 09:00` in the zone. */
export function weekdayTime(ms: number, zone: string): string {
  return `${formatterOf(zone, { weekday: 'long' }).format(ms)} ${clockTime(ms, zone)}`;
}

/** `Friday 20 November` in the zone. */
export function longDate(ms: number, zone: string): string {
  return formatterOf(zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(ms);
}

/** `17 Nov` in the zone. */
export function shortDate(ms: number, zone: string): string {
  return formatterOf(zone, { day: 'numeric', month: 'short' }).format(ms);
}

/** The time of day when `ms` is on the same local day as `nowMs`, else the date. */
export function sinceWhen(ms: number, nowMs: number, zone: string): string {
  const sameDay = nowMs - ms < DAY_MS && shortDate(ms, zone) === shortDate(nowMs, zone);
  return sameDay ? clockTime(ms, zone) : shortDate(ms, zone);
}

/** `1,204` in the user's language. */
export function countText(count: number): string {
  const language = locale();
  let formatter = numbers.get(language);
  if (!formatter) {
    formatter = new Intl.NumberFormat(language);
    numbers.set(language, formatter);
  }
  return formatter.format(count);
}

/** A number with at most so many decimals in the user's language; with all of them where columns have to agree. */
export function decimalText(value: number, decimals: number, allDecimals = false): string {
  const key = `${locale()} ${decimals} ${allDecimals}`;
  let formatter = numbers.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale(), {
      maximumFractionDigits: decimals,
      minimumFractionDigits: allDecimals ? decimals : 0,
    });
    numbers.set(key, formatter);
  }
  return formatter.format(value);
}

/** `November 2026`: the month of an instant in the zone. */
export function monthTitle(ms: number, zone: string): string {
  return formatterOf(zone, { month: 'long', year: 'numeric' }).format(ms);
}

/** `Nov 2026`, where the room is short. */
export function monthTitleShort(ms: number, zone: string): string {
  return formatterOf(zone, { month: 'short', year: 'numeric' }).format(ms);
}

/** `Nov` */
export function monthShort(ms: number, zone: string): string {
  return formatterOf(zone, { month: 'short' }).format(ms);
}

/** `17 Nov 2026` in the zone. */
export function shortDateWithYear(ms: number, zone: string): string {
  return formatterOf(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(ms);
}

/** `Proxmox or Argo CD` */
export function alternatives(words: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'disjunction' }).format(words);
}

/** `Thu 19 Nov` in the zone. */
export function shortDay(ms: number, zone: string): string {
  return `${formatterOf(zone, { weekday: 'short' }).format(ms)} ${shortDate(ms, zone)}`;
}
