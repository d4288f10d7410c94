import { isScheduled, type ChecklistTemplate } from '../../core/checklist/template';
import { recurrenceWords } from '../recurrenceWords';
import { t } from '../t';

/** "Weekdays 08:30 to 09:00", "Mondays 09:00 to 17:00, 3 days later" */
export function cadenceWords(template: ChecklistTemplate): string {
  if (!isScheduled(template)) {
    return t('cadence.on-demand', 'On demand');
  }
  const { recurrence, opens, due, dueDays = 0, shifts } = template;
  const days = recurrenceWords(recurrence);
  const hours = shifts
    ? shifts.map((shift) => fromTo(shift.opens, shift.due)).join(', ')
    : dueDays > 0
      ? t('cadence.days', '{{hours}}, {{n}} d later', { hours: fromTo(opens, due), n: dueDays })
      : fromTo(opens, due);
  return `${days.charAt(0).toUpperCase()}${days.slice(1)} ${hours}`;
}

function fromTo(from: string, to: string): string {
  return t('cadence.from-to', '{{from}} to {{to}}', { from, to });
}
