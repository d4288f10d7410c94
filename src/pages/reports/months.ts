import { addMonths, isOver, lastFullMonth, monthIn, type Month } from '../../core/time/month';
import { t } from '../../ui/t';

const MONTHS_BACK = 24;

/** Months that are over, the newest first, as `YYYY-MM`. */
export function fullMonths(nowMs: number, zone: string): string[] {
  const last = lastFullMonth(nowMs, zone);
  return Array.from({ length: MONTHS_BACK }, (_, back) => addMonths(last, -back));
}

/** `October 2026` in the user's language. */
export function monthLabel(id: string): string {
  return new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${id}-15T12:00:00Z`)
  );
}

export type MonthChoice = { ok: true; month: Month } | { ok: false; error: string };

/** The month of the address, else the last full one. */
export function chooseMonth(text: string | null, zone: string, nowMs: number): MonthChoice {
  const result = monthIn(text ?? lastFullMonth(nowMs, zone), zone);
  if (!result.ok) {
    return { ok: false, error: result.problem.detail };
  }
  if (!isOver(result.month, nowMs)) {
    const month = monthLabel(result.month.id);
    const text = t('reports.not-over', '{{month}} is not over yet in {{zone}}. Choose a month that is.', {
      month,
      zone,
    });
    return { ok: false, error: text };
  }
  return { ok: true, month: result.month };
}
