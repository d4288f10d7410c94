import type { Run } from '../../core/checklist/run';
import { localDate } from '../../core/time/zone';
import { t } from '../../ui/t';
import { longDate } from '../../ui/when';

/** "Morning routine", with its date when it is not today's: at the weekend Friday's stands until Monday. */
export function runTitle(title: string, run: Run, nowMs: number): string {
  return localDate(nowMs, run.zone) === run.date
    ? title
    : t('head.of-date', '{{title}} of {{date}}', { title, date: longDate(run.openMs, run.zone) });
}
