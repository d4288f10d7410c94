import { isScheduled, type ChecklistTemplate } from '../../core/checklist/template';
import { recurrenceWords } from '../../ui/recurrenceWords';
import { t } from '../../ui/t';

/** When a list has its rounds: "weekdays, 08:30 to 09:00". */
export function calendarWords(list: ChecklistTemplate): string {
  if (!isScheduled(list)) {
    return t('setup.on-demand', 'on demand');
  }
  const { recurrence, opens, due, dueDays = 0, shifts } = list;
  const days = recurrenceWords(recurrence);
  if (shifts) {
    return t('setup.shifts', '{{days}}, {{times}}', {
      days,
      times: shifts.map((shift) => `${shift.opens}-${shift.due}`).join(', '),
    });
  }
  return dueDays > 0
    ? t('setup.calendar-days', '{{days}}, {{opens}} to {{due}} {{n}} days later', { days, opens, due, n: dueDays })
    : t('setup.calendar', '{{days}}, {{opens}} to {{due}}', { days, opens, due });
}
