import type { Run } from '../../core/checklist/run';
import { instantOf, localDate } from '../../core/time/zone';
import { t } from '../../ui/t';
import { longDate } from '../../ui/when';

/** "Morning routine", with its date when it is not today's: at the weekend Friday's stands until Monday, or Monday's is the first. */
export function runTitle(title: string, run: Run, nowMs: number): string {
  return localDate(nowMs, run.zone) === run.date
    ? title
    : t('head.of-date', '{{title}} of {{date}}', { title, date: longDate(dayMs(run), run.zone) });
}

/** An instant of the day that the run is of. */
export function dayMs({ date, zone }: Run): number {
  return instantOf(date, '12:00', zone);
}
