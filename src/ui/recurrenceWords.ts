import { WEEKDAYS, type MonthDay, type Recurrence, type Weekday } from '../core/checklist/recurrence';
import { t } from './t';

/** When a list has its rounds, in words that follow its name: "weekdays", "Wednesdays", "monthly, on the last Friday". */
export function recurrenceWords(recurrence: Recurrence): string {
  switch (recurrence.every) {
    case 'week':
      return daysWords(recurrence.days);
    case 'month':
      return t('recurrence.month', 'monthly, on {{day}}', { day: monthDayWords(recurrence.on) });
    case 'quarter':
      return t('recurrence.quarter', 'quarterly, on {{day}} of month {{month}}', {
        day: monthDayWords(recurrence.on),
        month: recurrence.month,
      });
  }
}

function daysWords(days: readonly Weekday[]): string {
  const sorted = WEEKDAYS.filter((day) => days.includes(day));
  if (sorted.length === WEEKDAYS.length) {
    return t('recurrence.daily', 'every day');
  }
  if (sorted.join() === WEEKDAYS.slice(0, 5).join()) {
    return t('recurrence.weekdays', 'weekdays');
  }
  return sorted.map((day) => t('recurrence.weekly', '{{day}}s', { day: dayName(day) })).join(', ');
}

function monthDayWords(on: MonthDay): string {
  if (typeof on === 'number') {
    return t('recurrence.day', 'day {{n}}', { n: on });
  }
  if (on === 'last') {
    return t('recurrence.last-day', 'the last day');
  }
  const nth = {
    1: t('recurrence.first', 'first'),
    2: t('recurrence.second', 'second'),
    3: t('recurrence.third', 'third'),
    4: t('recurrence.fourth', 'fourth'),
    last: t('recurrence.last', 'last'),
  };
  const day = on.day === 'workday' ? t('recurrence.workday', 'workday') : dayName(on.day);
  return t('recurrence.nth', 'the {{nth}} {{day}}', { nth: nth[on.nth], day });
}

/** `Monday`. */
export function dayName(day: Weekday): string {
  const names: Readonly<Record<Weekday, string>> = {
    mon: t('recurrence.mon', 'Monday'),
    tue: t('recurrence.tue', 'Tuesday'),
    wed: t('recurrence.wed', 'Wednesday'),
    thu: t('recurrence.thu', 'Thursday'),
    fri: t('recurrence.fri', 'Friday'),
    sat: t('recurrence.sat', 'Saturday'),
    sun: t('recurrence.sun', 'Sunday'),
  };
  return names[day];
}
