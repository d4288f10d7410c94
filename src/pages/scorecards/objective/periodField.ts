import { instantOf, localDate, localTime } from '../../../core/time/zone';
import { t } from '../../../ui/t';

/** An instant as a field of date and time has it, in the zone: `2026-11-12T09:10`. */
export function fieldOf(ms: number, zone: string): string {
  return `${localDate(ms, zone)}T${localTime(ms, zone)}`;
}

/** The instant that a field says; null while it says none. */
export function instantOfField(text: string, zone: string): number | null {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text) ?? [];
  return date === undefined || time === undefined ? null : instantOf(date, time, zone);
}

const MAX_MS = 31 * 86_400_000;

/** Why a period cannot be left out; null when it can, and while it is not known. */
export function periodProblem(fromMs: number | null, toMs: number | null): string | null {
  if (fromMs === null || toMs === null) {
    return null;
  }
  if (toMs <= fromMs) {
    return t('exclude.order', 'It has to end after it begins.');
  }
  return toMs - fromMs > MAX_MS ? t('exclude.long', 'At most 31 days can be left out at once.') : null;
}
