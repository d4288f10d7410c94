import { instantOf, localDate, localTime } from '../core/time/zone';

/** An instant as a field of date and time has it, in the zone: `2026-11-12T09:10`. */
export function fieldOf(ms: number, zone: string): string {
  return `${localDate(ms, zone)}T${localTime(ms, zone)}`;
}

/** The instant that a field says; null while it says none. */
export function instantOfField(text: string, zone: string): number | null {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text) ?? [];
  return date === undefined || time === undefined ? null : instantOf(date, time, zone);
}
