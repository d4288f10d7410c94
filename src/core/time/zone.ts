import { Temporal } from 'temporal-polyfill';

/** Local calendar date `YYYY-MM-DD` of an instant in an IANA zone. */
export function localDate(ms: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/**
 * Instant, in ms, of a local wall-clock time `HH:MM` on a local date. A time that the clocks skip is moved on by what
 * they skip (02:30 becomes 03:30); of a time that they repeat, the first one is taken.
 */
export function instantOf(date: string, time: string, zone: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

/** The date some days later, or earlier when negative. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Days from one date to another, negative when that is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

/** 1 = Monday to 7 = Sunday. */
export function dayOfWeek(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** Local wall clock `HH:MM`, 24 h. */
export function localTime(ms: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
}

/** Whether this runtime knows the name as an IANA zone. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    // An offset such as `+02:00` is accepted by Temporal, but has no summer time: a zone it is not.
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}
