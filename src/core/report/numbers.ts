/** Numbers and words as the report prints them: narrow no-break spaces, at most two units, 1 = one. */

const NARROW = '\u202f';
/** Between the two units of a duration, which a narrow space would run together. */
const NO_BREAK = '\u00a0';
const MINUS = '\u2212';
const WORDS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `1 204` */
export function formatCount(value: number): string {
  const digits = Math.abs(Math.round(value)).toString();
  return (value < 0 ? MINUS : '') + digits.replace(/\B(?=(\d{3})+$)/g, NARROW);
}

/**
 * Share of the good as percent, cut and not rounded, so that 99.96 % does not become 100 %: `99.9`. All of it is `100`.
 */
export function cutPercent(ratio: number): string {
  return ratio >= 1 ? '100' : (Math.floor(ratio * 1000) / 10).toFixed(1);
}

/** Share of a budget that was spent as percent: never rounded onto the other side of all of it, told to tenfold. */
export function spentPercent(share: number): string {
  const percent = share * 100;
  if (percent > 999) {
    return '>\u00a0999';
  }
  return formatCount(share > 1 ? Math.ceil(percent) : share === 1 ? 100 : Math.min(99, Math.round(percent)));
}

/** `31 d 01 h`, `14 h`; part of an hour counts as the hour. */
export function formatHours(hours: number): string {
  const whole = Math.ceil(hours);
  if (whole < 24) {
    return `${whole}${NARROW}h`;
  }
  return `${Math.floor(whole / 24)}${NARROW}d${NO_BREAK}${String(whole % 24).padStart(2, '0')}${NARROW}h`;
}

/** `14 October` of `2026-10-14`. */
export function formatDay(date: string): string {
  return `${Number(date.slice(8))} ${monthName(date)}`;
}

/** `14 Oct` */
export function formatShortDay(date: string): string {
  return `${Number(date.slice(8))} ${monthName(date).slice(0, 3)}`;
}

/** `October` of `2026-10` or `2026-10-14`. */
export function monthName(id: string): string {
  return MONTHS[Number(id.slice(5, 7)) - 1] ?? id;
}

/** `October 2026` of `2026-10`. */
export function formatMonth(id: string): string {
  return `${monthName(id)} ${id.slice(0, 4)}`;
}

/** Counts up to twelve as words: `three`, `no`; above, digits. */
export function countWord(value: number): string {
  return WORDS[value] ?? formatCount(value);
}

/** The same with `none` for nothing, where no noun follows. */
export function countAlone(value: number): string {
  return value === 0 ? 'none' : countWord(value);
}

/** The text with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `one node`, `three nodes` */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${countWord(value)} ${value === 1 ? one : many}`;
}
