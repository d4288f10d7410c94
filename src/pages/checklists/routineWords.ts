import type { HistoryRound } from '../../core/checklist/history';
import type { NextRound } from '../../core/checklist/routines';
import { addDays, localDate } from '../../core/time/zone';
import { durationText } from '../../ui/duration';
import { roundWord } from '../../ui/round/roundWords';
import { t } from '../../ui/t';
import { clockTime, shortDay } from '../../ui/when';

const HOUR_MS = 3_600_000;

/** "in 23 min", "today 18:00", "tomorrow", "Mon 23 Nov"; of one that is past due how long it is. */
export function nextWords({ run, state }: NextRound, nowMs: number): string {
  const { dueMs, zone } = run;
  const today = localDate(nowMs, zone);
  const day = localDate(dueMs, zone);
  const time = clockTime(dueMs, zone);
  if (day < today || nowMs > dueMs) {
    return state === 'due'
      ? t('next.overdue', 'Overdue {{over}}', { over: durationText(nowMs - dueMs) })
      : t('next.was-due', 'Was due {{time}}', { time });
  }
  if (dueMs - nowMs < HOUR_MS) {
    return t('next.soon', 'in {{left}}', { left: durationText(dueMs - nowMs) });
  }
  if (day === today) {
    return t('next.today', 'today {{time}}', { time });
  }
  return day === addDays(today, 1) ? t('next.tomorrow', 'tomorrow {{time}}', { time }) : shortDay(dueMs, zone);
}

/** "Thu 19 Nov 08:41"; of one that was not kept what became of it: "Missed Thu 19 Nov", "Late 1 d". */
export function lastWords({ state, openMs, isOnTime, summary }: HistoryRound, nowMs: number, zone: string): string {
  if (state === 'on-time' && summary) {
    const { atMs } = summary;
    const time = clockTime(atMs, zone);
    return localDate(atMs, zone) === localDate(nowMs, zone)
      ? t('last.today', 'Today {{time}}', { time })
      : `${shortDay(atMs, zone)} ${time}`;
  }
  if (state === 'late' && summary) {
    return t('last.late', 'Late {{by}}, {{day}}', {
      by: durationText(summary.atMs - summary.dueMs),
      day: shortDay(openMs, zone),
    });
  }
  return t('last.other', '{{what}} {{day}}', { what: roundWord(state, isOnTime), day: shortDay(openMs, zone) });
}
