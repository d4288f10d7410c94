/** Calendar events as both Proxmox products understand them: `mon..fri 22:30`, `*:0/15`, `*-*-1 03:00`, `daily`. */

const NAMED: ReadonlyMap<string, string> = new Map([
  ['minutely', '*:*'],
  ['hourly', '*:0'],
  ['daily', '0:0'],
  ['weekly', 'mon 0:0'],
  ['monthly', '*-*-1 0:0'],
  ['quarterly', '*-1,4,7,10-1 0:0'],
  ['semiannually', '*-1,7-1 0:0'],
  ['semi-annually', '*-1,7-1 0:0'],
  ['yearly', '*-1-1 0:0'],
  ['annually', '*-1-1 0:0'],
]);
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DATE = /^[\d*,./]+(?:-[\d*,./]+){1,2}$/;
const DAY_SECONDS = 86_400;
/** Long enough to meet each day of the year that there is, on each day of the week that it can be. */
const SPAN_DAYS = 366 * 5;
const FIRST_DAY_MS = Date.UTC(2023, 0, 1);

const gaps = new Map<string, number | null>();

/**
 * The longest time between two runs in a row, in seconds: what is older than that has missed one. Null for what is no calendar event
 * that is understood here, or never happens twice. It does not depend on the zone that the server counts in.
 */
export function longestGapSeconds(event: string): number | null {
  let gap = gaps.get(event);
  if (gap === undefined) {
    const calendar = calendarOf(event);
    gap = calendar && gapOf(calendar);
    gaps.set(event, gap);
  }
  return gap;
}

/** When a calendar event is due, in the zone that whoever has it counts in. */
export interface Calendar {
  /** By a date's year, month, day and weekday in UTC. */
  isOn(date: Date): boolean;
  /** Seconds of such a day, in order. */
  seconds: readonly number[];
}

/** Null for what is no calendar event that is understood here. */
export function calendarOf(event: string): Calendar | null {
  const written = event
    .trim()
    .toLowerCase()
    .replace(/\s*,\s*/g, ',');
  const parts = (NAMED.get(written) ?? written).split(/\s+/);
  const days = parts.filter((part) => /^[a-z]/.test(part));
  const dates = parts.filter((part) => DATE.test(part));
  const times = parts.filter((part) => !/^[a-z]/.test(part) && !DATE.test(part));
  if (written === '' || days.length > 1 || dates.length > 1 || times.length > 1) {
    return null;
  }
  const weekdays = days[0] === undefined ? allOf(0, 6) : weekdaysOf(days[0]);
  const dayMatches = dateMatcher(dates[0]);
  const seconds = times[0] === undefined ? [0] : secondsOf(times[0]);
  return weekdays === null || dayMatches === null || seconds === null
    ? null
    : { seconds, isOn: (date) => weekdays.has(date.getUTCDay()) && dayMatches(date) };
}

/** Over a few years of days: within a day, and from the last run of one to the first of the next. */
function gapOf({ seconds, isOn }: Calendar): number | null {
  const [first = 0, last = 0] = [seconds[0], seconds.at(-1)];
  const within = seconds.slice(1).map((second, index) => second - (seconds[index] ?? 0));
  let longest = Math.max(0, ...within);
  let before: number | null = null;
  for (let day = 0; day < SPAN_DAYS; day += 1) {
    if (isOn(new Date(FIRST_DAY_MS + day * DAY_SECONDS * 1000))) {
      longest = before === null ? longest : Math.max(longest, (day - before) * DAY_SECONDS + first - last);
      before = day;
    }
  }
  return longest === 0 ? null : longest;
}

function weekdaysOf(text: string): ReadonlySet<number> | null {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [from = '', to = from, ...rest] = part.split(/\.\.|-/).map((name) => name.slice(0, 3));
    const [start, end] = [DAYS.indexOf(from), DAYS.indexOf(to)];
    if (start < 0 || end < 0 || rest.length > 0 || !isWeekday(part)) {
      return null;
    }
    for (let day = start; ; day = (day + 1) % 7) {
      found.add(day);
      if (day === end) {
        break;
      }
    }
  }
  return found;
}

const FULL_DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function isWeekday(part: string): boolean {
  return part.split(/\.\.|-/).every((name) => DAYS.includes(name) || FULL_DAYS.includes(name));
}

/** `*-*-1`, `*-1..7`, `2027-3-1`. */
function dateMatcher(text: string | undefined): ((date: Date) => boolean) | null {
  if (text === undefined) {
    return () => true;
  }
  const fields = text.split('-');
  const [day = '', month = '', year = '*'] = [...fields].reverse();
  const [days, months, years] = [numbersOf(day, 1, 31), numbersOf(month, 1, 12), numbersOf(year, 1970, 2200)];
  return days === null || months === null || years === null
    ? null
    : (date) => days.has(date.getUTCDate()) && months.has(date.getUTCMonth() + 1) && years.has(date.getUTCFullYear());
}

/** Seconds of the day, in order. `*\/15` and `30` are minutes of every hour. */
function secondsOf(text: string): readonly number[] | null {
  const fields = text.split(':');
  if (fields.length > 3) {
    return null;
  }
  const [hour, minute, second] = fields.length === 1 ? ['*', text, '0'] : [fields[0], fields[1], fields[2] ?? '0'];
  const hours = numbersOf(hour ?? '', 0, 23);
  const minutes = numbersOf(minute ?? '', 0, 59);
  const seconds = numbersOf(second ?? '', 0, 59);
  if (hours === null || minutes === null || seconds === null) {
    return null;
  }
  return [...hours].flatMap((h) => [...minutes].flatMap((m) => [...seconds].map((s) => h * 3600 + m * 60 + s)));
}

/** `*`, `5`, `8..18`, `0/15`, `*\/2`, and several of them with commas; in order. */
function numbersOf(text: string, lowest: number, highest: number): ReadonlySet<number> | null {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [, from, to, step] = /^(\*|\d+)(?:\.\.(\d+))?(?:\/(\d+))?$/.exec(part) ?? [];
    if (from === undefined || step === '0' || Number(step) === 0) {
      return null;
    }
    const start = from === '*' ? lowest : Number(from);
    const end = to !== undefined ? Number(to) : from === '*' || step !== undefined ? highest : start;
    if (start < lowest || end > highest || start > end) {
      return null;
    }
    for (let number = start; number <= end; number += Number(step ?? 1)) {
      found.add(number);
    }
  }
  return new Set([...found].sort((a, b) => a - b));
}

function allOf(from: number, to: number): ReadonlySet<number> {
  return new Set(Array.from({ length: to - from + 1 }, (_unused, index) => from + index));
}
